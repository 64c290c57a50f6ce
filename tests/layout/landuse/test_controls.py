import pandas as pd
import pytest

from geodata.embedded import table
from layout.errors import OfficeTableError
from layout.i18n import catalogue
from layout.landuse.controls import (
    INDICATIVE,
    TEMPLATE,
    embedded_controls,
    most_specific,
    office_controls,
    uncovered_rules,
)

ROW = {
    "adcode": "500117",
    "branch": "36",
    "indicator_id": "investment_intensity",
    "operator": "ge",
    "value": "250",
    "unit": "wan_per_mu",
    "document": "区级标准地指标",
    "clause": "附表 1",
    "year": "2024",
}


def office(*changes: dict[str, str]) -> pd.DataFrame:
    lines = range(2, 2 + len(changes))
    return pd.DataFrame([ROW | change for change in changes], columns=list(TEMPLATE), index=lines)


def test_every_control_indicator_is_a_limit_or_named_as_not_covered() -> None:
    rules = table("rules")
    controls = rules[rules["kind"] == "control_indicator"]
    assert len(embedded_controls(rules)) + len(uncovered_rules(rules)) == len(controls)
    assert {"lci_storey_8m", "gb50201_class_1", "cq_six_indicators"} <= set(uncovered_rules(rules)["rule_id"])


def test_embedded_limits_keep_document_and_source() -> None:
    found = {one.control_id: one for one in embedded_controls(table("rules"))}
    far = found["lci_far_36"]
    assert (far.indicator_id, far.operator, far.value, far.branches) == (
        "floor_area_ratio",
        "ge",
        0.7,
        ("36",),
    )
    assert far.clause == "table 2"
    assert far.source_ids
    assert found["lci_service_land"].operator == "le"


def test_what_does_not_bind_says_why() -> None:
    found = {one.control_id: one for one in embedded_controls(table("rules"))}
    assert set(INDICATIVE) <= set(found)
    assert all(one.indicative in catalogue() for one in found.values())


def test_a_limit_holds_for_its_branch_district_and_zone() -> None:
    found = {one.control_id: one for one in embedded_controls(table("rules"))}
    assert found["lci_far_36"].holds_for("", "36", zones=())
    assert not found["lci_far_36"].holds_for("", "", zones=())
    assert found["lci_service_land"].holds_for("", "", zones=())
    assert found["cq_output_density_2027"].holds_for("500117", "", zones=("western_yu",))
    assert not found["cq_output_density_2027"].holds_for("500117", "", zones=("wankaiyun",))


def test_the_table_of_the_office_in_its_own_units() -> None:
    (found,) = office_controls(office({}), origin="own.csv")
    assert found.value == pytest.approx(3_750)  # 250 万元/亩
    assert (found.adcodes, found.branches, found.indicative) == (("500117",), ("36",), "")


def test_the_narrower_limit_replaces_the_wider() -> None:
    found = office_controls(
        office({"adcode": "", "branch": "", "value": "200"}, {"branch": "", "value": "220"}, {}),
        origin="own.csv",
    )
    assert [one.value / 15 for one in most_specific(found)] == pytest.approx([250])
    other = office_controls(
        office({"adcode": "", "branch": ""}, {"indicator_id": "tax_per_land"}), origin="x"
    )
    assert len(most_specific(other)) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"indicator_id": "gdp"}, "indicator_id: found 'gdp'"),
        ({"operator": ">="}, "operator: found '>='"),
        ({"value": "about 250"}, "value, unit, year"),
        ({"unit": "pct"}, "wan_per_mu"),
        ({"year": ""}, "a year"),
        ({"value": "nan"}, "value, unit, year"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(change: dict[str, str], said: str) -> None:
    with pytest.raises(OfficeTableError) as caught:
        office_controls(office({}, change), origin="own.csv")
    assert "own.csv, line 3" in str(caught.value)
    assert said in str(caught.value)
    assert "第 3 行" in caught.value.text.zh


def test_a_missing_column_is_named() -> None:
    with pytest.raises(OfficeTableError, match="column unit is missing"):
        office_controls(office({}).drop(columns="unit"), origin="own.csv")
