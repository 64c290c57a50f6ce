"""A plain table and its specification: screened, completed, weighed, solved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.errors import DataFormatError
from geodata.text import Bilingual
from layout.config.mcda_plan import lacks_attitude, method_plan, spec_weights
from layout.config.mcda_spec import CriterionSpec, McdaSpec
from layout.config.mcda_toml import load_spec
from layout.config.mcda_values import apply_levels, apply_value
from layout.criteria.value_functions import CategoryValue
from layout.entities.wording import both, listing, say
from layout.errors import CaseError, EmptyCandidatesError
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import Objective, Problem, make_problem
from layout.scoring.robustness.agreement import Agreement, compare
from layout.scoring.screening import Screening, screen
from layout.scoring.solution import Solution
from layout.workflow.plain.table import numbers, read_table

NAMED = 5


@dataclass(frozen=True, eq=False)
class PreparedTable:
    """A table ready to be solved.

    Parameters
    ----------
    spec
        What is to be done.
    cells
        The table as read.
    problem
        Values (of the value functions where there are any), objectives; equal weights until they are chosen.
    removed
        Alternative -> why it was removed before scoring.
    notes
        What was done to the table.
    """

    spec: McdaSpec
    cells: pd.DataFrame
    problem: Problem
    removed: Mapping[str, Bilingual]
    notes: tuple[Bilingual, ...]


@dataclass(frozen=True, eq=False)
class McdaRun:
    """The result of a plain table.

    Parameters
    ----------
    table
        The table as prepared.
    solution
        The result of the method.
    screening
        Dominated, duplicate, constant.
    agreement
        The methods set beside it, None where none are asked for.
    notes
        What the reader must know.
    """

    table: PreparedTable
    solution: Solution
    screening: Screening
    agreement: Agreement | None
    notes: tuple[Bilingual, ...] = field(default=())


def run_mcda(table: str | Path, spec: str | Path) -> McdaRun:
    """Return the result of a CSV table by a TOML specification.

    Raises
    ------
    DataMissingError, DataFormatError
        The table cannot be read as one.
    CaseError, WeightError, MissingDataError, EmptyCandidatesError
        The specification does not fit itself or the table.
    """
    return solve_table(prepare_table(read_table(table), load_spec(spec)))


def solve_table(table: PreparedTable) -> McdaRun:
    """Return the result of a prepared table."""
    spec = table.spec
    problem = table.problem.with_weights(spec_weights(spec, table.problem))
    solution = solve(problem, method_plan(spec))
    agreement = None
    if spec.compare:
        plans: dict[str, MethodPlan] = {
            str(name): method_plan(spec, name) for name in spec.compare if name != spec.method
        }
        agreement = compare(problem, {spec.method: method_plan(spec), **plans})
    screening = screen(problem)
    ignored = _ignored(spec)
    return McdaRun(
        table, solution, screening, agreement, (*table.notes, *ignored, *solution.notes, *screening.notes)
    )


def _ignored(spec: McdaSpec) -> tuple[Bilingual, ...]:
    """Return the note on a normalisation that the method does not use."""
    if spec.method in ("spotis", "electre_tri") and spec.normalisation not in (None, "none"):
        return (say("mcda.note.normalisation_unused", method=spec.method, name=spec.normalisation),)
    return ()


def prepare_table(cells: pd.DataFrame, spec: McdaSpec) -> PreparedTable:
    """Return the table with hard limits, value functions and the missing-data policy applied.

    Parameters
    ----------
    cells
        Texts, alternatives × columns.
    spec
        What is to be done.
    """
    missing = [name for name in spec.criteria if name not in cells.columns]
    if missing:
        listed = ", ".join(cells.columns)
        raise CaseError(
            en=f"criteria.{missing[0]}: the table has no such column; it has {listed}.",
            zh=f"criteria.{missing[0]}：表中没有该列；现有列为 {listed}。",
        )
    raw = {name: numbers(cells[name]) for name, item in spec.criteria.items() if not _is_level(item)}
    removed = _beyond_limits(raw, spec)
    values = pd.DataFrame(
        {name: _valued(cells, raw, name, item) for name, item in spec.criteria.items()}, index=cells.index
    )
    values = values[~values.index.isin(list(removed))]
    notes = (
        [say("mcda.note.removed", count=len(removed), names=listing(map(both, list(removed)[:NAMED])))]
        if removed
        else []
    )
    values, filled = _completed(values, spec)
    if values.empty:
        raise EmptyCandidatesError(
            en="No alternative is left after the hard limits and the missing-data policy; loosen one of them.",
            zh="经硬性限制和缺失值处理后已无方案；请放宽其中之一。",
        )
    problem = make_problem(values, objectives=_objectives(spec))
    if "owa" in (spec.method, *spec.compare) and lacks_attitude(spec):
        filled.append(say("mcda.note.owa_neutral"))
    return PreparedTable(spec, cells, problem, removed, (*notes, *filled))


def _is_level(item: CriterionSpec) -> bool:
    """Return whether the column holds categories."""
    return isinstance(item.value, CategoryValue)


def _objectives(spec: McdaSpec) -> dict[str, Objective]:
    """Return the objective of each criterion; with a value function more is better."""
    found: dict[str, Objective] = {}
    for name, item in spec.criteria.items():
        if item.value is not None:
            if item.objective == "min":
                raise CaseError(
                    en=f'criteria.{name}: objective = "min" beside a value function, whose values are better when higher; drop the objective.',
                    zh=f'criteria.{name}：已有价值函数（取值越高越好），不应再写 objective = "min"；请删去。',
                )
            found[name] = "max"
        elif item.objective is not None:
            found[name] = item.objective
    return found


def _valued(cells: pd.DataFrame, raw: Mapping[str, pd.Series], name: str, item: CriterionSpec) -> pd.Series:
    """Return the column that is scored: raw numbers, or what the value function makes of them."""
    if isinstance(item.value, CategoryValue):
        return pd.Series(apply_levels(item.value, cells[name]), index=cells.index)
    if item.value is not None:
        return pd.Series(apply_value(item.value, raw[name].to_numpy()), index=cells.index)
    return raw[name]


def _beyond_limits(raw: Mapping[str, pd.Series], spec: McdaSpec) -> dict[str, Bilingual]:
    """Return the alternatives that break a hard limit, with the reason."""
    removed: dict[str, Bilingual] = {}
    for name, item in spec.criteria.items():
        limits = item.limits
        if limits is None or name not in raw:
            continue
        least = -np.inf if limits.least is None else limits.least
        greatest = np.inf if limits.greatest is None else limits.greatest
        if least > greatest:
            raise CaseError(
                en=f"criteria.{name}.limits: least {least:g} is above greatest {greatest:g}.",
                zh=f"criteria.{name}.limits：下限 {least:g} 大于上限 {greatest:g}。",
            )
        values = raw[name]
        for alternative, value in values[(values < least) | (values > greatest)].items():
            reason = say(
                "mcda.note.beyond",
                criterion=name,
                value=f"{value:g}",
                least=f"{least:g}",
                greatest=f"{greatest:g}",
            )
            removed.setdefault(str(alternative), reason)
    return removed


def _completed(values: pd.DataFrame, spec: McdaSpec) -> tuple[pd.DataFrame, list[Bilingual]]:
    """Return the table without gaps by the chosen policy; gaps without a policy are refused later, by name."""
    gaps = values.isna()
    count = int(gaps.to_numpy().sum())
    if not count or spec.missing in (None, "refuse"):
        return values, []
    empty = [str(name) for name in values.columns[gaps.all()]]
    if empty:
        raise DataFormatError(
            en=f"column {empty[0]}: no value at all; leave the criterion out.",
            zh=f"列 {empty[0]}：没有任何数值；请删去该指标。",
        )
    if spec.missing == "drop":
        gone = values.index[gaps.any(axis=1)]
        return values.drop(index=gone), [
            say("mcda.note.dropped", count=len(gone), names=listing(both(str(name)) for name in gone[:NAMED]))
        ]
    objectives = _objectives(spec)
    filler = {
        name: 0.5 * (column.min() + column.max())
        if spec.missing == "neutral"
        else (column.min() if objectives.get(str(name)) == "max" else column.max())
        for name, column in values.items()
    }
    return values.fillna(filler), [say(f"mcda.note.filled_{spec.missing}", count=count)]
