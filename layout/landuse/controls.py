"""Limits that a project must keep: embedded control indicators with their source, and the office's own table.

A limit is binding where a regulation in force sets it and its value was seen; planning targets, thresholds of the past
and values of a superseded edition are shown and marked indicative. The office's table is always binding.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from geodata.text import Bilingual
from layout.errors import OfficeTableError
from layout.landuse.measures import MEASURES, to_unit

Operator = Literal["ge", "le"]
Origin = Literal["embedded", "office", "target"]

SIX: Final = (
    "floor_area_ratio",
    "building_coefficient",
    "service_land_share",
    "investment_intensity",
    "output_per_km2",
    "tax_per_land",
)
"""The six indicators that Chongqing makes normative for new industrial land (guidance of September 2024)."""

INDICATIVE: Final[Mapping[str, str]] = {
    "cq_output_density_2027": "landuse.indicative.planning_target",
    "cq_entry_2014_central_urban": "landuse.indicative.historic",
    "cq_entry_2014_main_new_urban": "landuse.indicative.historic",
    "cq_entry_2014_three_gorges_northeast": "landuse.indicative.historic",
}
"""Embedded rules that inform and do not bind, with the reason."""

_BRANCH: Final = re.compile(r"gb4754_2002:(\d{2})")
TEMPLATE: Final = (
    "adcode",
    "branch",
    "indicator_id",
    "operator",
    "value",
    "unit",
    "document",
    "clause",
    "year",
)
"""Columns of the office's table of control indicators; adcode and branch may be blank: valid for all."""

Row = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Control:
    """One limit.

    Parameters
    ----------
    control_id, indicator_id
        Id of the limit, and the measure that it limits.
    operator, value
        ge or le; the limit in the unit of the measure.
    name, document, clause, year
        Where it is written; `clause` "" where it was not seen.
    origin
        embedded, office, or target (the case's own target intensity).
    adcodes, branches, zones
        For whom it holds; empty means all.
    source_ids, confidence
        Sources of an embedded limit.
    indicative
        Message key that says why it does not bind, "" where it binds.
    """

    control_id: str
    indicator_id: str
    operator: Operator
    value: float
    name: Bilingual
    document: str
    clause: str
    year: int
    origin: Origin
    adcodes: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    confidence: str = ""
    indicative: str = ""

    def holds_for(self, adcode: str, branch: str, *, zones: Iterable[str]) -> bool:
        """Return whether the limit holds for a place and branch; unknown ones meet only limits that hold for all."""
        return (
            (not self.adcodes or adcode in self.adcodes)
            and (not self.branches or branch in self.branches)
            and (not self.zones or bool(set(self.zones) & set(zones)))
        )

    @property
    def specificity(self) -> int:
        """Return how narrowly it applies: branch counts before district."""
        return 2 * bool(self.branches) + bool(self.adcodes)


def embedded_controls(rules: pd.DataFrame) -> tuple[Control, ...]:
    """Return the control indicators of the register that limit a figure of a project.

    Parameters
    ----------
    rules
        The register. Rules on flood return periods, on computation, on districts' plans or without a measure here are
        passed over; see `uncovered_rules`.
    """
    return tuple(_embedded(row) for row in rules.to_dict("records") if _is_limit(row))


def uncovered_rules(rules: pd.DataFrame) -> pd.DataFrame:
    """Return the control indicators of the register that cannot be checked with the figures of a project."""
    keep = [row["kind"] == "control_indicator" and not _is_limit(row) for row in rules.to_dict("records")]
    return rules[keep].reset_index(drop=True)


def office_controls(table: pd.DataFrame, *, origin: str) -> tuple[Control, ...]:
    """Return the limits of the office's table.

    Parameters
    ----------
    table
        Text cells, columns `TEMPLATE`; the index gives their lines in the file.
    origin
        Name of the file, for messages.

    Raises
    ------
    OfficeTableError
        A column is missing, or a cell cannot be read; the row and column are named.
    """
    missing = [column for column in TEMPLATE if column not in table.columns]
    if missing:
        raise OfficeTableError(
            en=f"{origin}: column {missing[0]} is missing; expected {', '.join(TEMPLATE)}",
            zh=f"{origin}：缺少列 {missing[0]}；应有 {'、'.join(TEMPLATE)}",
        )
    return tuple(
        _office(row, place=int(place), origin=origin)
        for place, row in zip(table.index, table.to_dict("records"), strict=True)
    )


def most_specific(controls: Iterable[Control]) -> tuple[Control, ...]:
    """Return the controls without those that a narrower one of the same origin, measure and direction replaces."""
    best: dict[tuple[str, str, str], int] = {}
    found = tuple(controls)
    for control in found:
        key = (control.origin, control.indicator_id, control.operator)
        best[key] = max(best.get(key, 0), control.specificity)
    return tuple(
        control
        for control in found
        if control.zones
        or control.specificity == best[control.origin, control.indicator_id, control.operator]
    )


def _is_limit(row: Row) -> bool:
    """Return whether a rule limits a figure of a project."""
    return bool(
        row["kind"] == "control_indicator"
        and row["parameter"] in MEASURES
        and row["operator"] in ("ge", "le")
    )


def _embedded(row: Row) -> Control:
    """Return an embedded rule as a control."""
    applies = tuple(row["applies_to"])
    branches = tuple(found.group(1) for item in applies if (found := _BRANCH.fullmatch(item)))
    rest = tuple(item for item in applies if item != "all" and not _BRANCH.fullmatch(item))
    return Control(
        control_id=str(row["rule_id"]),
        indicator_id=str(row["parameter"]),
        operator="ge" if row["operator"] == "ge" else "le",
        value=float(row["value"]),
        name=Bilingual(en=str(row["name_en"]), zh=str(row["name_zh"])),
        document=str(row["document"]),
        clause=str(row["article"]),
        year=int(row["year"]),
        origin="embedded",
        branches=branches,
        zones=rest,
        source_ids=tuple(row["source_ids"]),
        confidence=str(row["confidence"]),
        indicative=INDICATIVE.get(str(row["rule_id"]), "")
        or ("landuse.indicative.superseded" if str(row["rule_id"]).startswith("lci_") else ""),
    )


def _office(row: Row, *, place: int, origin: str) -> Control:
    """Return one row of the office's table as a control."""
    indicator_id, operator = str(row["indicator_id"]).strip(), str(row["operator"]).strip()
    if indicator_id not in MEASURES:
        raise _bad_cell(
            origin, place, column="indicator_id", found=indicator_id, expected=", ".join(MEASURES)
        )
    if operator not in ("ge", "le"):
        raise _bad_cell(origin, place, column="operator", found=operator, expected="ge, le")
    measure = MEASURES[indicator_id]
    try:
        value = to_unit(float(str(row["value"]).strip()), str(row["unit"]).strip(), wanted=measure.unit)
        year = int(str(row["year"]).strip())
    except ValueError as error:
        expected = f"a number, one of the units {', '.join(measure.units)}, a year"
        found = f"{row['value']} | {row['unit']} | {row['year']}"
        raise _bad_cell(origin, place, column="value, unit, year", found=found, expected=expected) from error
    adcode, branch = str(row["adcode"]).strip(), str(row["branch"]).strip()
    return Control(
        control_id=f"office_{place}",
        indicator_id=indicator_id,
        operator="ge" if operator == "ge" else "le",
        value=value,
        name=measure.name,
        document=str(row["document"]).strip(),
        clause=str(row["clause"]).strip(),
        year=year,
        origin="office",
        adcodes=(adcode,) if adcode else (),
        branches=(branch,) if branch else (),
    )


def _bad_cell(origin: str, place: int, *, column: str, found: str, expected: str) -> OfficeTableError:
    """Return the error for a cell that cannot be read."""
    return OfficeTableError(
        en=f"{origin}, line {place}, {column}: found {found!r}, expected {expected}; mend the cell",
        zh=f"{origin} 第 {place} 行 {column}：现为 {found!r}，应为 {expected}；请修改该单元格",
    )
