"""What is counted of the cells while they are computed: patterns of rules, states, and sums over allowed land."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from layout.suitability.row_rules import OUTSIDE

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]


class Tally(NamedTuple):
    """Counts that grow over the strips of one worker.

    Parameters
    ----------
    keys, counts
        Open hash table of rule patterns, length a power of two; a count of 0 is a free place.
    totals
        Cells of the area, excluded, available, undecided, available without a score, and the number of patterns that
        found no place.
    loose
        Sums of the values of each criterion over the available cells that belong to no region, then how many of these are
        known; see `facts`. Without places where that is not asked for.
    """

    keys: Words
    counts: npt.NDArray[np.int64]
    totals: npt.NDArray[np.int64]
    loose: npt.NDArray[np.int64]


def new_tally(size: int = 1 << 16, *, criteria: int = 0) -> Tally:
    """Return empty counts, with room for sums of so many criteria."""
    return Tally(
        np.zeros(size, np.uint64),
        np.zeros(size, np.int64),
        np.zeros(6, np.int64),
        np.zeros(2 * criteria, np.int64),
    )


@kernel
def count_row(patterns: Words, state: Bytes, tally: Tally) -> None:
    """Count the patterns of a row; neighbours that are alike are counted together.

    Parameters
    ----------
    patterns, state
        Shape (columns,), as `apply_rules` fills them.
    tally
        Grows.
    """
    pattern, run = np.uint64(0), 0
    for col in range(state.shape[0]):
        if state[col] == OUTSIDE:
            continue
        if patterns[col] != pattern:
            if run > 0:
                _add(tally, pattern, run)
            pattern, run = patterns[col], 0
        run += 1
    if run > 0:
        _add(tally, pattern, run)


@kernel
def _add(tally: Tally, pattern: np.uint64, run: int) -> None:
    """Add `run` cells to the count of a pattern."""
    mask = np.uint64(tally.keys.shape[0] - 1)
    place = (pattern * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
    for _ in range(tally.keys.shape[0]):
        place &= mask
        if tally.counts[place] == 0 or tally.keys[place] == pattern:
            tally.keys[place] = pattern
            tally.counts[place] += run
            return
        place += np.uint64(1)
    tally.totals[5] += 1
