import pandas as pd
import pytest

from geodata.embedded import table
from layout.targets.conflicts import SAME_SUBJECT, target_conflicts

ZONES = frozenset(table("layout_zones")["zone_id"])


def found(statistics: pd.DataFrame | None = None) -> dict[tuple[str, str], tuple[float, ...]]:
    conflicts = target_conflicts(
        table("targets"), table("statistics") if statistics is None else statistics, zones=ZONES
    )
    return {(one.kind, one.target_id): tuple(side.value for side in one.sides) for one in conflicts}


def test_printed_growth_against_its_own_figures() -> None:
    assert found()["growth", "revenue_2027"] == pytest.approx((7.7, 9.38), abs=0.01)


def test_two_wordings_of_the_trillion_clusters() -> None:
    assert found()["restated", "trillion_clusters_2027"] == (3, 2)


def test_documents_that_confirm_each_other() -> None:
    assert found()["agreement", "output_per_km2_2027"] == (75, 75)
    assert found()["agreement", "labour_productivity_2027"] == (50, 50)


def test_families_name_goals_that_exist() -> None:
    assert {target for family in SAME_SUBJECT for target in family} <= set(table("targets")["target_id"])


def with_row(value: float) -> pd.DataFrame:
    statistics = table("statistics")
    same = (statistics["indicator_id"] == "operating_revenue") & (statistics["year"] == 2022)
    other = statistics[same].assign(value=value, source_ids=[("elsewhere",)])
    return pd.concat([statistics, other], ignore_index=True)


def test_another_source_for_the_same_year_is_named_twice_over() -> None:
    conflicts = found(with_row(27_900.0))
    assert conflicts["other_figure", "revenue_2027"] == (28_200, 27_900)
    assert conflicts["baseline", "revenue_2027"] == (28_200, 27_900)
    assert ("other_figure", "revenue_2027") not in found()
