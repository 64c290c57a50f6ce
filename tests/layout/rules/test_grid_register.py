import pytest

from geodata.embedded import table
from layout.entities.model import Words
from layout.errors import CaseError
from layout.rules.grid_register import rule_text
from layout.rules.grid_rule import CellTest, GridRule

REGISTER = table("rules")


def test_a_row_lends_its_texts_and_tells_what_the_case_changes() -> None:
    same = rule_text(GridRule(id="yrpl_chem_1km", layer="rivers", exclude=CellTest(within_m=1000)), REGISTER)
    assert same.document == "中华人民共和国长江保护法"
    assert "88" in same.article
    assert same.year == 2020
    assert same.name.en.startswith("No new or enlarged chemical park")
    assert same.differs is None
    wider = rule_text(GridRule(id="yrpl_chem_1km", layer="rivers", exclude=CellTest(within_m=3000)), REGISTER)
    assert wider.differs is not None
    assert wider.differs.en == "the case uses 3000, the register 1000"


def test_the_case_wins_over_the_row() -> None:
    own = GridRule(
        id="yrpl_chem_1km",
        layer="rivers",
        name=Words(en="own", zh="自定"),
        document="own document",
        year=2026,
        exclude=CellTest(within_m=1000),
    )
    text = rule_text(own, REGISTER)
    assert (text.name.en, text.document, text.year) == ("own", "own document", 2026)


def test_an_own_rule_needs_a_name() -> None:
    own = GridRule(id="steep", layer="dem", exclude=CellTest(gt=25))
    with pytest.raises(CaseError, match=r"rules\.steep: no name"):
        rule_text(own, REGISTER)
    named = own.model_copy(update={"name": Words(en="Steep", zh="陡坡")})
    assert rule_text(named, REGISTER).document == ""
