"""AHP weights (Saaty 1977, 1980): principal eigenvector, consistency, the judgement that fits worst; gaps by Harker (1987)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layout.errors import CaseError
from layout.scoring.weighting.pairwise import Pairwise

Array = npt.NDArray[np.float64]
SAATY_RANDOM_INDEX = (
    0.0,
    0.0,
    0.58,
    0.90,
    1.12,
    1.24,
    1.32,
    1.41,
    1.45,
    1.49,
    1.51,
    1.48,
    1.56,
    1.57,
    1.59,
)
"""Mean consistency index of random matrices of 1, 2, … 15 items (Saaty 1980, p. 21)."""
ACCEPTED = 0.1
"""Consistency ratio up to which Saaty accepts judgements."""
LEAST_JUDGED = 3
_FITS = 1e-9


@dataclass(frozen=True)
class WorstJudgement:
    """The judgement that the weights contradict most.

    Parameters
    ----------
    row, column
        The cell.
    judgement, implied
        What was judged, and the ratio of the weights.
    cr_if_implied
        Consistency ratio if the cell held the implied ratio.
    """

    row: str
    column: str
    judgement: float
    implied: float
    cr_if_implied: float


@dataclass(frozen=True, eq=False)
class AhpResult:
    """Weights and consistency.

    Parameters
    ----------
    names, weights
        What is compared, and its weights of sum 1.
    lambda_max, ci, ri, cr
        Principal eigenvalue, (λ − n)/(n − 1), random index, CI ÷ RI (0 for one or two items).
    ri_source
        Which random index it is.
    missing
        Pairs without judgement.
    worst
        The judgement that fits worst; None where all fit.
    """

    names: tuple[str, ...]
    weights: Array
    lambda_max: float
    ci: float
    ri: float
    cr: float
    ri_source: str
    missing: int
    worst: WorstJudgement | None


def harker_matrix(judgements: Array) -> Array:
    """Return the matrix whose eigenvector weighs incomplete judgements: gaps 0, diagonal 1 + gaps of the row.

    It is the same as putting w_i / w_j into every gap (Harker 1987, Alternative modes of questioning in the AHP).
    """
    gaps = np.isnan(judgements)
    filled = np.where(gaps, 0.0, judgements)
    filled[np.diag_indices_from(filled)] = 1.0 + gaps.sum(axis=1)
    return filled


def principal(matrix: Array) -> tuple[float, Array]:
    """Return the principal eigenvalue and its eigenvector of sum 1 of a non-negative irreducible matrix."""
    values, vectors = np.linalg.eig(matrix)
    place = int(np.argmax(values.real))
    vector = np.abs(vectors[:, place].real)
    return float(values[place].real), vector / vector.sum()


def random_index(count: int, missing: int = 0) -> tuple[float, str]:
    """Return the random index and its source.

    Up to 15 items Saaty (1980); beyond, (λ̄ − n)/(n − 1) with λ̄ = 2.7699 n − 4.3513 (Alonso and Lamata 2006). With
    gaps times 1 − 2m / ((n − 1)(n − 2)) (Ágoston and Csató 2022): fewer judgements contradict each other less.
    """
    if count <= len(SAATY_RANDOM_INDEX):
        index, source = SAATY_RANDOM_INDEX[count - 1], "Saaty 1980"
    else:
        index, source = (1.7699 * count - 4.3513) / (count - 1), "Alonso & Lamata 2006"
    if missing and count >= LEAST_JUDGED:
        index *= max(1.0 - 2.0 * missing / ((count - 1) * (count - 2)), 0.0)
        source += " × Ágoston & Csató 2022"
    return index, source


def ahp_weights(pairwise: Pairwise) -> AhpResult:
    """Return weights, consistency and the worst judgement of a matrix, complete or not.

    Raises
    ------
    CaseError
        The judgements do not connect all items: nothing says how the groups compare.
    """
    _connected(pairwise)
    count = len(pairwise.names)
    value, weights = principal(harker_matrix(pairwise.judgements))
    index, source = random_index(count, pairwise.missing)
    ci, ratio = _consistency(value, count, index=index)
    return AhpResult(
        names=pairwise.names,
        weights=weights,
        lambda_max=value,
        ci=ci,
        ri=index,
        cr=ratio,
        ri_source=source,
        missing=pairwise.missing,
        worst=_worst(pairwise, weights, index=index),
    )


def _consistency(value: float, count: int, *, index: float) -> tuple[float, float]:
    """Return CI and CR; a judgement tree that cannot contradict itself has both 0."""
    if count < LEAST_JUDGED:
        return 0.0, 0.0
    ci = max((value - count) / (count - 1), 0.0)
    return ci, ci / index if index > 0 else 0.0


def apart(pairwise: Pairwise) -> tuple[str, ...]:
    """Return the items that no chain of judgements links to the first one; none where all are connected.

    Parameters
    ----------
    pairwise
        Judgements, gaps allowed.
    """
    known = ~np.isnan(pairwise.judgements)
    reached = np.zeros(len(known), dtype=bool)
    reached[0] = True
    while (grown := reached | known[reached].any(axis=0)).sum() > reached.sum():
        reached = grown
    return tuple(name for name, there in zip(pairwise.names, reached, strict=True) if not there)


def _connected(pairwise: Pairwise) -> None:
    """Refuse judgements that leave some items without any chain of comparison to the others."""
    lonely = apart(pairwise)
    if lonely:
        near, far = ", ".join(name for name in pairwise.names if name not in lonely), ", ".join(lonely)
        raise CaseError(
            en=f"No judgement links {near} to {far}; compare at least one of the first with one of the second.",
            zh=f"没有任何判断把 {near} 与 {far} 联系起来；请至少在两组之间比较一对。",
        )


def _worst(pairwise: Pairwise, weights: Array, *, index: float) -> WorstJudgement | None:
    """Return the judgement with the greatest |log(a_ij w_j / w_i)| (Saaty 1980), the one above the diagonal."""
    implied = weights[:, None] / weights[None, :]
    error = np.abs(np.log(pairwise.judgements / implied))
    upper = np.triu(np.nan_to_num(error, nan=0.0), k=1)
    if upper.max(initial=0.0) <= _FITS:
        return None
    row, column = np.unravel_index(int(np.argmax(upper)), upper.shape)
    changed = pairwise.judgements.copy()
    changed[row, column], changed[column, row] = implied[row, column], implied[column, row]
    value, _ = principal(harker_matrix(changed))
    _, ratio = _consistency(value, len(weights), index=index)
    return WorstJudgement(
        row=pairwise.names[row],
        column=pairwise.names[column],
        judgement=float(pairwise.judgements[row, column]),
        implied=float(implied[row, column]),
        cr_if_implied=ratio,
    )
