"""Where the sources of goals contradict each other. Nothing is smoothed: each side is shown with its source."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from layout.targets.dashboard import figures_of
from layout.targets.pace import compound_pace

Kind = Literal["other_figure", "baseline", "growth", "restated", "agreement"]

SAME_SUBJECT: Final[tuple[tuple[str, ...], ...]] = (
    ("trillion_clusters_2027", "two_trillion_clusters_2027"),
    ("100bn_clusters_2027", "six_feature_clusters_2027"),
    ("output_per_km2_2027", "yuxi_output_per_km2_2027"),
    ("rd_intensity_2027", "permu_rd_intensity_2027", "yuxi_rd_intensity_2027"),
    ("labour_productivity_2027", "permu_labour_productivity_2027"),
    ("energy_intensity_2027", "yuxi_energy_intensity_2027"),
)
"""Goals of different documents about the same thing."""

PRINTED_GROWTH: Final[Mapping[str, tuple[int, int, float]]] = {"revenue_2027": (2018, 2022, 7.7)}
"""Average growth in % a year that a document prints beside two figures: target -> (first year, last year, growth)."""

_PRINTED_DECIMALS: Final = 0.05

Row = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the figures that contradict each other: who says it, and what."""

    subject: str
    year: int
    value: float
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that do not agree, or (kind "agreement") documents that confirm each other.

    Parameters
    ----------
    kind
        other_figure: two sources, one year; baseline: the target's baseline against the statistics; growth: a printed
        growth against the figures beside it; restated: two documents, one subject, different goals; agreement.
    target_id
        The goal.
    sides
        The figures, in the unit of the goal (growth in % a year).
    """

    kind: Kind
    target_id: str
    sides: tuple[Side, ...]


def target_conflicts(
    targets: pd.DataFrame, statistics: pd.DataFrame, *, zones: frozenset[str]
) -> tuple[Conflict, ...]:
    """Return what contradicts, and what confirms, the figures of the goals.

    Parameters
    ----------
    targets, statistics, zones
        As for `layout.targets.dashboard.dashboard`.
    """
    rows = {str(row["target_id"]): row for row in targets.to_dict("records")}
    found: list[Conflict] = []
    for target in rows.values():
        figures = figures_of(target, statistics, zones=zones)
        whole = figures[figures["period"] == "FY"]
        found += _other_figures(target, whole)
        found += _baseline(target, whole)
        found += _growth(target, whole)
    for family in SAME_SUBJECT:
        found += _restated([rows[target_id] for target_id in family if target_id in rows])
    return tuple(found)


def _other_figures(target: Row, figures: pd.DataFrame) -> list[Conflict]:
    """Return years for which sources print different figures."""
    found = []
    for year, same in figures.groupby("year"):
        if same["value"].max() > same["value"].min():
            sides = tuple(_side(row, int(str(year))) for row in same.to_dict("records"))
            found.append(Conflict("other_figure", str(target["target_id"]), sides))
    return found


def _baseline(target: Row, figures: pd.DataFrame) -> list[Conflict]:
    """Return a baseline that is not the figure of the statistics for its year."""
    year = target["baseline_year"]
    if not isinstance(year, int) or math.isnan(float(target["baseline_value"])):
        return []
    same = figures[(figures["year"] == year) & (figures["value"] != target["baseline_value"])]
    own = Side("baseline", year, float(target["baseline_value"]), target["source_ids"])
    return [
        Conflict("baseline", str(target["target_id"]), (own, _side(row, year)))
        for row in same.to_dict("records")
    ]


def _growth(target: Row, figures: pd.DataFrame) -> list[Conflict]:
    """Return a printed growth that the figures printed beside it do not give."""
    printed = PRINTED_GROWTH.get(str(target["target_id"]))
    if printed is None:
        return []
    first, last, growth = printed
    by_year = {int(row["year"]): float(row["value"]) for row in figures.to_dict("records")}
    if first not in by_year or last not in by_year:
        return []
    computed = 100 * compound_pace(by_year[first], by_year[last], years=last - first)
    if abs(computed - growth) <= _PRINTED_DECIMALS:
        return []
    sources = target["source_ids"]
    sides = (Side("printed", last, growth, sources), Side("computed", last, computed, sources))
    return [Conflict("growth", str(target["target_id"]), sides)]


def _restated(family: list[Row]) -> list[Conflict]:
    """Return whether the documents about one subject agree."""
    if len(family) < 2:  # noqa: PLR2004 - one document cannot contradict itself
        return []
    sides = tuple(
        Side(str(row["target_id"]), int(row["target_year"]), float(row["target_value"]), row["source_ids"])
        for row in family
    )
    kind: Kind = "agreement" if len({side.value for side in sides}) == 1 else "restated"
    return [Conflict(kind, sides[0].subject, sides)]


def _side(row: Row, year: int) -> Side:
    """Return one figure of the statistics."""
    return Side("statistic", year, float(row["value"]), tuple(row["source_ids"]))
