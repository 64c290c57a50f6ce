import math

import pandas as pd
import pytest

from geodata.embedded import table
from layout.errors import CaseError
from layout.rules.grid_register import rule_text
from layout.rules.grid_rule import CellTest, GridRule
from layout.rules.office_register import LENT, OfficeRow, RowTaken, lay_over, office_rows

SHIPPED = table("rules")
HEADER = ("rule_id", "jurisdiction", "value", "unit", "document", "year")
PLACES = ("500000", "500112", "liangjiang")


def rows(*cells: tuple[str, ...], header: tuple[str, ...] = HEADER) -> tuple[OfficeRow, ...]:
    return office_rows(header, cells, lines=range(2, 2 + len(cells)), origin="o.csv", jurisdictions=PLACES)


def row_of(rule: str, office: tuple[OfficeRow, ...], *holding: str) -> dict[str, object]:
    register = lay_over(SHIPPED, office, holding=holding, origin="o.csv")
    assert register["rule_id"].is_unique
    (found,) = register[register["rule_id"] == rule].to_dict("records")
    return {str(key): value for key, value in found.items()}


CHEM = (("yrpl_chem_1km", "500000", "2", "km", "", ""), ("yrpl_chem_1km", "500112", "3", "", "Own", "2026"))


def test_the_narrowest_row_that_holds_the_area_wins() -> None:
    office = rows(*CHEM)
    assert row_of("yrpl_chem_1km", office, "500112", "500000")["value"] == 3
    assert row_of("yrpl_chem_1km", office, "500000", "500112")["value"] == 2
    only_city = row_of("yrpl_chem_1km", office, "500000")
    assert only_city["taken"] == RowTaken(
        "office", "500000", 2, {"value": (1.0, 2.0)}, applies=True, not_applying=("500112",)
    )
    assert only_city["unit"] == "km"
    elsewhere = row_of("yrpl_chem_1km", office)
    assert elsewhere["value"] == 1
    assert elsewhere["taken"] == RowTaken("shipped", not_applying=("500000", "500112"))


def test_an_empty_cell_keeps_what_the_shipped_row_says() -> None:
    district = row_of("yrpl_chem_1km", rows(*CHEM), "500112")
    shipped = SHIPPED.set_index("rule_id").loc["yrpl_chem_1km"]
    assert district["name_zh"] == shipped["name_zh"]
    assert (district["document"], district["year"]) == ("Own", 2026)
    taken = district["taken"]
    assert isinstance(taken, RowTaken)
    assert taken.changes["document"] == (shipped["document"], "Own")


def test_rows_that_nobody_overrides_stay() -> None:
    register = lay_over(SHIPPED, rows(*CHEM), holding=["500000"], origin="o.csv")
    assert register["rule_id"].tolist() == SHIPPED["rule_id"].tolist()
    others = register["rule_id"] != "yrpl_chem_1km"
    assert register.loc[others, "name_en"].tolist() == SHIPPED.loc[others, "name_en"].tolist()
    assert all(one.register == "shipped" for one in register.loc[others, "taken"])


def test_a_rule_of_the_office_s_own() -> None:
    header = ("rule_id", "jurisdiction", "name_en", "name_zh", "parameter", "value")
    office = rows(("own_slope", "500112", "Own slope", "自定坡度", "natural_slope_pct", "15"), header=header)
    found = row_of("own_slope", office, "500112")
    assert (found["name_en"], found["value"], found["document"]) == ("Own slope", 15.0, "")
    register = lay_over(SHIPPED, office, holding=["500112"], origin="o.csv")
    rule = GridRule(id="own_slope", layer="dem", exclude=CellTest(gt=20), no_data="keep")
    text = rule_text(rule, register)
    assert text.differs is not None
    assert text.differs.en == "the case uses 20, the register 15"
    assert (text.year, text.taken) == (None, found["taken"])
    away = row_of("own_slope", office, "500000")["taken"]
    assert away == RowTaken(
        "office",
        "500112",
        2,
        {name: (None, office[0].cells[name]) for name in header[2:]},
        applies=False,
        not_applying=("500112",),
    )


def test_an_exported_table_reads_back_without_a_change() -> None:
    header = ("rule_id", "jurisdiction", *LENT, "source_ids", "data_licence")
    cells = []
    for row in SHIPPED.to_dict("records"):
        texts = [";".join(row[name]) if name == "applies_to" else row[name] for name in LENT]
        plain = ["" if pd.isna(value) else str(value) for value in texts]
        cells.append((row["rule_id"], "500000", *plain, "", ""))
    register = lay_over(SHIPPED, rows(*cells, header=header), holding=["500000"], origin="o.csv")
    assert len(register) == len(SHIPPED) > 80
    assert [one.changes for one in register["taken"]] == [{}] * len(SHIPPED)


WRONG = [
    (("rule_id", "value"), ("a", "1"), "line 1: no column jurisdiction"),
    (
        ("rule_id", "jurisdiction", "valeu"),
        ("a", "500000", "1"),
        "column valeu is not known; did you mean value?",
    ),
    (HEADER, ("", "500000", "", "", "", ""), "line 2: rule_id -, jurisdiction 500000"),
    (HEADER, ("a", "510000", "", "", "", ""), "jurisdiction 510000 found, expected an id and 500000"),
    (HEADER, ("a", "500000", "1 km", "", "", ""), "line 2: value 1 km found"),
    (HEADER, ("a", "500000", "inf", "", "", ""), "value inf found"),
    (HEADER, ("a", "500000", "1", "", "", "2024.5"), "year 2024.5 found"),
]


@pytest.mark.parametrize(("header", "cells", "said"), WRONG)
def test_wrong_rows_name_the_line(header: tuple[str, ...], cells: tuple[str, ...], said: str) -> None:
    with pytest.raises(CaseError) as error:
        rows(cells, header=header)
    assert f"o.csv, {said}" in str(error.value) or said in str(error.value)


def test_a_pair_twice_and_a_rule_without_a_name() -> None:
    with pytest.raises(CaseError, match=r"line 3: yrpl_chem_1km for 500000 stands twice"):
        rows(CHEM[0], CHEM[0])
    own = rows(("own", "500000", "1", "", "", ""))
    assert not math.isnan(own[0].cells["value"])
    with pytest.raises(CaseError, match="own is no shipped rule and has no name_en"):
        lay_over(SHIPPED, own, holding=["500000"], origin="o.csv")
