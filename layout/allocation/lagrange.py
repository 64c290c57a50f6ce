"""A lower bound from one small problem a park: the Lagrangian of the rows that join parks (Geoffrion 1974).

The rows that only concern one park (its land, its resources, who may be its neighbour) are kept whole; the rows that
join parks (a project goes to one park, quotas, number of parks) are charged at a price. Every price gives a bound. At
the prices of the linear relaxation it is never below the relaxation, and mostly well above, because what a park
takes is whole projects. Subgradient steps with Polyak's length (1969) then improve the prices.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from layout.allocation.build import Built
from layout.allocation.highs import Outcome, Settings, minimise
from layout.allocation.linear import Floats, Ints, Linear

NODES = 40
"""Nodes for one park: its bound counts whether it is proved or not."""
ROUNDS = 60
STALE = 3
SMOOTH = 0.3
"""Share of the last direction in the next one (Camerini, Fratta and Maffioli 1975)."""
LEAST_STEP = 1e-3
PARTLY_SLACK = 1e-8
"""Given away where a part of the relaxation is replaced, because its duals are known to the solver's tolerance only."""
_FAR = np.iinfo(np.int64).max

Tell = Callable[[float], None]


@dataclass(frozen=True)
class Known:
    """What is known of a model before its bound is sought.

    Parameters
    ----------
    relaxation
        Optimum of the linear relaxation with its duals: the first prices.
    best
        Cost of the best plan known, for the length of the steps.
    """

    relaxation: Outcome
    best: float


@dataclass(frozen=True)
class Blocks:
    """The columns of a model by the park that they belong to, and the rows that join parks.

    Parameters
    ----------
    of_column
        Position of the park of each column; the number of parks for what belongs to none.
    joining
        Rows with columns of more than one block.
    """

    of_column: Ints
    joining: npt.NDArray[np.bool_]


def blocks_of(built: Built, linear: Linear) -> Blocks:
    """Return the blocks of a model.

    A pair belongs to its park. Another column (released land, a park opened, a switch) belongs to a park where every row
    that it shares with pairs of one park only is of that park.
    """
    parks = len(built.problem.parks)
    block = np.full(linear.columns, -1, dtype=np.int64)
    for grid in (built.presence, built.share):
        for park in range(parks):
            columns = grid[:, park]
            block[columns[columns >= 0]] = park
    column = linear.column_of_entry()
    pairs = block[column] >= 0
    low, high = _spans(block[column[pairs]], linear.index[pairs], linear.rows)
    single = np.where(low == high, low, -1)
    loose = ~pairs & (single[linear.index] >= 0)
    low, high = _spans(single[linear.index[loose]], column[loose], linear.columns)
    mine = (block < 0) & (low == high)
    block[mine] = low[mine]
    block[block < 0] = parks
    low, high = _spans(block[column], linear.index, linear.rows)
    return Blocks(block, (low != high) & (high >= 0))


def _spans(values: Ints, places: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the least and the greatest value at each place; where there is none they differ."""
    low, high = np.full(size, _FAR, dtype=np.int64), np.full(size, -1, dtype=np.int64)
    np.minimum.at(low, places, values)
    np.maximum.at(high, places, values)
    return low, high


def lagrangian_bound(
    built: Built,
    linear: Linear,
    *,
    known: Known,
    settings: Settings,
    tell: Tell,
    rounds: int | None = None,
) -> float:
    """Return a lower bound of a model, the best that the time allows.

    Parameters
    ----------
    built, linear
        The problem's columns, and the model with its objective.
    known
        The relaxation and a plan.
    settings
        Time, seed and cancelling.
    tell
        Told of every better bound; in the first round after every park, because at the prices of the relaxation each
        park's answer takes the place of its part of the relaxation.
    rounds
        Greatest number of rounds; None for `ROUNDS`.
    """
    relaxation, best = known.relaxation, known.best
    begun, bound = time.monotonic(), relaxation.bound
    blocks = blocks_of(built, linear)
    prices, direction = relaxation.row_dual.copy(), np.zeros(linear.rows)
    kept, theta, stale = prices, 1.0, 0
    for number in range(ROUNDS if rounds is None else rounds):
        left = settings.time_limit_s - (time.monotonic() - begun)
        if left <= 0 or theta < LEAST_STEP or (settings.cancel is not None and settings.cancel.is_set()):
            break
        priced = _valid(linear, blocks, prices)
        told: Tell = tell if number == 0 else _quiet
        limits = replace(settings, time_limit_s=left)
        value, slack, partly = _evaluate(linear, blocks, priced, limits, first=_First(relaxation, told))
        if value is None:
            return max(bound, partly) if number == 0 else bound
        if value > bound:
            bound, kept, stale = value, priced, 0
            tell(bound)
        else:
            stale += 1
            if stale >= STALE:
                theta, stale, priced = theta / 2, 0, kept
        direction = slack + SMOOTH * direction
        length = float(direction @ direction)
        if length <= 0 or best <= value:
            break
        prices = priced + theta * (best - value) / length * direction
    return bound


def _valid(linear: Linear, blocks: Blocks, prices: Floats) -> Floats:
    """Return the prices of the joining rows, without those that push towards a side that has no limit."""
    priced = np.where(blocks.joining, prices, 0.0)
    priced[(priced > 0) & ~np.isfinite(linear.row_lower)] = 0.0
    priced[(priced < 0) & ~np.isfinite(linear.row_upper)] = 0.0
    return priced


@dataclass(frozen=True)
class _First:
    """The relaxation that a first round improves park by park, and who is told."""

    relaxation: Outcome
    tell: Tell


def _quiet(bound: float) -> None:
    """Tell nobody."""
    del bound


def _evaluate(
    linear: Linear, blocks: Blocks, prices: Floats, settings: Settings, *, first: _First
) -> tuple[float | None, Floats, float]:
    """Return the bound at some prices, how far the parks' answers miss the joining rows, and the bound park by park.

    The first is None when time was up before the last park.
    """
    up, down = prices > 0, prices < 0
    bound = linear.offset + float(prices[up] @ linear.row_lower[up] + prices[down] @ linear.row_upper[down])
    charged = np.bincount(
        linear.column_of_entry(), weights=linear.entry * prices[linear.index], minlength=linear.columns
    )
    inner = linear.keep_rows(~blocks.joining).with_cost(linear.cost - charged.astype(np.float64))
    begun, x, relaxed = time.monotonic(), np.zeros(linear.columns), first.relaxation.x
    partly = first.relaxation.bound - PARTLY_SLACK * max(1.0, abs(first.relaxation.bound))
    for block in range(int(blocks.of_column.max()) + 1):
        free = np.flatnonzero(blocks.of_column == block)
        left = settings.time_limit_s - (time.monotonic() - begun)
        if left <= 0 or (settings.cancel is not None and settings.cancel.is_set()):
            return None, x, partly
        if len(free):
            least = _block(inner, free, x, replace(settings, time_limit_s=left))
            bound += least
            if relaxed is not None:
                partly += max(0.0, least - float(inner.cost[free] @ relaxed[free]))
                first.tell(partly)
    if not np.isfinite(bound):
        return None, x, partly
    activity = linear.activity(x)
    low = np.where(np.isfinite(linear.row_lower), linear.row_lower - activity, -np.inf)
    high = np.where(np.isfinite(linear.row_upper), linear.row_upper - activity, np.inf)
    slack = np.where(up, low, np.where(down, high, np.maximum(low, 0.0) + np.minimum(high, 0.0)))
    return bound, np.where(blocks.joining, slack, 0.0), partly


def _block(inner: Linear, free: Ints, x: Floats, settings: Settings) -> float:
    """Return a lower bound of what one block costs, and put its answer into `x`.

    Columns that would cost something and help no row of the block stay at zero and out of the small model.
    """
    nothing = np.zeros(inner.columns)
    part = inner.restricted(free, nothing)
    idle = (part.cost >= 0) & (part.lower == 0) & _only_burdens(part)
    kept = free[~idle]
    if not len(kept):
        return 0.0
    limits = replace(settings, nodes=NODES, gap=1e-5, small=True, watch=None)
    outcome = minimise(inner.restricted(kept, nothing), limits)
    if outcome.x is not None:
        x[kept] = outcome.x
    return outcome.bound - inner.offset if outcome.status != "infeasible" else np.inf


def _only_burdens(part: Linear) -> npt.NDArray[np.bool_]:
    """Return the columns that can only use up what rows allow: at zero they are never in the way of a row."""
    helps = ((part.entry > 0) & np.isfinite(part.row_lower)[part.index]) | (
        (part.entry < 0) & np.isfinite(part.row_upper)[part.index]
    )
    helped = np.bincount(part.column_of_entry(), weights=helps, minlength=part.columns)
    return np.asarray(helped == 0, dtype=np.bool_)
