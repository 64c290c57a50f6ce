import math

import pandas as pd
import pytest

from geodata.embedded import table
from layout.targets.dashboard import DASHBOARD_COLUMNS, dashboard, figures_of
from layout.targets.standing import STANDINGS

ZONES = frozenset(table("layout_zones")["zone_id"])


@pytest.fixture(scope="module")
def board() -> pd.DataFrame:
    return dashboard(table("targets"), table("statistics"), zones=ZONES, as_of=2026).set_index(
        "target_id", drop=False
    )


def test_every_goal_is_a_row_and_every_row_has_a_standing(board: pd.DataFrame) -> None:
    assert board.index.tolist() == table("targets")["target_id"].tolist()
    assert len(board) == 71
    assert list(board.columns) == list(DASHBOARD_COLUMNS)
    assert set(board["standing"]) <= set(STANDINGS)


def test_revenue_needs_2360_yi_or_7_24_percent_a_year(board: pd.DataFrame) -> None:
    row = board.loc["revenue_2027"]
    assert (row["baseline_value"], row["latest_value"], row["target_value"]) == (28_200, 28_200, 40_000)
    assert (row["years_left"], row["linear_pace"]) == (5, 2_360)
    assert row["compound_pace"] == pytest.approx((40_000 / 28_200) ** 0.2 - 1)
    assert row["standing"] == "baseline_only"


def test_a_part_year_figure_is_shown_and_not_used(board: pd.DataFrame) -> None:
    row = board.loc["strategic_share_2027"]
    assert row["part_year"] == (2023, "Q1-Q3", 31.9)
    assert row["latest_year"] == 2022
    assert board.loc["parks_output_2027", "standing"] == "no_figure"


def test_the_75_has_no_baseline_and_historic_figures_do_not_count(board: pd.DataFrame) -> None:
    row = board.loc["output_per_km2_2027"]
    assert (row["latest_value"], row["latest_year"], row["standing"]) == (30, 2007, "not_comparable")
    assert math.isnan(row["linear_pace"])
    assert math.isnan(row["lead"])


def test_the_lost_percentage_stays_lost(board: pd.DataFrame) -> None:
    row = board.loc["missing_percentage_2027"]
    assert math.isnan(row["target_value"])
    assert row["standing"] == "no_target"


def test_goals_of_the_past_without_outcome_are_not_checked(board: pd.DataFrame) -> None:
    past = board[board["target_year"] < 2026]
    assert set(past["standing"]) == {"not_checked"}


def test_a_limit_that_is_kept_already_needs_no_pace(board: pd.DataFrame) -> None:
    row = board.loc["udb_factor_2035"]
    assert math.isnan(row["linear_pace"])
    assert pd.isna(row["years_left"])


def office(value: float, year: int = 2024, **other: object) -> pd.DataFrame:
    row = {
        "entity_kind": "city",
        "entity_id": "500000",
        "indicator_id": "operating_revenue",
        "year": year,
        "period": "FY",
        "value": value,
        "value_qualifier": "exact",
        "source_ids": ("office",),
        "confidence": "seen_primary",
        "note": "",
        "unit": "1e8 CNY",
    }
    return pd.concat([table("statistics"), pd.DataFrame([row | other])], ignore_index=True)


def revenue(statistics: pd.DataFrame) -> pd.Series:
    board = dashboard(table("targets"), statistics, zones=ZONES, as_of=2026)
    return board.set_index("target_id").loc["revenue_2027"]


@pytest.mark.parametrize(("value", "standing"), [(33_500, "ahead"), (32_000, "behind"), (41_000, "met")])
def test_a_later_figure_of_the_office_is_judged(value: float, standing: str) -> None:
    row = revenue(office(value))
    assert row["standing"] == standing
    assert row["lead"] == pytest.approx(value - (28_200 + 2 * 2_360))
    if standing != "met":
        assert row["years_left"] == 3
        assert row["linear_pace"] == pytest.approx((40_000 - value) / 3)


def test_nine_months_of_the_office_are_no_year() -> None:
    row = revenue(office(39_000, period="Q1-Q3"))
    assert row["standing"] == "baseline_only"
    assert row["part_year"] == (2024, "Q1-Q3", 39_000)


def test_goals_without_a_link_have_no_figures() -> None:
    target = table("targets").set_index("target_id", drop=False).loc["trade_2027"].to_dict()
    assert figures_of(target, table("statistics"), zones=ZONES).empty
