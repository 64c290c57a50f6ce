"""The order of many rows of scores, from the greatest down."""

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import smaa_loops
from layout.scoring.fast.compiled import compiled


def falling_order(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
    """Return the places of each row from its greatest score down, shape (rows, scores); equal ones in any order.

    Parameters
    ----------
    scores
        Shape (rows, scores), finite.
    """
    order = np.empty(scores.shape, dtype=np.int32)
    compiled(smaa_loops.deal_scores)(scores, order)
    compiled(smaa_loops.settle_order)(scores, order)
    crowded = order[:, 0] < 0
    if crowded.any():
        order[crowded] = np.argsort(-scores[crowded], axis=1)
    return order
