"""Builds the problem of a layout plan from its case and the tables beside it."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geodata.text import Bilingual
from layout.allocation.problem import Park, Problem, Project
from layout.allocation.terms import ObjectiveTerm
from layout.config.allocation import Allocation, AllocationCase
from layout.config.toml import load_case
from layout.entities.wording import say
from layout.errors import CaseError
from layout.workflow.allocation.draws import ScoreParts
from layout.workflow.allocation.facts import parks_csv, scored_pairs, values_csv
from layout.workflow.allocation.limits import side_of
from layout.workflow.allocation.read import (
    PARK_COLUMNS,
    PARK_KEYS,
    PROJECT_COLUMNS,
    PROJECT_KEYS,
    VALUE_COLUMNS,
    VALUE_KEYS,
    Values,
    is_resource,
    read_parks,
    read_projects,
    read_values,
    year_columns,
)
from layout.workflow.allocation.tables import Table, parse_table_bytes, read_table

INPUT_KEYS = (
    *("projects", "parks", "parks_from_facts", "values", "scoring_case", "existing", "place"),
    "land_from_intensity_yi_per_km2",
)
"""Keys of `[allocation]` that `read_inputs` looks at."""


@dataclass(frozen=True)
class Assembled:
    """A problem with what it was made of.

    Parameters
    ----------
    problem
        The problem.
    tables
        Every table that was read, by its name in the case.
    derived
        Files that the case asked to derive: `parks.csv`, `values.csv`.
    warnings
        What the reader must know first.
    parts
        The scores by criterion, where the values come from a scoring case by weighted sum.
    """

    problem: Problem
    tables: dict[str, Table]
    derived: dict[str, bytes]
    warnings: tuple[Bilingual, ...]
    parts: ScoreParts | None = None


@dataclass(frozen=True)
class Inputs:
    """What a case reads and scores before its limits and objectives are looked at.

    Parameters
    ----------
    projects, parks
        In the order of the tables.
    values
        Matrices of the pairs, or None.
    barred
        Pairs that a rule excludes, with the rule's reason.
    tables, derived, parts
        As in `Assembled`.
    """

    projects: tuple[Project, ...]
    parks: tuple[Park, ...]
    values: Values | None
    barred: dict[tuple[str, str], Bilingual]
    tables: dict[str, Table]
    derived: dict[str, bytes]
    parts: ScoreParts | None = None


def assemble(case: AllocationCase, folder: Path) -> Assembled:
    """Return the problem of a case.

    Parameters
    ----------
    case
        The case.
    folder
        Where its tables lie.

    Raises
    ------
    CaseError
        A table or the case cannot be used as written.
    MissingDataError
        A figure that an objective or a limit needs is not known.
    """
    return settle(case, read_inputs(case, folder))


def read_inputs(case: AllocationCase, folder: Path, *, scores: bool = True) -> Inputs:
    """Return the tables of a case and the values of its pairs; raises as `assemble`.

    They depend on the files and on `INPUT_KEYS` alone, so a case of which only limits or objectives change can be
    settled anew on the same inputs.

    Parameters
    ----------
    case, folder
        As for `assemble`.
    scores
        Whether to run the scoring case, which takes seconds; without it there are no values and no derived table of them.
    """
    setting, derived = case.allocation, dict[str, bytes]()
    if setting.parks_from_facts is not None:
        derived["parks.csv"] = parks_csv(setting.parks_from_facts)
    tables = _read_tables(setting, folder, derived_parks=derived.get("parks.csv"))
    projects = read_projects(
        tables["projects"],
        intensity_yi_per_km2=setting.land_from_intensity_yi_per_km2,
        place_all=setting.place == "all",
    )
    parks = read_parks(tables["parks"])
    barred: dict[tuple[str, str], Bilingual] = {}
    values: Values | None = None
    parts: ScoreParts | None = None
    if "values" in tables:
        values = read_values(tables["values"], projects, parks=parks)
    elif scores and setting.scoring_case is not None:
        scoring = load_case(folder / setting.scoring_case)
        pairs = scored_pairs(scoring, projects, rows=tables["projects"].rows, parks=parks)
        derived["values.csv"] = values_csv(pairs, projects, parks=parks)
        barred = dict(pairs.barred)
        values = Values(pairs.value, pairs.low, pairs.high, None)
        parts = pairs.parts
    return Inputs(projects, parks, values, barred, tables, derived, parts)


def settle(case: AllocationCase, inputs: Inputs) -> Assembled:
    """Return the problem of a case on inputs that were read for the same `INPUT_KEYS`; raises as `assemble`."""
    setting, values, tables = case.allocation, inputs.values, inputs.tables
    chosen = {(item.project, item.park): say("allocation.rule.forbidden") for item in setting.forbidden}
    out = say("allocation.rule.left_out")
    chosen |= {(key, park.park_id): out for key in setting.left_out for park in inputs.parks}
    problem = Problem(
        projects=inputs.projects,
        parks=inputs.parks,
        values=None if values is None else values.values,
        objectives=objective_terms(setting),
        years=tuple(year_columns(tables["parks"])),
        side=side_of(setting, inputs.projects, parks=inputs.parks, existing=tables.get("existing")),
        barred=chosen | inputs.barred,
        fixed=_fixed(setting),
        pair_costs_cny=None if values is None else values.costs,
        value_low=None if values is None else values.low,
        value_high=None if values is None else values.high,
    )
    warnings = tuple(_warnings(case, problem, tables))
    return Assembled(problem, tables, inputs.derived, warnings, inputs.parts)


def _read_tables(setting: Allocation, folder: Path, *, derived_parks: bytes | None) -> dict[str, Table]:
    """Return the tables that a case names, by the key that names them; parks that were derived come as bytes."""
    wanted = {
        "projects": (setting.projects, PROJECT_KEYS),
        "parks": (setting.parks, PARK_KEYS),
        "values": (setting.values, VALUE_KEYS),
        "existing": (setting.existing, ("project_id", "park_id")),
    }
    tables = {
        name: read_table(folder / path, keys) for name, (path, keys) in wanted.items() if path is not None
    }
    if derived_parks is not None:
        tables["parks"] = parse_table_bytes(derived_parks, "parks.csv", required=PARK_KEYS)
    return tables


def _fixed(setting: Allocation) -> dict[str, str]:
    """Return the choices that demand a pair; a project fixed to two parks contradicts itself."""
    fixed: dict[str, str] = {}
    for item in setting.fixed:
        if fixed.setdefault(item.project, item.park) != item.park:
            raise CaseError(
                en=f"allocation.fixed: {item.project} is fixed to {fixed[item.project]} and to {item.park}; keep one.",
                zh=f"allocation.fixed：{item.project} 同时指定了 {fixed[item.project]} 与 {item.park}；请保留其一。",
            )
    return fixed


def objective_terms(setting: Allocation) -> tuple[ObjectiveTerm, ...]:
    """Return the objectives of a case."""
    if setting.objective is not None:
        return (ObjectiveTerm(setting.objective),)
    return tuple(
        ObjectiveTerm(item.id, item.weight, item.priority, item.scale, item.tolerance)
        for item in setting.objectives
    )


def _warnings(case: AllocationCase, problem: Problem, tables: dict[str, Table]) -> list[Bilingual]:
    """Return what the reader must know of the inputs."""
    found: list[Bilingual] = []
    if case.illustrative:
        found.append(say("allocation.warning.illustrative"))
    if case.allocation.parks_from_facts is not None:
        shares = case.allocation.parks_from_facts.available_share
        last = shares[max(shares)] if isinstance(shares, dict) else shares
        found.append(say("allocation.warning.assumed_land", share=f"{100 * last:.3g} %"))
    known = {"projects": PROJECT_COLUMNS, "parks": PARK_COLUMNS, "values": VALUE_COLUMNS}
    for name, columns in known.items():
        if name in tables:
            rest = [
                column
                for column in tables[name].columns
                if column not in columns
                and not is_resource(column)
                and column not in year_columns(tables[name]).values()
            ]
            if rest:
                found.append(
                    say("allocation.warning.columns", table=tables[name].name, columns=", ".join(rest))
                )
    missing = 0 if problem.values is None else int(np.isnan(problem.values).sum())
    if missing:
        found.append(say("allocation.warning.no_value", number=missing))
    if _nothing_forces(problem):
        found.append(say("allocation.warning.empty"))
    unplaced = [park.park_id for park in problem.parks if math.isnan(park.lon)]
    distant = any(pair.within_km for pair in problem.side.incompatible) or problem.side.links
    if unplaced and distant:
        found.append(say("allocation.warning.no_position", parks=", ".join(unplaced)))
    return found


def _nothing_forces(problem: Problem) -> bool:
    """Return whether leaving everything out would be best, because every objective only counts burdens."""
    burdens = {"new_land", "cost", "balance"}
    forced = any(project.required for project in problem.projects) or problem.fixed
    minimums = (
        any(quota.minimum or quota.min_share for quota in problem.side.quotas) or problem.side.opening.minimum
    )
    return all(term.objective_id in burdens for term in problem.objectives) and not forced and not minimums
