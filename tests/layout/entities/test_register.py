import pytest

from geodata.embedded import table
from layout.entities.register import Known, Register, looks_like_code, plain_code, register_of


def desk(vintage: str) -> Register:
    rows = {
        name: table(name).to_dict("records")
        for name in ("districts", "parks", "layout_zones", "former_names")
    }
    return register_of(
        rows["districts"],
        rows["parks"],
        zones=rows["layout_zones"],
        former=rows["former_names"],
        vintage=vintage,
    )


def test_everything_is_in_the_register_once() -> None:
    register = desk("38")
    kinds = [kind for kind, _ in register.entities]
    assert (kinds.count("district"), kinds.count("park"), kinds.count("zone"), kinds.count("city")) == (
        38,
        64,
        12,
        1,
    )


def test_on_the_37_units_500105_is_the_new_liangjiang_and_500112_is_gone() -> None:
    register = desk("37")
    new = register.district("500105")
    assert new is not None
    assert (new.name_zh, register.district("500112")) == ("两江新区", None)
    assert sum(kind == "district" for kind, _ in register.entities) == 37
    old = desk("38").district("500105")
    assert old is not None
    assert old.name_zh == "江北区"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("500101000000", "500101"),
        ("500101.0", "500101"),
        (" g501189 ", "G501189"),
        ("Bishan_HTZ", "bishan_htz"),
    ],
)
def test_codes_have_several_spellings(text: str, code: str) -> None:
    assert plain_code(text) == code


def test_codes_of_today_find_their_entity() -> None:
    register = desk("38")
    for text, entity_id in (("500154", "500154"), ("G502138", "bishan_htz"), ("bishan_htz", "bishan_htz")):
        found = register.of_code(text)
        assert found is not None
        assert found.entity_id == entity_id
    assert register.of_code("500234") is None  # that of 开县, which is a former code
    assert register.former_codes["500234"].adcode == "500154"


def test_what_looks_like_a_code() -> None:
    assert looks_like_code("500101")
    assert looks_like_code("S509016")
    assert not looks_like_code("万州区")
    assert not looks_like_code("1234")


def test_a_shared_name_keeps_both_entities() -> None:
    one = Known("park", "a", "东园", "East Park", ("a",))
    other = Known("park", "b", "东园", "East Estate", ("b",))
    assert set(Register([one, other]).names["东园"]) == {("park", "a"), ("park", "b")}
