"""ELECTRE TRI-B (Yu 1992; Roy and Bouyssou 1993): sorts alternatives into ordered grades divided by profiles."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.errors import CaseError
from layout.scoring.problem import Problem
from layout.scoring.solution import Solution, solution_of

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Grading:
    """What ELECTRE TRI-B sorts by.

    Parameters
    ----------
    grades
        Names of the grades from the worst to the best, one more than profiles.
    profiles
        Raw values that divide neighbouring grades, from the worst to the best, shape (profiles, criteria).
    indifference, preference, veto
        Thresholds q ≤ p (≤ v) of each criterion in its unit, shape (criteria,); veto is inf where there is none.
    cut
        Credibility from which an alternative outranks a profile, 0.5 to 1.
    """

    grades: tuple[str, ...]
    profiles: Array
    indifference: Array
    preference: Array
    veto: Array
    cut: float = 0.75


def concordance(differences: Array, *, indifference: Array, preference: Array) -> Array:
    """Return how far each criterion agrees that a is at least as good as b; `differences` = b − a, oriented."""
    span = preference - indifference
    share = np.divide(preference - differences, span, out=np.zeros_like(differences), where=span > 0)
    agreed = np.where(differences <= indifference, 1.0, np.where(differences >= preference, 0.0, share))
    # a strict threshold (q = p): agreement ends where the difference exceeds it
    return np.where((span <= 0) & (differences <= preference), 1.0, agreed)


def discordance(differences: Array, *, preference: Array, veto: Array) -> Array:
    """Return how far each criterion objects, 0 to 1; no veto (inf) never objects."""
    share = (differences - preference) / np.where(
        np.isfinite(veto), np.maximum(veto - preference, 1e-300), np.inf
    )
    return np.clip(share, 0.0, 1.0)


def credibility(differences: Array, weights: Array, *, grading: Grading) -> Array:
    """Return σ(a, b) from oriented differences b − a, shape (…, criteria) -> (…).

    σ = C × Π (1 − d_j) / (1 − C) over the criteria whose discordance exceeds the overall concordance C.
    """
    agreed = concordance(differences, indifference=grading.indifference, preference=grading.preference)
    overall = (agreed * weights).sum(axis=-1)
    against = discordance(differences, preference=grading.preference, veto=grading.veto)
    objecting = against > overall[..., None]
    factor = np.where(objecting, (1.0 - against) / np.maximum(1.0 - overall[..., None], 1e-300), 1.0)
    sigma: Array = overall * factor.prod(axis=-1)
    return sigma


def assign(up: Array, down: Array, *, cut: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the pessimistic and the optimistic grade (0 worst) of each alternative.

    Pessimistic (pseudo-conjunctive): just above the highest profile that the alternative outranks. Optimistic
    (pseudo-disjunctive): just below the lowest profile that is preferred to the alternative.

    Parameters
    ----------
    up, down
        σ(a, profile) and σ(profile, a), shape (alternatives, profiles), profiles from worst to best.
    cut
        Cutting level λ.
    """
    over, under = up >= cut, down >= cut
    count = up.shape[1]
    places = np.arange(1, count + 1)
    pessimistic = np.where(over, places, 0).max(axis=1, initial=0)
    beaten = under & ~over
    optimistic = np.where(beaten, places - 1, count).min(axis=1, initial=count)
    return pessimistic.astype(np.int64), optimistic.astype(np.int64)


def solve_electre_tri(problem: Problem, *, grading: Grading) -> Solution:
    """Return the pessimistic grade as score (0 worst), both grades by name, and every credibility.

    Raises
    ------
    CaseError
        Grades, profiles and thresholds that do not fit together.
    """
    _check(problem, grading)
    oriented = problem.oriented
    profiles = grading.profiles * problem.sense
    differences = profiles[None, :, :] - oriented[:, None, :]
    up = credibility(differences, problem.weights, grading=grading)
    down = credibility(-differences, problem.weights, grading=grading)
    pessimistic, optimistic = assign(up, down, cut=grading.cut)
    names = np.asarray(grading.grades, dtype=object)
    between = [f"{low} | {high}" for low, high in zip(grading.grades, grading.grades[1:], strict=False)]
    return solution_of(
        problem,
        pessimistic.astype(np.float64),
        method="electre_tri",
        normalisation="none",
        tables={
            "grades": pd.DataFrame(
                {"pessimistic": names[pessimistic], "optimistic": names[optimistic]},
                index=problem.alternatives,
            ),
            "credibility_over_profile": pd.DataFrame(up, index=problem.alternatives, columns=between),
            "credibility_of_profile": pd.DataFrame(down, index=problem.alternatives, columns=between),
        },
    )


def _check(problem: Problem, grading: Grading) -> None:
    """Refuse a grading that does not fit the problem or itself."""
    rows, columns = grading.profiles.shape
    if columns != len(problem.criteria) or len(grading.grades) != rows + 1:
        raise CaseError(
            en=f"ELECTRE TRI: found {rows} profiles of {columns} values and {len(grading.grades)} grades, expected {len(problem.criteria)} values a profile and one grade more than profiles.",
            zh=f"ELECTRE TRI：现有 {rows} 条分级线（各 {columns} 个值）和 {len(grading.grades)} 个等级，要求每条 {len(problem.criteria)} 个值、等级比分级线多一个。",
        )
    _check_profiles(problem, grading.profiles * problem.sense)
    ordered = (grading.indifference >= 0) & (grading.indifference <= grading.preference)
    ordered &= grading.preference <= grading.veto
    if not ordered.all():
        name = problem.criteria[int(np.flatnonzero(~ordered)[0])]
        raise CaseError(
            en=f"{name}: the thresholds must satisfy 0 ≤ q ≤ p ≤ veto.",
            zh=f"{name}：阈值须满足 0 ≤ q ≤ p ≤ veto。",
        )
    if not 0.5 <= grading.cut <= 1:  # noqa: PLR2004 - the cutting level of the method's definition
        raise CaseError(
            en=f"ELECTRE TRI cut: found {grading.cut:g}, expected 0.5 to 1.",
            zh=f"ELECTRE TRI 截断水平 cut：现为 {grading.cut:g}，要求 0.5 至 1。",
        )


def _check_profiles(problem: Problem, profiles: Sequence[Array] | Array) -> None:
    """Refuse profiles that get worse from one to the next."""
    falling = np.argwhere(np.diff(np.asarray(profiles), axis=0) < 0)
    if len(falling):
        place, column = falling[0]
        raise CaseError(
            en=f"{problem.criteria[column]}: profile {place + 2} is worse than profile {place + 1}; list the profiles from the worst to the best.",
            zh=f"{problem.criteria[column]}：第 {place + 2} 条分级线劣于第 {place + 1} 条；请由劣到优依次填写。",
        )
