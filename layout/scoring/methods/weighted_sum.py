"""Weighted sum of a plain table (simple additive weighting; Fishburn 1967): score = Σ weight × normalised value."""

from layout.scoring.normalise import Normalisation, normalise
from layout.scoring.problem import Problem
from layout.scoring.solution import Solution, ranked
from layout.scoring.weighted_sum import weighted_sum_kernel


def solve_weighted_sum(problem: Problem, *, normalisation: Normalisation = "minmax") -> Solution:
    """Return scores, ranks and the contribution of each criterion.

    Parameters
    ----------
    problem
        Alternatives, criteria, objectives, weights.
    normalisation
        How raw values become comparable; `none` adds raw values, those of falling criteria with a minus.

    Raises
    ------
    CaseError
        The normalisation is not defined for a criterion.
    """
    values = normalise(problem, normalisation)
    weights = problem.row_weights
    scores = weighted_sum_kernel(values, weights)
    return Solution(
        method="weighted_sum",
        normalisation=normalisation,
        problem=problem,
        scores=problem.column(scores),
        higher_is_better=True,
        ranks=ranked(problem, scores, higher_is_better=True),
        tables={
            "normalised": problem.frame(values),
            "contributions": problem.frame(values * weights),
        },
    )
