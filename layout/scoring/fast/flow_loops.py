"""Loops of PROMETHEE in SMAA, written for the compiler: net flows of one criterion in every draw of its values.

Values are sorted once. How many lie beyond a threshold below each of them is found in one pass without a branch that
depends on the values; how many lie beyond it above follows by counting: i is beyond j above where j is beyond i below.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int32]


def lay_rising(values: Array, order: Whole, *, rising: Array) -> None:
    """Write the values of each draw in rising order, −∞ behind them.

    Parameters
    ----------
    values
        More is better, shape (draws, sites).
    order
        The sites of each draw from the greatest value down, shape (draws, sites).
    rising
        Written to, shape (draws, 2 sites + 1).
    """
    sites = values.shape[1]
    for draw in range(values.shape[0]):
        for place in range(sites):
            rising[draw, place] = values[draw, order[draw, sites - 1 - place]]
        rising[draw, sites:] = -np.inf


def count_below(rising: Array, thresholds: Array, *, below: Whole) -> None:
    """Write how many values lie more than each threshold below each value.

    Each step moves on either the value or the one that it is compared with; four searches go on at once, since each
    waits for its last step. Behind the values, −∞ keeps a search that is done from counting any further.

    Parameters
    ----------
    rising
        As `lay_rising` writes it, shape (draws, 2 sites + 1).
    thresholds
        0 or more, shape (steps,).
    below
        Written to, shape (draws × steps, 2 sites + 1), step after step of a draw; of use as far as there are values.
    """
    steps, rows = thresholds.shape[0], below.shape[0]
    for first in range(0, rows, 4):
        # at the end some search the last row once more
        one, two, three = min(first + 1, rows - 1), min(first + 2, rows - 1), min(first + 3, rows - 1)
        out_a, out_b, out_c, out_d = below[first], below[one], below[two], below[three]
        in_a, in_b = rising[first // steps], rising[one // steps]
        in_c, in_d = rising[two // steps], rising[three // steps]
        far_a, far_b = thresholds[first % steps], thresholds[one % steps]
        far_c, far_d = thresholds[two % steps], thresholds[three % steps]
        a = b = c = d = 0
        at_a = at_b = at_c = at_d = 0
        for _ in range(rising.shape[1] - 1):
            # differences are formed as a comparison of every pair forms them
            beyond_a, beyond_b = in_a[at_a] - in_a[a] > far_a, in_b[at_b] - in_b[b] > far_b
            beyond_c, beyond_d = in_c[at_c] - in_c[c] > far_c, in_d[at_d] - in_d[d] > far_d
            out_a[at_a], out_b[at_b], out_c[at_c], out_d[at_d] = a, b, c, d
            a, b, c, d = a + beyond_a, b + beyond_b, c + beyond_c, d + beyond_d
            at_a, at_b = at_a + 1 - beyond_a, at_b + 1 - beyond_b
            at_c, at_d = at_c + 1 - beyond_c, at_d + 1 - beyond_d


def step_flows(below: Whole, order: Whole, *, heights: Array, flows: Array) -> None:
    """Write Σ P(a, b) − P(b, a) of each alternative where P is a step function of the difference.

    Parameters
    ----------
    below
        As `count_below` writes it.
    order
        As `lay_rising` takes it.
    heights
        A difference above the n-th threshold is worth heights[n] more, shape (steps,).
    flows
        Written to, shape (draws, sites).
    """
    sites, steps = order.shape[1], heights.shape[0]
    ends = np.empty(sites, np.int32)
    for draw in range(order.shape[0]):
        flows[draw] = 0.0
        for step in range(steps):
            counts = below[draw * steps + step]
            ends[:] = 0
            for place in range(sites):
                ends[counts[place]] += 1
            above = 0
            for place in range(sites):
                above += ends[place]
                site = order[draw, sites - 1 - place]
                flows[draw, site] += heights[step] * (counts[place] - (sites - above))


def slope_flows(
    rising: Array, below: Whole, *, order: Whole, rise: tuple[float, float], flows: Array
) -> None:
    """Write the same where P is a straight line from 0 at a difference of the first of `rise` to 1 at the second.

    Both are the thresholds of `below`; the other arguments as above.
    """
    sites = order.shape[1]
    begin, end = rise
    prefix = np.zeros(sites + 1)
    nears, fars = np.empty(sites, np.int32), np.empty(sites, np.int32)
    for draw in range(order.shape[0]):
        ordered, some, full = rising[draw], below[2 * draw], below[2 * draw + 1]
        middle = ordered[sites // 2]
        nears[:] = 0
        fars[:] = 0
        for place in range(sites):
            prefix[place + 1] = prefix[place] + (ordered[place] - middle)
            nears[some[place]] += 1
            fars[full[place]] += 1
        none, whole = 0, 0
        for place in range(sites):
            none += nears[place]
            whole += fars[place]
            own = ordered[place] - middle
            over = (some[place] - full[place]) * (own - begin) - (prefix[some[place]] - prefix[full[place]])
            under = (prefix[whole] - prefix[none]) - (whole - none) * (own + begin)
            site = order[draw, sites - 1 - place]
            flows[draw, site] = full[place] - (sites - whole) + (over - under) / (end - begin)


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
