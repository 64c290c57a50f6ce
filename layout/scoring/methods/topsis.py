"""TOPSIS of a plain table (Hwang and Yoon 1981), normalisation chosen and named."""

from dataclasses import replace

import numpy as np
import pandas as pd

from layout.entities.wording import say
from layout.errors import CaseError
from layout.scoring.normalise import Normalisation, Reference, normalise
from layout.scoring.problem import Problem
from layout.scoring.solution import Solution, all_first, solution_of
from layout.scoring.topsis import topsis_kernel


def solve_topsis(
    problem: Problem, *, normalisation: Normalisation = "vector", reference: Reference = "observed"
) -> Solution:
    """Return closeness to the ideal, ranks, and every step.

    Alternatives that are all equal have no closeness (0 ÷ 0) and share the first rank.

    Parameters
    ----------
    problem
        Alternatives, criteria, objectives, weights.
    normalisation
        Vector in the textbook. Where less is better the normalised value is turned (1 − r); distances are the same
        as with the turned ideal of the textbook.
    reference
        `observed`: ideal and anti-ideal are the best and worst value present (textbook). `fixed`: 1 and 0 of the
        normalised scale, for min-max, so that the reference does not move with the alternatives.

    Raises
    ------
    CaseError
        The normalisation is not defined for a criterion, or `fixed` is asked for without a scale from 0 to 1.
    """
    if reference == "fixed" and normalisation not in ("minmax", "none"):
        raise CaseError(
            en=f'reference = "fixed" with {normalisation} normalisation: fixed ideals need a scale from 0 to 1; use minmax, or none with values from 0 to 1.',
            zh=f'reference = "fixed" 与 {normalisation} 归一化不能并用：固定理想点要求 0 至 1 的尺度；请用 minmax，或在取值已为 0 至 1 时用 none。',
        )
    values = normalise(problem, normalisation)
    fixed = reference == "fixed"
    ideal = np.ones(values.shape[1]) if fixed else values.max(axis=0)
    anti_ideal = np.zeros(values.shape[1]) if fixed else values.min(axis=0)
    steps = topsis_kernel(values, problem.row_weights, ideal=ideal, anti_ideal=anti_ideal)
    distances = {
        "to_ideal": steps.to_ideal,
        "to_anti_ideal": steps.to_anti_ideal,
        "closeness": steps.closeness,
    }
    alike = problem.unknown is None and bool(np.isnan(steps.closeness).all())
    found = solution_of(
        problem,
        steps.closeness,
        method="topsis",
        normalisation=normalisation,
        tables={
            "normalised": problem.frame(values),
            "weighted": problem.frame(steps.weighted),
            "ideal": problem.row(steps.ideal[0]),
            "anti_ideal": problem.row(steps.anti_ideal[0]),
            "distances": pd.DataFrame(distances, index=problem.alternatives),
        },
        notes=(say("mcda.note.all_equal"),) if alike else (),
    )
    return replace(found, ranks=all_first(problem)) if alike else found
