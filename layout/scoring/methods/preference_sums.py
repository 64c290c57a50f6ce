"""Sums of preferences over all others by sorting, O(n log n) a criterion, for PROMETHEE with very many alternatives.

The step functions and the straight ones need only how many values lie beyond a threshold, and the sum of those in
between. The Gaussian has no such shortcut: it is summed over every pair, block by block.
"""

import numpy as np
import numpy.typing as npt

from layout.scoring.methods.preference import Preference

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.intp]
BLOCK = 256


def preference_sums(values: Array, preference: Preference) -> tuple[Array, Array]:
    """Return Σ P(a, b) and Σ P(b, a) over all b, shape (alternatives,) each.

    The counts are those that comparing every pair gives, to the last one: differences are formed and compared as
    there. Sums of the straight functions agree with pairwise sums to rounding (they are carried in long double).

    Parameters
    ----------
    values
        Values of one criterion, more is better, shape (alternatives,).
    preference
        Its preference function.
    """
    if preference.kind == "gaussian":
        return _gaussian_sums(values, preference.s)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    over, under = np.empty_like(values), np.empty_like(values)
    over[order] = _sums_below(ordered, preference)
    under[order] = _sums_below(-ordered[::-1], preference)[::-1]
    return over, under


def _sums_below(ordered: Array, preference: Preference) -> Array:
    """Return Σ P of each value over the values below it, of values in rising order."""
    kind = preference.kind
    if kind in ("usual", "u-shape"):
        return _beyond(ordered, preference.q if kind == "u-shape" else 0.0).astype(np.float64)
    if kind == "level":
        return 0.5 * _beyond(ordered, preference.q) + 0.5 * _beyond(ordered, preference.p)
    begin = preference.q if kind == "linear" else 0.0
    some, full = _beyond(ordered, begin), _beyond(ordered, preference.p)
    centred = ordered - ordered[len(ordered) // 2]
    prefix = np.concatenate([[0.0], np.cumsum(centred.astype(np.longdouble))])
    between = (some - full) * (centred - begin) - (prefix[some] - prefix[full])
    sums: Array = (full + between / (preference.p - begin)).astype(np.float64)
    return sums


def _beyond(ordered: Array, threshold: float) -> Counts:
    """Return how many values lie more than `threshold` below each value of rising order.

    The search looks for value − threshold; rounding can put it one place off what value − other > threshold says,
    so the places are moved until they agree with the differences themselves.
    """
    count = len(ordered)
    places = np.searchsorted(ordered, ordered - threshold, side="left")
    while True:
        here = np.minimum(places, count - 1)
        short = (places < count) & (ordered - ordered[here] > threshold)
        before = np.maximum(places - 1, 0)
        far = (places > 0) & ~(ordered - ordered[before] > threshold)
        if not (short.any() or far.any()):
            return places
        places = places + short - (far & ~short)


def _gaussian_sums(values: Array, s: float) -> tuple[Array, Array]:
    """Return both sums of the Gaussian function over every pair."""
    over, under = np.empty_like(values), np.empty_like(values)
    for begin in range(0, len(values), BLOCK):
        difference = values[begin : begin + BLOCK, None] - values[None, :]
        degree = -np.expm1(-(difference**2) / (2.0 * s**2))
        over[begin : begin + BLOCK] = np.where(difference > 0, degree, 0.0).sum(axis=1)
        under[begin : begin + BLOCK] = np.where(difference < 0, degree, 0.0).sum(axis=1)
    return over, under
