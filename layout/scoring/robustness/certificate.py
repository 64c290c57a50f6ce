"""The certificate of a recommendation: what holds it up, and what would have to be true for it to be wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.normalise import normalise
from layout.scoring.problem import Problem
from layout.scoring.reasons.counterfactual import (
    AttributeChange,
    WeightChange,
    attribute_changes,
    weight_change,
)
from layout.scoring.reasons.opposites import Opposites, find_opposites
from layout.scoring.reasons.weight_search import search_weights
from layout.scoring.robustness.agreement import Agreement, compare
from layout.scoring.robustness.draw_models import DrawModel
from layout.scoring.robustness.reversal import ReversalResult, rank_reversal
from layout.scoring.robustness.smaa import SmaaResult, SmaaSettings, run_smaa
from layout.scoring.robustness.stability import stability_intervals
from layout.scoring.robustness.uncertain import UncertainValues
from layout.scoring.robustness.weight_spaces import WeightSpace
from layout.scoring.screening import Screening, screen
from layout.scoring.solution import Solution

RIVALS = 3
CONCENTRATION = 50.0
DRAWS = 5000
SEARCHED_AT_MOST = 500
"""Alternatives up to which weights are searched for under a method whose score is no sum."""


@dataclass(frozen=True, eq=False)
class Trial:
    """How a recommendation is put to the test.

    Parameters
    ----------
    ranges
        Values with their ranges, normalised or as `model` takes them; where None, the values of the plan taken as
        certain (min-max values for a method without normalisation of its own).
    space
        Weights considered besides all of them; around the present ones where None.
    draws, seed
        Number of draws, and the seed of all of them.
    model
        The method that scores the draws of `ranges`; additive values where None.
    """

    ranges: UncertainValues | None = None
    space: WeightSpace | None = None
    draws: int = DRAWS
    seed: int = 0
    model: DrawModel | None = None


@dataclass(frozen=True, eq=False)
class Rival:
    """What would bring another alternative first.

    Parameters
    ----------
    name, rank
        Who, and its present rank.
    weights
        Smallest change of weights; the smallest found for methods whose score is no sum, None where there are very
        many alternatives.
    attributes
        Smallest change of each single attribute that does it alone.
    """

    name: str
    rank: int
    weights: WeightChange | None
    attributes: tuple[AttributeChange, ...]


@dataclass(frozen=True, eq=False)
class Certificate:
    """All that speaks for and against a recommendation.

    Parameters
    ----------
    solution
        The ranking that is certified.
    recommended
        Who is first; several where they share the rank.
    margin
        Lead over the second as a share of the spread of all scores.
    stability
        Weight-stability interval of each criterion.
    rivals
        The next best, and what would bring them first.
    anywhere, around
        SMAA over all weights, and over those that the trial asks for (around the present ones).
    agreement
        Ranks by other methods.
    reversal
        Rank-reversal test.
    screening
        Dominated and duplicate alternatives, constant and repeated criteria.
    opposites
        Alternatives of nearly equal score and opposite composition.
    """

    solution: Solution
    recommended: tuple[str, ...]
    margin: float
    stability: pd.DataFrame
    rivals: tuple[Rival, ...]
    anywhere: SmaaResult
    around: SmaaResult
    agreement: Agreement
    reversal: ReversalResult
    screening: Screening
    opposites: tuple[Opposites, ...]

    def label(self, name: object) -> Bilingual:
        """Return the name to show for an alternative, a criterion or a method."""
        return self.solution.problem.label(name)


def make_certificate(
    problem: Problem,
    plan: MethodPlan,
    *,
    others: Mapping[str, MethodPlan],
    trial: Trial | None = None,
) -> Certificate:
    """Return the certificate of the first alternative of `problem` by `plan`.

    Parameters
    ----------
    problem
        Alternatives, criteria, weights.
    plan
        The method that recommends.
    others
        Methods to compare with, by name.
    trial
        How it is put to the test.
    """
    trial = trial or Trial()
    solution = solve(problem, plan)
    order = solution.order
    recommended = tuple(str(name) for name in solution.ranks.index[solution.ranks == 1])
    anywhere, around = _drawn(problem, plan, trial)
    rivals = [str(name) for name in order if str(name) not in recommended][:RIVALS]
    return Certificate(
        solution=solution,
        recommended=recommended,
        margin=lead(solution),
        stability=stability_intervals(problem, plan),
        rivals=tuple(_rival(solution, plan, name, central=anywhere.central_weights) for name in rivals),
        anywhere=anywhere,
        around=around,
        agreement=compare(problem, {plan.method: plan, **others}),
        reversal=rank_reversal(problem, plan),
        screening=screen(problem),
        opposites=find_opposites(solution),
    )


def _drawn(problem: Problem, plan: MethodPlan, trial: Trial) -> tuple[SmaaResult, SmaaResult]:
    """Return SMAA over all weights, and over those that the trial asks for."""
    values = trial.ranges
    if values is None:
        scale = plan.scale if plan.scale != "none" else "minmax"
        table = normalise(problem, scale)
        values = UncertainValues(table, table)
    near = trial.space or WeightSpace("around", centre=problem.weights, concentration=CONCENTRATION)
    names = (problem.alternatives, problem.criteria)
    anywhere, around = (
        run_smaa(
            values,
            names,
            settings=SmaaSettings(space, draws=trial.draws, seed=trial.seed),
            model=None if trial.ranges is None else trial.model,
        )
        for space in (WeightSpace("uniform"), near)
    )
    return anywhere, around


def lead(solution: Solution) -> float:
    """Return the lead of the first over the second as a share of the spread of scores; 0 where they share the rank."""
    scores = np.sort(solution.scores.to_numpy(dtype=np.float64))
    if len(scores) < 2 or not np.ptp(scores) > 0:  # noqa: PLR2004 - a lead needs two
        return 0.0
    gap = scores[-1] - scores[-2] if solution.higher_is_better else scores[1] - scores[0]
    return float(gap / np.ptp(scores))


def _rival(solution: Solution, plan: MethodPlan, name: str, *, central: pd.DataFrame) -> Rival:
    """Return what would bring one alternative first."""
    problem = solution.problem
    weights = weight_change(solution, name)
    if weights is None and len(problem.alternatives) <= SEARCHED_AT_MOST:
        weights = search_weights(
            problem, plan, alternative=name, towards=central.iloc[[problem.place(name)]].to_numpy()
        )
    return Rival(
        name=name,
        rank=int(solution.ranks[name]),
        weights=weights,
        attributes=attribute_changes(problem, plan, alternative=name),
    )
