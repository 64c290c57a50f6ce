"""Central weights of SMAA (Lahdelma and Salminen 2001): the mean of the weights that put an alternative first."""

import numpy as np
import numpy.typing as npt

from layout.scoring.robustness.rank_draws import CELLS, RankBlock, RankCounts
from layout.scoring.robustness.uncertain import CHUNK, UncertainValues

Array = npt.NDArray[np.float64]


def central_weights(
    values: UncertainValues, weights: Array, *, counted: RankCounts, block: RankBlock
) -> Array:
    """Return the mean of the weights that put each alternative first, alone or shared; NaN where none do.

    Of those that share a first rank the earliest was noted. Alternatives that are certain and equal have its mean;
    where others share it too, all draws are gone through once more.

    Parameters
    ----------
    values
        Shape (alternatives, criteria).
    weights
        Shape (draws, criteria).
    counted
        What was counted over all draws.
    block
        Gives the ranks of a span of draws.
    """
    sites = len(values.low)
    order = np.argsort(counted.first, kind="stable")
    winners, begins, numbers = np.unique(counted.first[order], return_index=True, return_counts=True)
    sums = np.add.reduceat(weights[order], begins, axis=0)
    central, noted = np.full((sites, weights.shape[1]), np.nan), np.zeros(sites, dtype=np.int64)
    central[winners], noted[winners] = sums / numbers[:, None], numbers
    if values.certain:
        _, earliest, group = np.unique(values.low, axis=0, return_index=True, return_inverse=True)
        same = earliest[group.ravel()]
        central, noted = central[same], noted[same]
    leads = counted.counts[:, 0]
    return central if (noted == leads).all() else _of_all_leads(weights, leads, block=block)


def _of_all_leads(weights: Array, leads: npt.NDArray[np.int64], *, block: RankBlock) -> Array:
    """Return the central weights from the ranks of all draws, added in an order that no number of threads changes."""
    sums = np.zeros((len(leads), weights.shape[1]))
    step = max(1, min(CHUNK, CELLS // len(leads)))
    for begin in range(0, len(weights), step):
        some = weights[begin : begin + step]
        sums += np.einsum("ds,dc->sc", block(begin, begin + len(some)) == 1, some)
    counts = leads[:, None]
    return np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0)
