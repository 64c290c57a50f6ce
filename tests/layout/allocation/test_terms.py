from layout.allocation.terms import MAXIMISED, OBJECTIVE_IDS, SCOPE_KINDS, TARGET_MEASURES, Scope


def test_scope_has_one_word() -> None:
    assert Scope("city").key == "city"
    assert Scope("zone", "western_yu").key == "zone:western_yu"


def test_vocabularies() -> None:
    assert set(OBJECTIVE_IDS) >= MAXIMISED == {"value", "output", "compactness"}
    assert SCOPE_KINDS == ("city", "zone", "district", "park")
    assert len(TARGET_MEASURES) == 3
