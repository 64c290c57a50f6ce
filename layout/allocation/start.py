"""Starting plans for the solver: greedy insertion guided by the linear relaxation."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from layout.allocation.build import Built
from layout.allocation.highs import Outcome, Settings, minimise
from layout.allocation.linear import Floats, Ints, Linear
from layout.allocation.variables import ONE_PLACE

TOLERANCE = 1e-7


def other_columns(built: Built, linear: Linear) -> Ints:
    """Return the columns that are no pair: released land, parks opened, flows, shortfalls."""
    pairs = np.zeros(linear.columns, dtype=np.bool_)
    for grid in (built.presence, built.share):
        pairs[grid[grid >= 0]] = True
    return np.flatnonzero(~pairs)


def completed(built: Built, linear: Linear, *, pairs: Floats, settings: Settings) -> Floats | None:
    """Return a full solution in which the pairs stay as they are, or None if the limits do not allow them.

    Parameters
    ----------
    built, linear
        The problem's columns, and the model with its objective.
    pairs
        Values of the columns of the pairs, shape (columns,); others are ignored.
    settings
        Limits of the solver.
    """
    free = other_columns(built, linear)
    if (split := built.share != built.presence).any():
        free = np.union1d(free, built.share[split])
    outcome = minimise(linear.restricted(free, pairs), replace(settings, watch=None))
    # rows without any free column are dropped from the restricted model: check them all on the full one
    if outcome.x is None:
        return None
    x = pairs.copy()
    x[free] = outcome.x
    return x if holds(linear, x) else None


def holds(linear: Linear, x: Floats) -> bool:
    """Return whether a solution meets every row and bound."""
    activity = linear.activity(x)
    slack = TOLERANCE * (1.0 + np.abs(activity))
    rows = (activity >= linear.row_lower - slack) & (activity <= linear.row_upper + slack)
    return bool(
        rows.all() and (x >= linear.lower - TOLERANCE).all() and (x <= linear.upper + TOLERANCE).all()
    )


def guided_start(built: Built, linear: Linear, *, relaxation: Outcome, settings: Settings) -> Floats | None:
    """Return the best of three greedy plans, or what can be kept of all three, or None where that is nothing.

    The orders are by what the relaxation chose, by value less the relaxation's prices of land and resources, and by
    value alone. Where side limits allow none of the plans whole, the solver picks from the pairs of all three.
    Projects that may be split are left to the solver.
    """
    if relaxation.x is None:
        return None
    whole = np.array([project.max_parts == 1 for project in built.problem.projects], dtype=np.bool_)
    columns = built.presence[(built.presence >= 0) & whole[:, None]]
    priced = _priced(linear, relaxation)
    wanted = (linear.cost < 0) | (priced < 0)
    orders = (-relaxation.x + 1e-6 * linear.cost, priced, linear.cost)
    best: Floats | None = None
    every = np.zeros(linear.columns)
    for order in orders:
        ranked = columns[np.argsort(order[columns], kind="stable")]
        pairs = _inserted(built, linear, order=ranked, wanted=wanted)
        every = np.maximum(every, pairs)
        x = completed(built, linear, pairs=pairs, settings=settings)
        if x is not None and (best is None or linear.cost @ x < linear.cost @ best):
            best = x
    return best if best is not None else _picked(built, linear, pairs=every, settings=settings)


def _priced(linear: Linear, relaxation: Outcome) -> Floats:
    """Return the cost of each column with what it uses at the relaxation's prices, shape (columns,).

    Rows that hold one project together ("at most one park") are alike for all its parks and left out.
    """
    prices = linear.entry * relaxation.row_dual[linear.index]
    own = np.array([group[0] == "place" or group == ONE_PLACE for group in linear.group], dtype=np.bool_)
    prices[own[linear.index]] = 0.0
    used = np.bincount(linear.column_of_entry(), weights=prices, minlength=linear.columns)
    return linear.cost - used.astype(np.float64)


def _picked(built: Built, linear: Linear, *, pairs: Floats, settings: Settings) -> Floats | None:
    """Return the best solution that uses no pairs but those given, or None if there is none."""
    free = np.union1d(np.flatnonzero(pairs > 0), other_columns(built, linear))
    nothing = np.zeros(linear.columns)
    outcome = minimise(linear.restricted(free, nothing), replace(settings, watch=None))
    if outcome.x is None:
        return None
    nothing[free] = outcome.x
    return nothing if holds(linear, nothing) else None


def _inserted(built: Built, linear: Linear, *, order: Ints, wanted: npt.NDArray[np.bool_]) -> Floats:
    """Return the pairs that enter one after the other while no upper limit of the pairs is broken."""
    x = np.zeros(linear.columns)
    others = np.zeros(linear.columns, dtype=np.bool_)
    others[other_columns(built, linear)] = True
    touched = np.zeros(linear.rows, dtype=np.bool_)
    touched[linear.index[others[linear.column_of_entry()]]] = True
    room = np.where(touched, np.inf, linear.row_upper)
    for park, column in built.released.items():
        land = built.problem.parks[park].low_efficiency_ha
        rows = linear.index[linear.start[column] : linear.start[column + 1]]
        limited = [row for row in rows.tolist() if linear.group[row][0] == "land"]
        room[limited] = linear.row_upper[limited] + land
    required = {key for group in linear.group if group[0] == "place" for key in group[1:]}
    names = [project.project_id for project in built.problem.projects]
    rows_of = {int(c): row for row in range(len(names)) for c in built.presence[row] if c >= 0}
    first = [column for column in order.tolist() if names[rows_of[column]] in required]
    rest = [column for column in order.tolist() if wanted[column] and names[rows_of[column]] not in required]
    placed: set[int] = set()
    for column in [*first, *rest]:
        if rows_of[column] in placed:
            continue
        span = slice(int(linear.start[column]), int(linear.start[column + 1]))
        rows, entries = linear.index[span], linear.entry[span]
        if (room[rows] >= entries - TOLERANCE).all():
            room[rows] -= entries
            x[column] = 1.0
            placed.add(rows_of[column])
    return x
