"""Which method with which parameters, and the one function that runs any of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from layout.errors import CaseError
from layout.scoring.methods.electre_tri import Grading, solve_electre_tri
from layout.scoring.methods.large import is_large, solve_large
from layout.scoring.methods.owa import solve_owa
from layout.scoring.methods.preference import Preference
from layout.scoring.methods.promethee import solve_promethee
from layout.scoring.methods.spotis import solve_spotis
from layout.scoring.methods.topsis import solve_topsis
from layout.scoring.methods.vikor import solve_vikor
from layout.scoring.methods.weighted_product import solve_weighted_product
from layout.scoring.methods.weighted_sum import solve_weighted_sum
from layout.scoring.normalise import Normalisation, Reference
from layout.scoring.problem import Problem
from layout.scoring.solution import Solution

Array = npt.NDArray[np.float64]
TableMethod = Literal[
    "weighted_sum", "weighted_product", "topsis", "vikor", "promethee2", "spotis", "owa", "electre_tri"
]
TABLE_METHODS: tuple[TableMethod, ...] = get_args(TableMethod)
USUAL_NORMALISATION: dict[TableMethod, Normalisation] = {
    "weighted_sum": "minmax",
    "weighted_product": "none",
    "topsis": "vector",
    "vikor": "none",
    "promethee2": "none",
    "spotis": "none",
    "owa": "minmax",
    "electre_tri": "none",
}
"""The normalisation of each method where none is chosen; the result names it."""


@dataclass(frozen=True, eq=False)
class MethodPlan:
    """A method with all that it needs beyond the problem; what another method needs is left alone.

    Parameters
    ----------
    method
        Id of the method.
    normalisation
        The usual one of the method where None.
    v
        VIKOR: weight of group utility.
    reference
        TOPSIS and VIKOR: observed or fixed ideals.
    preferences
        PROMETHEE: one a criterion; `usual` on every criterion where None.
    bounds, expected
        SPOTIS: shape (criteria, 2), and the expected solution point.
    order_weights, alpha
        OWA: one of the two.
    grading
        ELECTRE TRI-B.
    """

    method: TableMethod
    normalisation: Normalisation | None = None
    v: float = 0.5
    reference: Reference = "observed"
    preferences: tuple[Preference, ...] | None = None
    bounds: Array | None = None
    expected: Sequence[float | None] | None = None
    order_weights: tuple[float, ...] | None = None
    alpha: float | None = None
    grading: Grading | None = None

    @property
    def scale(self) -> Normalisation:
        """Return the normalisation that applies."""
        return self.normalisation or USUAL_NORMALISATION[self.method]


def solve(problem: Problem, plan: MethodPlan) -> Solution:
    """Return the solution of `problem` by `plan`.

    Raises
    ------
    CaseError
        The plan lacks what its method needs, or the method is not defined for the problem.
    """
    if (
        plan.reference == "observed"
        and problem.unknown is None
        and is_large(problem, plan.method, normalisation=plan.scale)
    ):
        found = solve_large(problem, plan.method, normalisation=plan.scale, v=plan.v)
        if found is not None:
            return found
    return RUNNERS[plan.method](problem, plan)


def _promethee(problem: Problem, plan: MethodPlan) -> Solution:
    """Run PROMETHEE with the preference functions of the plan."""
    preferences = plan.preferences or (Preference(),) * len(problem.criteria)
    return solve_promethee(problem, preferences=preferences, normalisation=plan.scale)


def _spotis(problem: Problem, plan: MethodPlan) -> Solution:
    """Run SPOTIS, refusing a plan without bounds."""
    if plan.bounds is None:
        raise CaseError(
            en="SPOTIS: no bounds; give every criterion bounds = [least, greatest], the range that it may take.",
            zh="SPOTIS：未给边界；请为每个指标写明 bounds = [最小值, 最大值]，即该指标可能的取值范围。",
        )
    return solve_spotis(problem, bounds=plan.bounds, expected=plan.expected)


def _electre_tri(problem: Problem, plan: MethodPlan) -> Solution:
    """Run ELECTRE TRI-B, refusing a plan without profiles."""
    if plan.grading is None:
        raise CaseError(
            en="ELECTRE TRI: no grades; give [parameters] grades and profiles, and thresholds of each criterion.",
            zh="ELECTRE TRI：未给等级；请在 [parameters] 中写明 grades 与 profiles，并给出各指标的阈值。",
        )
    return solve_electre_tri(problem, grading=plan.grading)


RUNNERS: dict[TableMethod, Callable[[Problem, MethodPlan], Solution]] = {
    "weighted_sum": lambda problem, plan: solve_weighted_sum(problem, normalisation=plan.scale),
    "weighted_product": lambda problem, plan: solve_weighted_product(problem, normalisation=plan.scale),
    "topsis": lambda problem, plan: solve_topsis(problem, normalisation=plan.scale, reference=plan.reference),
    "vikor": lambda problem, plan: solve_vikor(
        problem, v=plan.v, normalisation=plan.scale, reference=plan.reference
    ),
    "promethee2": _promethee,
    "spotis": _spotis,
    "owa": lambda problem, plan: solve_owa(
        problem, order_weights=plan.order_weights, alpha=plan.alpha, normalisation=plan.scale
    ),
    "electre_tri": _electre_tri,
}
