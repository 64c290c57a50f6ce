"""All goals as rows: baseline, latest figure, target, pace still needed, and how each stands.

Columns (`DASHBOARD_COLUMNS`), besides those of the table of targets:

baseline_*, latest_*       figure and year; blank where unknown; `latest_qualifier` exact, at_least, at_most, about
part_year                  a later figure of part of a year, as (year, period, value): shown, never used
years_left                 from the figure that the pace starts from to the year of the target; blank, as the paces are,
                           where that figure is unknown or satisfies the goal already
linear_pace                amount a year still needed, in the target's unit
compound_pace              growth a year still needed, as a share; NaN for figures that are not positive
lead                       distance of the latest figure from the straight line, positive when ahead
standing                   see `layout.targets.standing`
"""

import math
from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from layout.targets.links import LINKS, Link, entity_of
from layout.targets.pace import compound_pace, linear_pace
from layout.targets.standing import Course, standing_of

DASHBOARD_COLUMNS: Final = (
    "target_id",
    "group",
    "name_zh",
    "name_en",
    "unit",
    "direction",
    "scope",
    "baseline_value",
    "baseline_year",
    "latest_value",
    "latest_year",
    "latest_qualifier",
    "latest_source_ids",
    "part_year",
    "target_value",
    "target_year",
    "years_left",
    "linear_pace",
    "compound_pace",
    "lead",
    "standing",
    "source_ids",
    "confidence",
    "note",
)
_YEARS: Final = ("baseline_year", "latest_year", "target_year", "years_left")
_FULL_YEAR: Final = "FY"
_CONFIDENCE: Final = {"office": -1, "seen_primary": 0, "seen_secondary": 1, "recalled": 2}

Row = Mapping[Hashable, Any]


def dashboard(
    targets: pd.DataFrame, statistics: pd.DataFrame, *, zones: frozenset[str], as_of: int
) -> pd.DataFrame:
    """Return every goal with its figures, the pace that is needed and how it stands.

    Parameters
    ----------
    targets
        Table of targets.
    statistics
        Long table of statistics.
    zones
        Ids of the layout zones, to tell what a goal's scope is.
    as_of
        Year of the judgement.

    Returns
    -------
    pandas.DataFrame
        One row a row of `targets`, in its order; columns `DASHBOARD_COLUMNS`. A part-year figure is never a latest
        figure; where sources differ for a year the better read one is taken, and `target_conflicts` names the others.
    """
    rows = [_row(target, statistics, zones=zones, as_of=as_of) for target in targets.to_dict("records")]
    frame = pd.DataFrame(rows, columns=list(DASHBOARD_COLUMNS))
    for column in _YEARS:
        frame[column] = frame[column].astype("Int64")
    return frame


def figures_of(target: Row, statistics: pd.DataFrame, *, zones: frozenset[str]) -> pd.DataFrame:
    """Return the statistics that speak of a goal, full and part years, by year; empty where none is linked.

    Parameters
    ----------
    target
        One row of the table of targets.
    statistics, zones
        As for `dashboard`.
    """
    link = LINKS.get(str(target["target_id"]))
    if link is None:
        return statistics.iloc[0:0]
    kind, entity = entity_of(str(target["scope"]), zones=zones)
    found = statistics[
        (statistics["entity_kind"] == kind)
        & (statistics["entity_id"] == entity)
        & (statistics["indicator_id"] == link.indicator_id)
        & statistics["value"].notna()
        & statistics["year"].notna()
    ]
    order = found["confidence"].map(_CONFIDENCE)
    return found.assign(_order=order).sort_values(["year", "_order"], kind="stable").drop(columns="_order")


def _row(target: Row, statistics: pd.DataFrame, *, zones: frozenset[str], as_of: int) -> dict[str, object]:
    """Return the row of one goal."""
    figures = figures_of(target, statistics, zones=zones)
    whole = figures[figures["period"] == _FULL_YEAR]
    latest = whole[whole["year"] == whole["year"].max()].to_dict("records")[0] if len(whole) else None
    link = LINKS.get(str(target["target_id"]), Link(""))
    course = Course(
        direction=str(target["direction"]),
        baseline=(_year(target["baseline_year"]), float(target["baseline_value"])),
        latest=(int(latest["year"]), float(latest["value"])) if latest else (0, math.nan),
        goal=(_year(target["target_year"]), float(target["target_value"])),
        comparable=link.comparable,
    )
    start_year, start = course.start
    open_way = course.goal[0] and start_year and math.isfinite(start) and not course.satisfies(start)
    left = course.goal[0] - start_year if open_way else 0
    return {name: target.get(name) for name in DASHBOARD_COLUMNS} | {
        "latest_value": course.latest[1],
        "latest_year": latest["year"] if latest else pd.NA,
        "latest_qualifier": latest["value_qualifier"] if latest else "",
        "latest_source_ids": latest["source_ids"] if latest else (),
        "part_year": _part_year(figures, course.latest[0]),
        "years_left": left if left > 0 else pd.NA,
        "linear_pace": linear_pace(start, course.goal[1], years=left),
        "compound_pace": compound_pace(start, course.goal[1], years=left),
        "lead": course.lead if course.comparable else math.nan,
        "standing": standing_of(course, as_of=as_of),
    }


def _part_year(figures: pd.DataFrame, after: int) -> tuple[int, str, float] | None:
    """Return the last figure of part of a year later than `after`, None where there is none."""
    later = figures[(figures["period"] != _FULL_YEAR) & (figures["year"] > after)].to_dict("records")
    return (int(later[-1]["year"]), str(later[-1]["period"]), float(later[-1]["value"])) if later else None


def _year(cell: object) -> int:
    """Return a year, 0 where it is unknown."""
    return int(cell) if isinstance(cell, int) else 0
