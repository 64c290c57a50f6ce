"""Net flows of PROMETHEE II by criterion in many draws of the values: every pair for few sites, sorted for many."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import flow_loops
from layout.scoring.fast.compiled import compiled
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
        More is better, shape (draws, alternatives, criteria).
    preferences
        One a criterion.
    """
    draws, sites, criteria = values.shape
    flows = np.empty((draws, criteria, sites))
    for place, preference in enumerate(preferences):
        drawn = np.ascontiguousarray(values[:, :, place])
        fixed = bool((drawn == drawn[:1]).all())
        found = _summed(drawn[:1] if fixed else drawn, preference)
        flows[:, place] = found / max(sites - 1, 1)
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
    kind = preference.kind
    if kind == "gaussian":
        compiled(flow_loops.gaussian_flows)(values, preference.s, flows=flows)
    elif kind in ("v-shape", "linear"):
        begins = preference.q if kind == "linear" else 0.0
        compiled(flow_loops.slope_flows)(values, begins, end=preference.p, flows=flows)
    else:
        steps = {"usual": [0.0], "u-shape": [preference.q], "level": [preference.q, preference.p]}[kind]
        heights = np.full(len(steps), 1.0 / len(steps))
        compiled(flow_loops.step_flows)(values, np.array(steps), heights=heights, flows=flows)
    return flows
