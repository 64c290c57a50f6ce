"""What is done with a missing value: the four policies that a case chooses from.

* `renormalise`: the criterion does not count at this site; the weights of the known ones are scaled up to 1. It
  supposes that the unknown would be like the known, and lets a site with little known come first.
* `neutral`: the middle of the value scale, 0.5.
* `worst`: 0; the burden of proof lies with the site.
* `refuse`: no ranking while a value is missing.

Whatever the policy, the range of the score lets every missing value lie anywhere between 0 and 1.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.text import Bilingual
from layout.entities.vocabulary import MissingPolicy
from layout.entities.wording import listing, say
from layout.errors import MissingDataError
from layout.scoring.matrix import DecisionMatrix

Array = npt.NDArray[np.float64]

NEUTRAL_VALUE = 0.5
SHOWN = 3


@dataclass(frozen=True)
class CompletedMatrix:
    """Values and weights of every site after the policy, ready for a method.

    Parameters
    ----------
    value, weights
        Shape (sites, criteria); weights of a row sum to 1, or to 0 where nothing is known of the site.
    low, high
        Least and greatest values: position precision, and 0 to 1 where missing.
    full_weights
        The weights of the case, shape (criteria,), which the range of the score is computed with.
    """

    value: Array
    weights: Array
    low: Array
    high: Array
    full_weights: Array


def complete_matrix(matrix: DecisionMatrix, policy: MissingPolicy) -> CompletedMatrix:
    """Return the values and weights after `policy`.

    Raises
    ------
    MissingDataError
        The policy is to refuse and a value of a criterion with weight is missing.
    """
    values = matrix.value.to_numpy(dtype=np.float64)
    unknown = np.isnan(values)
    full = matrix.weights.to_numpy(dtype=np.float64)
    if policy == "refuse":
        _refuse(matrix, unknown & (full > 0)[None, :])
    weights = np.broadcast_to(full, values.shape).copy()
    if policy == "renormalise":
        weights[unknown] = 0.0
        total = weights.sum(axis=1, keepdims=True)
        weights = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    filler = NEUTRAL_VALUE if policy == "neutral" else 0.0
    low = matrix.value_low.to_numpy(dtype=np.float64)
    high = matrix.value_high.to_numpy(dtype=np.float64)
    return CompletedMatrix(
        value=np.where(unknown, filler, values),
        weights=weights,
        low=np.where(unknown, 0.0, low),
        high=np.where(unknown, 1.0, high),
        full_weights=full,
    )


def _refuse(matrix: DecisionMatrix, gaps: npt.NDArray[np.bool_]) -> None:
    """Raise for the first few gaps, if there are any."""
    rows, columns = np.nonzero(gaps)
    if not len(rows):
        return
    cells = [
        Bilingual(
            en=f"{matrix.site_ids[row]} ({matrix.criteria[matrix.criterion_ids[column]].title.en})",
            zh=f"{matrix.site_ids[row]}（{matrix.criteria[matrix.criterion_ids[column]].title.zh}）",
        )
        for row, column in list(zip(rows, columns, strict=True))[:SHOWN]
    ]
    text = say("scoring.missing.refused", count=len(rows), cells=listing(cells))
    raise MissingDataError(en=text.en, zh=text.zh)
