"""Net flows of PROMETHEE II by criterion in many draws of the values: every pair for few sites, sorted for many."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import flow_loops
from layout.scoring.fast.compiled import compiled
from layout.scoring.fast.falling import falling_order
from layout.scoring.methods.preference import Preference, preference_degree

Array = npt.NDArray[np.float64]
PAIRED_AT_MOST = 32
"""Alternatives up to which every pair is compared."""
PAIRS_AT_ONCE = 500_000


def net_flows(values: Array, preferences: Sequence[Preference]) -> Array:
    """Return the net flow of each criterion alone in each draw, shape (draws, criteria, alternatives).

    A criterion whose values do not change from draw to draw is compared once.

    Parameters
    ----------
    values
        More is better, shape (draws, criteria, alternatives).
    preferences
        One a criterion.
    """
    sites = values.shape[2]
    flows = np.empty(values.shape)
    for place, preference in enumerate(preferences):
        drawn = np.ascontiguousarray(values[:, place])
        fixed = bool((drawn[-1] == drawn[0]).all() and (drawn == drawn[:1]).all())
        found = _summed(drawn[:1] if fixed else drawn, preference)
        np.divide(found, max(sites - 1, 1), out=flows[:, place])
    return flows


def _summed(values: Array, preference: Preference) -> Array:
    """Return Σ P(a, b) − P(b, a) over all b, shape (draws, alternatives)."""
    sites = values.shape[1]
    flows = np.empty(values.shape)
    if sites <= PAIRED_AT_MOST:
        step = max(PAIRS_AT_ONCE // sites**2, 1)
        for begin in range(0, len(values), step):
            some = values[begin : begin + step]
            over = preference_degree(some[:, :, None] - some[:, None, :], preference)
            flows[begin : begin + step] = over.sum(axis=2) - over.sum(axis=1)
        return flows
    if preference.kind == "gaussian":
        compiled(flow_loops.gaussian_flows)(values, preference.s, flows=flows)
    else:
        _sorted_flows(values, preference, flows)
    return flows


def _sorted_flows(values: Array, preference: Preference, flows: Array) -> None:
    """Write the sums of a step function or of a straight one into `flows`, sorting the values of each draw."""
    draws, sites = values.shape
    kind, q, p = preference.kind, preference.q, preference.p
    steps = {"usual": (0.0,), "u-shape": (q,), "v-shape": (0.0, p)}.get(kind, (q, p))
    order = falling_order(values)
    rising = np.empty((draws, 2 * sites + 1))
    compiled(flow_loops.lay_rising)(values, order, rising=rising)
    below = np.empty((draws * len(steps), 2 * sites + 1), dtype=np.int32)
    compiled(flow_loops.count_below)(rising, np.array(steps), below=below)
    if kind in ("v-shape", "linear"):
        compiled(flow_loops.slope_flows)(rising, below, order=order, rise=steps, flows=flows)
        return
    heights = np.full(len(steps), 1.0 / len(steps))
    compiled(flow_loops.step_flows)(below, order, heights=heights, flows=flows)
