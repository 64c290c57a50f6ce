"""Turns the rows of the tables of a layout plan into projects, parks and values."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geodata.text import Bilingual
from geodata.units import HA_PER_KM2, cny_to_yi
from layout.allocation.problem import Floats, Park, Project
from layout.errors import CaseError
from layout.workflow.allocation.facts import facts_of
from layout.workflow.allocation.tables import Row, Table

PROJECT_KEYS = ("project_id", "land_ha", "output_cny", "cluster_id")
PARK_KEYS = ("park_id",)
VALUE_KEYS = ("project_id", "park_id", "value")
RESOURCES = ("water_m3_per_day", "power_mw", "discharge_m3_per_day")
FURTHER_RESOURCE = "resource_"
PROJECT_COLUMNS = frozenset(
    {
        *PROJECT_KEYS,
        *("name", "name_en", "name_zh", "chain_id", "year", "allowed_parks", "required", "max_parts"),
        *("min_share", "move_weight", "origin_adcode", "needs", "chemical", "note"),
    }
)
PARK_COLUMNS = frozenset(
    {
        *PARK_KEYS,
        *(
            "available_ha",
            "name",
            "name_en",
            "name_zh",
            "adcode",
            "zone_ids",
            "lon",
            "lat",
            "approved_area_ha",
        ),
        *("low_efficiency_ha", "release_cost_cny_per_ha", "build_cost_cny_per_ha", "opening_cost_cny"),
        *("base_land_ha", "base_output_cny", "note"),
    }
)
VALUE_COLUMNS = frozenset({*VALUE_KEYS, "value_low", "value_high", "cost_cny", "note"})
_YEAR_COLUMN = re.compile(r"^available_ha_(\d{4})$")


def is_resource(column: str) -> bool:
    """Return whether a column is a resource: water, power, discharge, or one whose name starts with `resource_`."""
    return column in RESOURCES or column.startswith(FURTHER_RESOURCE)


def year_columns(table: Table) -> dict[int, str]:
    """Return the columns of available land by their year, in order."""
    found = {int(match[1]): column for column in table.columns if (match := _YEAR_COLUMN.match(column))}
    return dict(sorted(found.items()))


def read_projects(
    table: Table, *, intensity_yi_per_km2: float | None, place_all: bool
) -> tuple[Project, ...]:
    """Return the projects of a table.

    Parameters
    ----------
    table
        `project_id, land_ha, output_cny, cluster_id` and what the template offers beside.
    intensity_yi_per_km2
        Land need of a project without `land_ha`: its output divided by this.
    place_all
        Whether every project must be placed.
    """
    resources = [column for column in table.columns if is_resource(column)]
    return tuple(
        Project(
            project_id=_key(row, "project_id"),
            land_ha=_land_ha(row, intensity_yi_per_km2),
            output_cny=row.number("output_cny", math.nan),
            name=_name(row, row.text("project_id"), {}),
            cluster_id=row.text("cluster_id"),
            chain_id=row.text("chain_id") or row.text("cluster_id"),
            year=row.whole("year"),
            allowed_parks=frozenset(row.items("allowed_parks")) or None,
            required=place_all or row.truth("required"),
            max_parts=row.whole("max_parts", 1) or 0,
            min_share=row.number("min_share", 0.0),
            demands={name: row.number(name, math.nan) for name in resources},
            move_weight=row.number("move_weight", 1.0),
            origin_adcode=row.text("origin_adcode"),
        )
        for row in table.rows
    )


def _key(row: Row, name: str) -> str:
    """Return a key, which must not be blank."""
    if not row.text(name):
        raise CaseError(en=f"{row.origin}: {name} is blank.", zh=f"{row.origin}：{name} 为空。")
    return row.text(name)


def _land_ha(row: Row, intensity: float | None) -> float:
    """Return the land need, as given or from the output."""
    if row.text("land_ha") or intensity is None:
        return row.number("land_ha")
    return cny_to_yi(row.number("output_cny")) / intensity * HA_PER_KM2


def _name(row: Row, key: str, facts: dict[str, object]) -> Bilingual:
    """Return the name in both languages, from the row, else from the facts, else the key."""
    both = row.text("name")
    english = row.text("name_en") or both or str(facts.get("name_en") or key)
    chinese = row.text("name_zh") or both or str(facts.get("name_zh") or key)
    return Bilingual(english, chinese)


def read_parks(table: Table) -> tuple[Park, ...]:
    """Return the parks of a table; name, district, zones and position that it lacks come from the embedded facts."""
    years = list(year_columns(table).values())
    resources = [column for column in table.columns if is_resource(column)]
    if not years and "available_ha" not in table.columns:
        raise CaseError(
            en=f"{table.name}: column available_ha is missing (or available_ha_<year> for several years).",
            zh=f"{table.name}：缺少列 available_ha（分年时为 available_ha_<年份>）。",
        )
    return tuple(_park(row, years or ["available_ha"], resources) for row in table.rows)


def _park(row: Row, land_columns: Sequence[str], resources: Sequence[str]) -> Park:
    """Return one park."""
    key = _key(row, "park_id")
    facts = dict(facts_of(key))
    zones = facts.get("zone_ids", ())
    return Park(
        park_id=key,
        available_ha=tuple(row.number(column) for column in land_columns),
        name=_name(row, key, facts),
        adcode=row.text("adcode") or str(facts.get("adcode", "")),
        zone_ids=row.items("zone_ids") or (zones if isinstance(zones, tuple) else ()),
        lon=row.number("lon", float(str(facts.get("lon", math.nan)))),
        lat=row.number("lat", float(str(facts.get("lat", math.nan)))),
        low_efficiency_ha=row.number("low_efficiency_ha", 0.0),
        release_cost_cny_per_ha=row.number("release_cost_cny_per_ha", 0.0),
        build_cost_cny_per_ha=row.number("build_cost_cny_per_ha", 0.0),
        opening_cost_cny=row.number("opening_cost_cny", 0.0),
        base_land_ha=row.number("base_land_ha", math.nan),
        base_output_cny=row.number("base_output_cny", math.nan),
        capacities={name: row.number(name) for name in resources if row.text(name)},
    )


@dataclass(frozen=True)
class Values:
    """The matrices of a table of values, shape (projects, parks); NaN where the table has no row."""

    values: Floats
    low: Floats | None
    high: Floats | None
    costs: Floats | None


def read_values(table: Table, projects: Sequence[Project], *, parks: Sequence[Park]) -> Values:
    """Return the values of the pairs.

    Raises
    ------
    CaseError
        A pair stands twice, or names a project or park that is not in the tables.
    """
    rows = {project.project_id: number for number, project in enumerate(projects)}
    columns = {park.park_id: number for number, park in enumerate(parks)}
    names = ("value", "value_low", "value_high", "cost_cny")
    found = {name: np.full((len(rows), len(columns)), np.nan) for name in names}
    for row in table.rows:
        project, park = row.text("project_id"), row.text("park_id")
        if project not in rows or park not in columns:
            raise CaseError(
                en=f"{row.origin}: project {project!r} or park {park!r} is not in the tables of the case.",
                zh=f"{row.origin}：项目 {project!r} 或园区 {park!r} 不在本案例的表中。",
            )
        place = (rows[project], columns[park])
        if not np.isnan(found["value"][place]):
            raise CaseError(
                en=f"{row.origin}: the pair {project}, {park} stands twice.",
                zh=f"{row.origin}：组合 {project}、{park} 出现两次。",
            )
        found["value"][place] = row.number("value")
        for name in names[1:]:
            found[name][place] = row.number(name, math.nan)
    bounded = {"value_low", "value_high"} <= set(table.columns)
    costs = np.nan_to_num(found["cost_cny"]) if "cost_cny" in table.columns else None
    if costs is not None and bool((np.isnan(found["cost_cny"]) & ~np.isnan(found["value"])).any()):
        raise CaseError(
            en=f"{table.name}: cost_cny is blank in some rows; give every pair its cost (0 if there is none).",
            zh=f"{table.name}：部分行的 cost_cny 为空；请为每个组合填写费用（若没有则填 0）。",
        )
    low = found["value_low"] if bounded else None
    return Values(found["value"], low, found["value_high"] if bounded else None, costs)
