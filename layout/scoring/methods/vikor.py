"""VIKOR (Opricovic 1998; Opricovic and Tzeng 2004): compromise between group utility S and individual regret R."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import listing, say
from layout.scoring.normalise import Normalisation, Reference, normalise
from layout.scoring.problem import Problem
from layout.scoring.ranks import ALIKE
from layout.scoring.solution import Solution, rank_scores, solution_of

Array = npt.NDArray[np.float64]
NAMED = 8


@dataclass(frozen=True)
class VikorTables:
    """Every step of VIKOR.

    Parameters
    ----------
    best, worst
        Best and worst value of each criterion, shape (criteria,).
    regret
        Weight × distance from the best as a share of the span, shape (alternatives, criteria).
    utility, greatest
        S = Σ regret and R = max regret, shape (alternatives,).
    q
        v (S − S*) / (S⁻ − S*) + (1 − v) (R − R*) / (R⁻ − R*); low is good.
    """

    best: Array
    worst: Array
    regret: Array
    utility: Array
    greatest: Array
    q: Array


def vikor_kernel(
    values: Array, weights: Array, *, v: float, ends: tuple[Array, Array] | None = None
) -> VikorTables:
    """Return the tables of VIKOR.

    Parameters
    ----------
    values
        More is better, shape (alternatives, criteria). A constant criterion regrets nothing.
    weights
        Shape (criteria,) or (alternatives, criteria).
    v
        Weight of the strategy of group utility, 0 to 1.
    ends
        Best and worst value of each criterion, shape (criteria,) each; those present where None.
    """
    best, worst = ends or (values.max(axis=0), values.min(axis=0))
    span = best - worst
    regret = weights * np.divide(best - values, span, out=np.zeros_like(values), where=span > 0)
    utility, greatest = regret.sum(axis=1), regret.max(axis=1)
    q = v * _share(utility) + (1.0 - v) * _share(greatest)
    return VikorTables(best, worst, regret, utility, greatest, q)


def _share(amounts: Array) -> Array:
    """Return the amounts between 0 (least) and 1 (greatest); 0 where all are equal but for the last bits."""
    low, high = np.nanmin(amounts), np.nanmax(amounts)
    return (amounts - low) / (high - low) if high - low > ALIKE * high else np.zeros_like(amounts)


@dataclass(frozen=True)
class Compromise:
    """What VIKOR proposes.

    Parameters
    ----------
    members
        Positions of the compromise set, best Q first.
    advantage, stability
        Conditions C1 (Q'' − Q' ≥ DQ) and C2 (the first by Q is also the first by S or R).
    threshold
        DQ = 1 / (alternatives − 1).
    """

    members: tuple[int, ...]
    advantage: bool
    stability: bool
    threshold: float


def compromise_set(steps: VikorTables) -> Compromise:
    """Return the compromise solution (Opricovic and Tzeng 2004, section 2.3).

    Both conditions met: the first alone. C2 not met: the first and the second. C1 not met: every alternative whose
    Q lies less than DQ above the least one. With one alternative both are met.
    """
    count = len(steps.q)
    threshold = 1.0 / (count - 1) if count > 1 else np.inf
    order = np.argsort(steps.q, kind="stable")
    first = int(order[0])
    advantage = count == 1 or bool(steps.q[order[1]] - steps.q[first] >= threshold)
    leads = (rank_scores(steps.utility, higher_is_better=False)[first] == 1) or (
        rank_scores(steps.greatest, higher_is_better=False)[first] == 1
    )
    members = order[:1]
    if not advantage:
        members = order[steps.q[order] - steps.q[first] < threshold]
    elif not leads:
        members = order[:2]
    return Compromise(tuple(int(place) for place in members), advantage, bool(leads), threshold)


def solve_vikor(
    problem: Problem,
    *,
    v: float = 0.5,
    normalisation: Normalisation = "none",
    reference: Reference = "observed",
) -> Solution:
    """Return Q as score (low is good), S and R, the compromise set and its conditions.

    VIKOR scales each criterion by its own span; a normalisation before it changes the result only where it is not
    a straight line (`sum` where less is better). With `reference` fixed, best and worst are 1 and 0 of a scale that
    does not move with the alternatives.
    """
    values = normalise(problem, normalisation)
    ones = np.ones(values.shape[1])
    ends = (ones, 0.0 * ones) if reference == "fixed" else None
    steps = vikor_kernel(values, problem.row_weights, v=v, ends=ends)
    steps = replace(steps, q=problem.scored(steps.q))
    compromise = compromise_set(steps)
    # best and worst are told in the unit of the criterion where the values were not normalised
    sign = problem.sense if normalisation == "none" else np.ones_like(problem.sense)
    conditions = {
        "C1_acceptable_advantage": float(compromise.advantage),
        "C2_acceptable_stability": float(compromise.stability),
        "DQ": compromise.threshold if np.isfinite(compromise.threshold) else np.nan,
    }
    return solution_of(
        problem,
        steps.q,
        method="vikor",
        normalisation=normalisation,
        tables={
            "S": problem.column(steps.utility),
            "R": problem.column(steps.greatest),
            "Q": problem.column(steps.q),
            "best": problem.row(steps.best * sign),
            "worst": problem.row(steps.worst * sign),
            "regret": problem.frame(steps.regret),
            "compromise_set": problem.column(_membership(compromise, len(steps.q))),
            "conditions": pd.Series(conditions),
        },
        notes=(_proposal(problem, compromise),),
    )


def _membership(compromise: Compromise, count: int) -> npt.NDArray[np.int64]:
    """Return 1 for the members of the compromise set and 0 for the others, shape (alternatives,)."""
    members = np.zeros(count, dtype=np.int64)
    members[list(compromise.members)] = 1
    return members


def _proposal(problem: Problem, compromise: Compromise) -> Bilingual:
    """Return the sentence on the compromise set."""
    names = listing(problem.label(problem.alternatives[place]) for place in compromise.members[:NAMED])
    if compromise.advantage and compromise.stability:
        return say("mcda.note.vikor_single", names=names)
    key = "mcda.note.vikor_stability" if compromise.advantage else "mcda.note.vikor_advantage"
    return say(key, names=names, count=len(compromise.members))
