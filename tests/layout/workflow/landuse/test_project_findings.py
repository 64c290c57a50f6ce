from pathlib import Path

import pandas as pd
import pytest

from layout.config.landuse_cases import ProjectCase, load_landuse_case
from layout.landuse.controls import TEMPLATE, office_controls
from layout.workflow.landuse.project_findings import (
    FINDING_COLUMNS,
    ProjectResult,
    entitlement_text,
    findings_table,
    project_result,
)

CASE = load_landuse_case(
    Path(__file__).resolve().parents[4] / "cases" / "landuse" / "standard-land.toml", ProjectCase
)


@pytest.fixture(scope="module")
def result() -> ProjectResult:
    return project_result(CASE.project, target=CASE.target_yi_per_km2)


def test_thirty_yi_may_claim_600_mu_and_asks_for_675(result: ProjectResult) -> None:
    text = entitlement_text(result)
    assert text is not None
    assert "40 ha = 600 mu" in text.en
    assert "675 亩" in text.zh


def test_rows_tell_limit_margin_and_counterfactual(result: ProjectResult) -> None:
    table = findings_table(result)
    assert list(table.columns) == list(FINDING_COLUMNS)
    row = table[(table["indicator_en"] == "Land output rate") & (table["origin"] == "embedded")].iloc[0]
    assert (row["outcome"], row["binding"]) == ("fail", False)
    assert row["value"] == pytest.approx(30 / 0.45)
    assert row["largest_land_mu"] == pytest.approx(600)
    assert row["smallest_figure"] == pytest.approx(33.75)


def test_without_the_office_the_outcome_is_open_and_says_what_is_missing(result: ProjectResult) -> None:
    assert result.outcome == "not_evaluated"
    table = findings_table(result)
    missing = table[table["origin"] == ""]
    assert set(missing["indicator_zh"]) == {"固定资产投资强度", "地均税收"}
    assert missing["reason_en"].str.contains("import the office's table").all()
    assert "cq_six_indicators" in set(result.uncovered["rule_id"])


def test_the_table_of_the_office_decides() -> None:
    rows = [
        ["", "", "floor_area_ratio", "ge", "0.8", "ratio", "办法", "", "2024"],
        ["", "", "building_coefficient", "ge", "40", "pct", "办法", "", "2024"],
        ["", "", "service_land_share", "le", "7", "pct", "办法", "", "2024"],
        ["", "", "investment_intensity", "ge", "200", "wan_per_mu", "办法", "", "2024"],
        ["", "", "output_per_km2", "ge", "400", "wan_per_mu", "办法", "", "2024"],
        ["500117", "", "tax_per_land", "ge", "15", "wan_per_mu", "办法", "", "2024"],
    ]
    office = office_controls(pd.DataFrame(rows, columns=list(TEMPLATE)), origin="own.csv")
    assert project_result(CASE.project, target=75.0, office=office).outcome == "pass"
    dear = CASE.project.model_copy(update={"tax_yi": 0.9})
    assert project_result(dear, target=75.0, office=office).outcome == "fail"


def test_no_output_is_no_claim() -> None:
    silent = CASE.project.model_copy(update={"output_yi": None})
    assert entitlement_text(project_result(silent, target=75.0)) is None


def test_the_target_informs_where_no_embedded_limit_says_the_same() -> None:
    elsewhere = CASE.project.model_copy(update={"zone_ids": ()})
    table = findings_table(project_result(elsewhere, target=75.0))
    assert table[table["origin"] == "target"]["limit"].tolist() == [75]
    assert "target" not in set(findings_table(project_result(CASE.project, target=75.0))["origin"])
