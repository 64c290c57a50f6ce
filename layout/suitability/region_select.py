"""Which of many candidate regions are taken together: an integer program with conflicts."""

from collections.abc import Iterator, Sequence
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from layout.suitability.region_choice import Total

Ints = npt.NDArray[np.int64]

_TIME_LIMIT_S = 60.0


def select_regions(
    values: npt.NDArray[np.float64],
    groups: Sequence[Sequence[int]],
    *,
    count: int,
    total: Total | None = None,
) -> tuple[list[int], float, bool]:
    """Return the candidates that together are worth most, at most one of each group, and as many as fit up to `count`.

    Parameters
    ----------
    values
        Worth of each candidate.
    groups
        Candidates of which at most one may be taken: those that share a cell, or two that are too near.
    count
        How many are wanted.
    total
        What the weights of the candidates taken must add up to; then exactly `count` are taken, or none where that
        cannot be.

    Returns
    -------
    tuple
        Positions of the candidates taken, an upper bound on the worth of any such choice of as many, and whether the
        choice is proven best.
    """
    if not len(values):
        return [], 0.0, True
    span = float(np.abs(values).sum()) + 1.0  # a further region is worth more than any difference in scores
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # HiGHS's interface is only partly typed
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS's own signature
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", _TIME_LIMIT_S)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-9)
    choose = [solver.addBinary(obj=-(float(value) + span)) for value in values]
    chosen = sum(choose[1:], start=choose[0])
    solver.addConstr(chosen <= count if total is None else chosen == count)
    if total is not None:
        weighed = [weight * choice for weight, choice in zip(total.weights, choose, strict=True)]
        solver.addConstr(sum(weighed[1:], start=weighed[0]) <= total.high)
        solver.addConstr(sum(weighed[1:], start=weighed[0]) >= total.low)
    for group in groups:
        members = [choose[place] for place in group]
        solver.addConstr(sum(members[1:], start=members[0]) <= 1)
    solver.run()
    solution = np.array(solver.getSolution().col_value)
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        solution = np.zeros(len(values))
    taken = [int(place) for place in np.flatnonzero(solution > 0.5)]  # noqa: PLR2004 - half way between no and yes
    bound = -float(solver.getInfo().mip_dual_bound) - span * len(taken)
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return taken, bound, proven


def cell_groups(regions: Sequence[Ints]) -> list[list[int]]:
    """Return, for each cell that several candidates hold, these candidates; equal groups once."""
    holders: dict[int, list[int]] = {}
    for place, cells in enumerate(regions):
        for cell in cells.tolist():
            holders.setdefault(cell, []).append(place)
    return [list(group) for group in sorted({tuple(held) for held in holders.values() if len(held) > 1})]


def near_pairs(regions: Sequence[Ints], *, cols: int, spacing: float) -> list[list[int]]:
    """Return the pairs of candidates whose edges are nearer than `spacing` cells and which share no cell.

    Parameters
    ----------
    regions
        Flat indices of the cells of each candidate.
    cols
        Columns of the grid.
    spacing
        In cells.
    """
    from layout.suitability.region_grow import gap_between  # noqa: PLC0415 - numba loads only where kernels run

    boxes = [(cells // cols, cells % cols) for cells in regions]
    limits = np.array(
        [(rows.min(), rows.max(), columns.min(), columns.max()) for rows, columns in boxes], dtype=np.int64
    ).reshape(-1, 4)
    return [
        [one, other]
        for one, other in _near_boxes(limits, spacing)
        if 0 <= gap_between(regions[one], regions[other], cols) < spacing
    ]


def _near_boxes(limits: Ints, spacing: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs of boxes (top, bottom, left, right) whose edges are nearer than `spacing` cells."""
    for one in range(len(limits)):
        rest = limits[one + 1 :]
        down = np.maximum(np.maximum(limits[one, 0] - rest[:, 1], rest[:, 0] - limits[one, 1]), 1) - 1
        right = np.maximum(np.maximum(limits[one, 2] - rest[:, 3], rest[:, 2] - limits[one, 3]), 1) - 1
        for other in np.flatnonzero(np.hypot(down, right) < spacing).tolist():
            yield one, one + 1 + other
