"""Builds the linear model of a layout problem: pairs, limits, objectives."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from layout.allocation.constraints import add_constraints
from layout.allocation.linear import INFINITY, Floats, Ints, Linear
from layout.allocation.objectives import objective_expression, scope_land_ha
from layout.allocation.problem import Problem
from layout.allocation.terms import MAXIMISED, ObjectiveId, ObjectiveTerm
from layout.allocation.variables import Expression, Variables, add_pairs


@dataclass(frozen=True, slots=True)
class Built:
    """A layout problem as a linear model.

    Parameters
    ----------
    problem
        The problem.
    linear
        The model, without an objective.
    presence, share
        Columns of the pairs, shape (projects, parks); -1 where there is none.
    released
        Columns of the hectares released, by position of the park.
    objectives
        Expressions in their own unit and direction.
    scales
        The utmost that each objective could be, for weighted sums.
    """

    problem: Problem
    linear: Linear
    presence: Ints
    share: Ints
    released: dict[int, int]
    objectives: dict[ObjectiveId, Expression]
    scales: dict[ObjectiveId, float]

    def minimised(self, terms: Iterable[ObjectiveTerm]) -> tuple[Floats, float]:
        """Return cost vector and constant of the weighted sum of `terms`, to be minimised.

        A single term keeps its own unit; several are each divided by their scale.
        """
        terms = tuple(terms)
        cost, constant = np.zeros(self.linear.columns), 0.0
        for term in terms:
            factor = 1.0 if len(terms) == 1 else term.weight / (term.scale or self.scales[term.objective_id])
            expression = self.objectives[term.objective_id].times(signed(term.objective_id) * factor)
            cost += expression.dense(self.linear.columns)
            constant += expression.constant
        return cost, constant

    def bounded(self, linear: Linear, objective_id: ObjectiveId, *, level: float) -> Linear:
        """Return `linear` with one more row: this objective is at least as good as `level`."""
        expression = self.objectives[objective_id]
        lower = level - expression.constant if objective_id in MAXIMISED else -INFINITY
        upper = INFINITY if objective_id in MAXIMISED else level - expression.constant
        return linear.with_row(
            expression.dense(linear.columns), lower, upper=upper, group=("objective", objective_id)
        )


def signed(objective_id: ObjectiveId) -> float:
    """Return the factor that turns an objective into one to be minimised."""
    return -1.0 if objective_id in MAXIMISED else 1.0


def build(
    problem: Problem,
    *,
    further: Sequence[ObjectiveId] = (),
    everything: bool = False,
    without: Collection[str] = (),
) -> Built:
    """Return the linear model of a problem.

    Parameters
    ----------
    problem
        The problem.
    further
        Objectives to have expressions for beside those of the problem.
    everything
        Whether pairs that may not be chosen have columns and rows too, to explain a conflict.
    without
        Objectives of the problem to leave out.
    """
    variables = add_pairs(problem, everything=everything)
    add_constraints(variables)
    wanted: list[ObjectiveId] = [term.objective_id for term in problem.objectives]
    wanted += [objective_id for objective_id in further if objective_id not in wanted]
    expressions = {key: objective_expression(variables, key) for key in wanted if key not in without}
    return Built(
        problem=problem,
        linear=variables.builder.build(),
        presence=variables.presence,
        share=variables.share,
        released=variables.released,
        objectives=expressions,
        scales={key: _scale(variables, key) for key in expressions},
    )


def _scale(variables: Variables, objective_id: ObjectiveId) -> float:
    """Return the utmost that an objective could be, or 1 where that is nothing."""
    problem, side = variables.problem, variables.problem.side
    best = np.nan_to_num(problem.values).max(axis=1) if problem.values is not None else np.zeros(1)
    release = sum(park.release_cost_cny_per_ha * park.low_efficiency_ha for park in problem.parks)
    opening = sum(park.opening_cost_cny for park in problem.parks)
    loads = [
        float(problem.amounts(side.balance_measure)[:, 0].sum()) / scope_land_ha(variables, scope)
        for scope in side.balance
    ]
    utmost = {
        "value": float(np.maximum(best, 0).sum()),
        "output": float(np.nansum(problem.output_cny)),
        "shortfall": sum(target.importance for target in side.targets),
        "compactness": sum(link.weight for link in side.links),
        "new_land": float(problem.land_ha.sum()),
        "cost": float(problem.costs_cny.max(axis=1).sum()) + release + opening,
        "balance": max([0.0, *loads]) / max(1, len(loads)),
        "disruption": sum(
            problem.projects[problem.project_index[key]].move_weight for key in side.existing or {}
        ),
    }[objective_id]
    return utmost if utmost > 0 else 1.0
