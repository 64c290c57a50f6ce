"""SMAA of a plain table: what scores its draws, the ranges of its values, the weights considered."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from geodata.errors import DataFormatError
from geodata.text import Bilingual
from layout.config.mcda_plan import method_plan, weight_space
from layout.config.mcda_spec import UncertaintySpec
from layout.config.mcda_toml import load_spec
from layout.entities.wording import both, say
from layout.errors import CaseError
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.normalise import Normalisation, normalise
from layout.scoring.problem import Problem
from layout.scoring.robustness.draw_models import DrawModel
from layout.scoring.robustness.model_choice import DrawnBy, choose_model
from layout.scoring.robustness.smaa import SmaaResult, SmaaSettings, run_smaa
from layout.scoring.robustness.uncertain import UncertainValues
from layout.workflow.plain.mcda import PreparedTable, prepare_table
from layout.workflow.plain.table import numbers, read_table

if TYPE_CHECKING:
    import pandas as pd

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SmaaRun:
    """SMAA of a plain table.

    Parameters
    ----------
    table
        The table as prepared.
    normalisation
        The normalisation of the method that scores the draws; the linear scale of the values of the additive model.
    result
        What SMAA-2 tells.
    notes
        What the reader must know.
    """

    table: PreparedTable
    normalisation: Normalisation
    result: SmaaResult
    notes: tuple[Bilingual, ...]


def run_smaa_table(
    table: str | Path, spec: str | Path, *, draws: int, seed: int, drawn_by: DrawnBy | None = None
) -> SmaaRun:
    """Return SMAA-2 of a CSV table by a TOML specification; raises as `run_mcda` and `draw_table`.

    Parameters
    ----------
    table, spec
        Paths of both.
    draws, seed
        Number of draws, and the seed of all of them.
    drawn_by
        What scores the draws; as the specification says where None.
    """
    prepared = prepare_table(read_table(table), load_spec(spec))
    problem = prepared.problem
    drawn = draw_table(prepared, draws=draws, drawn_by=drawn_by)
    settings = SmaaSettings(weight_space(prepared.spec, problem), draws=draws, seed=seed)
    names = (problem.alternatives, problem.criteria)
    result = run_smaa(drawn.values, names, settings=settings, model=drawn.model)
    return SmaaRun(prepared, drawn.scale, result, (*prepared.notes, *drawn.notes))


@dataclass(frozen=True, eq=False)
class DrawnTable:
    """A table as its draws take it.

    Parameters
    ----------
    values
        Raw values with their ranges where a method scores the draws, normalised ones for the additive model.
    model
        The method; None for the additive model.
    scale
        Its normalisation.
    notes
        What the reader must know of the model.
    """

    values: UncertainValues
    model: DrawModel | None
    scale: Normalisation
    notes: tuple[Bilingual, ...]


def draw_table(
    prepared: PreparedTable,
    *,
    draws: int,
    drawn_by: DrawnBy | None = None,
    scale: Normalisation | None = None,
) -> DrawnTable:
    """Return what is drawn of a table, and by which model.

    A method other than the weighted sum is applied anew to every draw, its normalisation included. The additive model
    takes the values of the normalisation of the specification, min-max where it has none, fixed at the stated values
    so that ranges do not move the scale.

    Parameters
    ----------
    prepared
        The table.
    draws
        Number of draws.
    drawn_by
        What scores the draws; as the specification says where None.
    scale
        Normalisation of the additive model instead of that of the specification.

    Raises
    ------
    CaseError
        The method is not defined at an end of a range, or for values without an end.
    """
    given, problem = prepared.spec, prepared.problem
    kind, low, high = raw_ranges(prepared)
    plan = method_plan(given)
    raw = UncertainValues(low, high, "normal" if kind == "normal" else "uniform")
    chosen = choose_model(plan, problem.sense, values=raw, draws=draws, drawn_by=drawn_by or given.smaa.model)
    notes = chosen.notes(both(given.method))
    if chosen.model is None:
        additive: Normalisation = scale or given.normalisation or "minmax"
        values = scaled_ranges(problem, additive, ranges=(low, high), kind=kind)
        return DrawnTable(values, None, additive, notes)
    _check_ends(problem, plan, raw)
    return DrawnTable(raw, chosen.model, plan.scale, notes)


def _check_ends(problem: Problem, plan: MethodPlan, raw: UncertainValues) -> None:
    """Refuse ranges with values that the method cannot take."""
    if raw.certain:
        return
    bounded = raw.kind == "uniform" or (
        plan.method != "weighted_product" and plan.scale in ("minmax", "none")
    )
    if not bounded:
        text = say("smaa_model.normal", method=both(plan.method), scale=plan.scale)
        raise CaseError(en=text.en, zh=text.zh)
    for ends in (raw.low, raw.high):
        solve(problem.with_values(ends), plan)


def raw_ranges(prepared: PreparedTable) -> tuple[str, Array, Array]:
    """Return kind, least and greatest values of every cell, from the uncertainty that the specification states.

    Raises
    ------
    CaseError
        An uncertainty stated in part or twice, on a criterion with a value function, or kinds that are mixed.
    DataFormatError
        A column of the range that is missing, or a range that does not hold the value.
    """
    values = prepared.problem.matrix
    low, high = values.copy(), values.copy()
    kinds = set()
    for place, (name, item) in enumerate(prepared.spec.criteria.items()):
        given = item.uncertainty
        if given is None:
            continue
        if item.value is not None:
            raise CaseError(
                en=f"criteria.{name}: uncertainty beside a value function is not supported; state the range on the raw scale of a criterion without one.",
                zh=f"criteria.{name}：不支持价值函数与 uncertainty 并用；请对未设价值函数的指标按原始值给出范围。",
            )
        kinds.add(given.kind)
        low[:, place], high[:, place] = _range(prepared, name, given, values[:, place])
    if len(kinds) > 1:
        raise CaseError(
            en="criteria: uncertainty of both kinds, uniform and normal; choose one for all.",
            zh="criteria：uncertainty 同时用了 uniform 与 normal；请统一为一种。",
        )
    return next(iter(kinds), "uniform"), low, high


def _range(prepared: PreparedTable, name: str, given: UncertaintySpec, values: Array) -> tuple[Array, Array]:
    """Return the ends of the range of one criterion."""
    columns = (given.low_column, given.high_column)
    if given.plus_minus is not None and columns == (None, None):
        return values - given.plus_minus, values + given.plus_minus
    if given.plus_minus is None and None not in columns:
        return _columns(prepared, name, given, values)
    raise CaseError(
        en=f"criteria.{name}.uncertainty: state either plus_minus, or both low_column and high_column.",
        zh=f"criteria.{name}.uncertainty：请填写 plus_minus，或同时填写 low_column 与 high_column。",
    )


def _columns(
    prepared: PreparedTable, name: str, given: UncertaintySpec, values: Array
) -> tuple[Array, Array]:
    """Return the ends that two columns of the table give."""
    ends = []
    for column in (given.low_column, given.high_column):
        if column not in prepared.cells.columns:
            raise DataFormatError(
                en=f"criteria.{name}.uncertainty: the table has no column {column}.",
                zh=f"criteria.{name}.uncertainty：表中没有列 {column}。",
            )
        found: pd.Series = numbers(prepared.cells[str(column)])
        ends.append(found.reindex(prepared.problem.alternatives).to_numpy(dtype=np.float64))
    wrong = ~((ends[0] <= values) & (values <= ends[1]))
    if wrong.any():
        row = prepared.problem.alternatives[int(np.flatnonzero(wrong)[0])]
        raise DataFormatError(
            en=f"row {row}: the value of {name} is not within its range, or the range is blank; mend the row.",
            zh=f"行 {row}：{name} 的取值不在其范围内，或范围为空；请修正该行。",
        )
    return ends[0], ends[1]


def scaled_ranges(
    problem: Problem, scale: Normalisation, *, ranges: tuple[Array, Array], kind: str
) -> UncertainValues:
    """Return normalised ranges: the straight line that normalises the stated values is applied to both ends.

    Raises
    ------
    CaseError
        Ranges with `sum` normalisation where less is better, which is no straight line.
    """
    low, high = ranges
    values = normalise(problem, scale)
    if (low == high).all():
        return UncertainValues(values, values)
    if scale == "sum" and (problem.sense < 0).any():
        raise CaseError(
            en="uncertainty with sum normalisation and a criterion where less is better: 1/x is no fixed scale; choose minmax.",
            zh="存在逆向指标时，sum 归一化（1/x）不能与 uncertainty 并用；请改用 minmax。",
        )
    slope = _slopes(problem, values)
    ends = np.stack([values + slope * (low - problem.matrix), values + slope * (high - problem.matrix)])
    return UncertainValues(ends.min(axis=0), ends.max(axis=0), "normal" if kind == "normal" else "uniform")


def _slopes(problem: Problem, values: Array) -> Array:
    """Return how much one unit of each criterion is worth on the normalised scale, 0 where all are equal."""
    raw = problem.matrix
    top, bottom = raw.argmax(axis=0), raw.argmin(axis=0)
    columns = np.arange(raw.shape[1])
    rise = raw[top, columns] - raw[bottom, columns]
    gain = values[top, columns] - values[bottom, columns]
    slope: Array = np.divide(gain, rise, out=np.zeros_like(rise), where=rise > 0)
    return slope
