"""Weighted sum of a plain table (simple additive weighting; Fishburn 1967): score = Σ weight × normalised value."""

from layout.scoring.normalise import Normalisation, normalise
from layout.scoring.problem import Problem
from layout.scoring.solution import Solution, solution_of
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
    return solution_of(
        problem,
        scores,
        method="weighted_sum",
        normalisation=normalisation,
        tables={
            "normalised": problem.frame(values),
            "contributions": problem.frame(values * weights),
        },
    )
