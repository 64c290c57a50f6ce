"""Ranks: competition ranking of scores, and the ranks that score intervals leave possible."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]

TIE_DECIMALS = 12
"""Scores equal to this many decimals are a tie: the last bits of a sum depend on the order of its terms."""
ALIKE = 10.0**-TIE_DECIMALS
"""Share of an amount by which two of them may differ and still be the same: a span of less is none."""


def competition_ranks(scores: pd.Series) -> pd.Series:
    """Return ranks with 1 for the highest score; equal scores share the better rank and the next one is skipped.

    Parameters
    ----------
    scores
        Higher is better; NaN (nothing known) gets no rank.

    Returns
    -------
    pandas.Series
        Int64 with <NA>, same index: scores 0.9, 0.7, 0.7, 0.5 get 1, 2, 2, 4.
    """
    rounded = scores.round(TIE_DECIMALS)
    return rounded.rank(method="min", ascending=False, na_option="keep").astype("Int64")


def rank_bounds(low: pd.Series, high: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the best and the worst rank that score intervals leave possible.

    Best = 1 + number of sites whose lowest score is above this site's highest; worst = number of sites whose
    highest score reaches this site's lowest. The intervals are taken as independent; positions shared by several
    sites (the same port) make the true range narrower, never wider.

    Parameters
    ----------
    low, high
        Lowest and highest possible score, same index; NaN for a site that has no score.

    Returns
    -------
    tuple of pandas.Series
        Int64 with <NA>: best rank, worst rank.
    """
    known = (low.notna() & high.notna()).to_numpy()
    lows = low.to_numpy(dtype=np.float64)[known].round(TIE_DECIMALS)
    highs = high.to_numpy(dtype=np.float64)[known].round(TIE_DECIMALS)
    best = 1 + len(lows) - np.searchsorted(np.sort(lows), highs, side="right")
    worst = len(highs) - np.searchsorted(np.sort(highs), lows, side="left")
    return _with_gaps(best, known, low.index), _with_gaps(worst, known, low.index)


def _with_gaps(ranks: npt.NDArray[np.intp], known: npt.NDArray[np.bool_], index: pd.Index) -> pd.Series:
    """Return ranks of the known rows as an Int64 Series over all rows."""
    filled = pd.Series(pd.NA, index=index, dtype="Int64")
    filled[known] = ranks
    return filled
