"""One annual figure an entity and year out of a table that keeps conflicting and part-year figures side by side.

Only the period FY is a year: a part-year figure is never used as one, nor scaled up. Where sources print different
figures for the same year, the stronger one is shown and the others travel along in `conflicts`.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

import pandas as pd

from geodata.units import ha_to_km2
from layout.landuse.extents import extent_of

FULL_YEAR: Final = "FY"
APPROVED_AREA: Final = "approved_area"
CATALOGUE_YEAR: Final = 2018
CATALOGUE_SOURCE: Final = "ds_devzones_2018"
"""Edition of the national catalogue of development zones (2018) that gives the approved areas."""

_ABOUT_AREA: Final = "catalogue area is"
"""A park's note speaks of many things; only behind these words does it state the ground of the approved area."""

_CONFIDENCE_RANK: Final = {"office": 0, "seen_primary": 1, "seen_secondary": 2, "recalled": 3}
_QUALIFIER_RANK: Final = {"exact": 0, "about": 1, "at_least": 2, "at_most": 2}
_LAST: Final = 9

Row = Mapping[Hashable, Any]
Entity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One annual figure of an entity with what is known about it.

    Parameters
    ----------
    entity_kind, entity_id
        The entity.
    year, value
        Full year, and the figure in its indicator's unit.
    qualifier, confidence
        How firm it is (exact, about, at_least, at_most), and how it was read.
    source_ids, note, extent
        Where it comes from, the table's note, and the ground that it is stated for ("" where not stated).
    conflicts
        Differing figures of other sources for the same year: (value, source ids).
    """

    entity_kind: str
    entity_id: str
    year: int
    value: float
    qualifier: str
    source_ids: tuple[str, ...]
    confidence: str
    note: str
    extent: str
    conflicts: tuple[tuple[float, tuple[str, ...]], ...] = ()

    @property
    def entity(self) -> Entity:
        """Return kind and id of the entity."""
        return self.entity_kind, self.entity_id


FIGURE_COLUMNS: Final = tuple(field.name for field in fields(Figure))


def annual_figures(statistics: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """Return the full-year figures of an indicator, one row an entity and year.

    Parameters
    ----------
    statistics
        Long table with entity_kind, entity_id, indicator_id, year, period, value, value_qualifier, source_ids,
        confidence and note. Values in the indicator's unit.
    indicator_id
        The indicator wanted.

    Returns
    -------
    pandas.DataFrame
        Columns `FIGURE_COLUMNS`, sorted by entity and year.

    Notes
    -----
    Order of preference for one entity and year: confidence (a figure of the office first), then an exact figure before an approximate one and
    that before a bound, then the source with most figures for that indicator and year (so that a map rests on
    one source), then the source id.
    """
    chosen = statistics[statistics["indicator_id"] == indicator_id]
    figures = choose_annual(chosen.to_dict("records"))
    return pd.DataFrame([asdict(figure) for figure in figures], columns=list(FIGURE_COLUMNS))


def choose_annual(rows: Iterable[Row]) -> list[Figure]:
    """Return one figure an entity and full year from rows of one indicator, by the order of `annual_figures`."""
    known = [row for row in rows if _is_annual(row)]
    coverage = Counter((row["year"], row["source_ids"]) for row in known)
    groups: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in known:
        groups[str(row["entity_kind"]), str(row["entity_id"]), int(row["year"])].append(row)
    return [
        _figure(
            sorted(groups[key], key=lambda row: _preference(row, coverage[row["year"], row["source_ids"]]))
        )
        for key in sorted(groups)
    ]


def part_year_periods(rows: Iterable[Row]) -> dict[Entity, list[tuple[int, str]]]:
    """Return (year, period) of the figures that cover less than a year, by entity."""
    found: dict[Entity, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        if row["period"] != FULL_YEAR and _is_known(row["year"]):
            found[str(row["entity_kind"]), str(row["entity_id"])].append(
                (int(row["year"]), str(row["period"]))
            )
    return dict(found)


def approved_area_figures(parks: pd.DataFrame) -> list[Figure]:
    """Return the approved area of each park in km², with the year it was approved or catalogued.

    Parameters
    ----------
    parks
        Table with park_id, catalogue_code, approved_area_ha, approved_date, source_ids, confidence, note.

    Returns
    -------
    list of Figure
        Zones of the national catalogue carry its year, 2018; others the year of approval. Parks without an area,
        or without any year, are left out.
    """
    found = (_approved_area(park) for park in parks.to_dict("records"))
    return [figure for figure in found if figure is not None]


def _approved_area(park: Row) -> Figure | None:
    """Return the approved area of one park, None where area or year is not known."""
    in_catalogue = bool(park["catalogue_code"])
    date, note = str(park["approved_date"]), str(park["note"])
    if math.isnan(park["approved_area_ha"]) or not (in_catalogue or date[:4].isdigit()):
        return None
    sources = tuple(park["source_ids"])
    return Figure(
        entity_kind="park",
        entity_id=str(park["park_id"]),
        year=CATALOGUE_YEAR if in_catalogue else int(date[:4]),
        value=ha_to_km2(float(park["approved_area_ha"])),
        qualifier="exact",
        source_ids=(CATALOGUE_SOURCE,) if in_catalogue and CATALOGUE_SOURCE in sources else sources,
        confidence=str(park["confidence"]),
        note=note,
        extent=extent_of(note) if _ABOUT_AREA in note else "",
    )


def _is_annual(row: Row) -> bool:
    """Return whether a row holds a figure of a full year."""
    return bool(row["period"] == FULL_YEAR) and _is_known(row["value"]) and _is_known(row["year"])


def _is_known(cell: object) -> bool:
    """Return whether a cell holds something: neither None nor NaN nor NA."""
    return not (cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)))


def _preference(row: Row, coverage: int) -> tuple[int, int, int, str]:
    """Return the sort key of a figure among those of its entity and year; the preferred one comes first."""
    return (
        _CONFIDENCE_RANK.get(str(row["confidence"]), _LAST),
        _QUALIFIER_RANK.get(str(row["value_qualifier"]), _LAST),
        -coverage,
        ";".join(row["source_ids"]),
    )


def _figure(rows: list[Row]) -> Figure:
    """Return the first of the rows of one entity and year; the others that differ become its conflicts."""
    first, *others = rows
    return Figure(
        entity_kind=str(first["entity_kind"]),
        entity_id=str(first["entity_id"]),
        year=int(first["year"]),
        value=float(first["value"]),
        qualifier=str(first["value_qualifier"]),
        source_ids=tuple(first["source_ids"]),
        confidence=str(first["confidence"]),
        note=str(first["note"]),
        extent=extent_of(str(first["note"])),
        conflicts=tuple(
            (float(row["value"]), tuple(row["source_ids"]))
            for row in others
            if row["value"] != first["value"]
        ),
    )
