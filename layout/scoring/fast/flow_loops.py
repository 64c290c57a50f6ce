"""Loops of PROMETHEE in SMAA, written for the compiler: net flows of one criterion in every draw of its values."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def step_flows(values: Array, thresholds: Array, *, heights: Array, flows: Array) -> None:
    """Write Σ P(a, b) − P(b, a) of each alternative where P is a step function of the difference.

    Parameters
    ----------
    values
        More is better, shape (draws, sites).
    thresholds, heights
        A difference above thresholds[i] is worth heights[i] more, shape (steps,).
    flows
        Written to, shape (draws, sites).
    """
    sites = values.shape[1]
    for draw in range(values.shape[0]):
        order = np.argsort(values[draw])
        flows[draw] = 0.0
        for step in range(len(thresholds)):
            below = 0
            above = 0
            for place in range(sites):
                mine = values[draw, order[place]]
                # differences are formed as a comparison of every pair forms them
                while below < sites and mine - values[draw, order[below]] > thresholds[step]:
                    below += 1
                while above < sites and not values[draw, order[above]] - mine > thresholds[step]:
                    above += 1
                flows[draw, order[place]] += heights[step] * (below - (sites - above))


def slope_flows(values: Array, begin: float, *, end: float, flows: Array) -> None:
    """Write the same where P rises in a straight line from 0 at a difference of `begin` to 1 at `end`."""
    sites = values.shape[1]
    prefix = np.empty(sites + 1)
    for draw in range(values.shape[0]):
        order = np.argsort(values[draw])
        middle = values[draw, order[sites // 2]]
        prefix[0] = 0.0
        for place in range(sites):
            prefix[place + 1] = prefix[place] + (values[draw, order[place]] - middle)
        some, full, none, whole = 0, 0, 0, 0
        for place in range(sites):
            mine = values[draw, order[place]]
            while some < sites and mine - values[draw, order[some]] > begin:
                some += 1
            while full < sites and mine - values[draw, order[full]] > end:
                full += 1
            while none < sites and not values[draw, order[none]] - mine > begin:
                none += 1
            while whole < sites and not values[draw, order[whole]] - mine > end:
                whole += 1
            own = mine - middle
            over = (some - full) * (own - begin) - (prefix[some] - prefix[full])
            under = (prefix[whole] - prefix[none]) - (whole - none) * (own + begin)
            flows[draw, order[place]] = full - (sites - whole) + (over - under) / (end - begin)


def gaussian_flows(values: Array, s: float, *, flows: Array) -> None:
    """Write the same for P = 1 − exp(−d² / 2s²), over every pair."""
    sites = values.shape[1]
    for draw in range(values.shape[0]):
        flows[draw] = 0.0
        for one in range(sites):
            for other in range(one):
                difference = values[draw, one] - values[draw, other]
                degree = -np.expm1(-(difference * difference) / (2.0 * s * s))
                if difference < 0.0:
                    degree = -degree
                flows[draw, one] += degree
                flows[draw, other] -= degree
