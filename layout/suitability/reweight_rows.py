"""Kernels that score the available cells of a row anew from kept values: exactly, or from 16 bits and exactly where it matters."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from layout.suitability.program import Program
from layout.suitability.row_scores import combine_rows
from layout.suitability.strip import SCALE, UNSCORED_CODE, store_row
from layout.suitability.value_layers import STEPS, ValuePart

Singles = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint16]
Labels = npt.NDArray[np.int32]
_NEAR = 0.2
"""Stored scores; half a step of every value and the rounding of single precision are 0.08 of one."""


class RowScratch(NamedTuple):
    """Buffers of one part: values that may be changed, whole shares, scores and codes of a row, labels of two; counts."""

    values: Singles
    whole: Singles
    scores: Singles
    codes: Codes
    lines: Labels
    counts: npt.NDArray[np.int64]


def row_scratch(part: ValuePart) -> RowScratch:
    """Return buffers for the rows of a part."""
    widest = int(np.diff(part.cells).max(initial=0))
    return RowScratch(
        values=np.empty((part.values.shape[0], widest), np.float32),
        whole=np.ones(widest, np.float32),
        scores=np.empty(widest, np.float32),
        codes=np.empty(widest, np.uint16),
        lines=np.full((2, int(part.place[3])), -1, np.int32),
        counts=np.zeros(3, np.int64),
    )


@kernel
def exact_row(program: Program, part: ValuePart, scratch: RowScratch, row: int) -> Codes:
    """Return the stored scores of the available cells of a row; counts them."""
    first, last = part.cells[row], part.cells[row + 1]
    scores, codes = scratch.scores[: last - first], scratch.codes[: last - first]
    shares = part.shares[first:last] if part.shares.shape[0] > 0 else scratch.whole[: last - first]
    _exact(program, part.values[:, first:last], scratch.values, scores)
    store_row(scores, shares, codes)
    _count(codes, scratch.counts)
    return codes


@kernel
def _exact(program: Program, kept: Singles, room: Singles, scores: Singles) -> None:
    """Fill `scores` as the engine does; `room` takes a copy, because a combination may fill gaps in its arguments."""
    if kept.shape[0] == 0:
        scores[:] = 1.0
        return
    values = room[:, : scores.shape[0]]
    values[:] = kept
    combine_rows(program, values, scores)


@kernel
def quick_row(program: Program, part: ValuePart, scratch: RowScratch, row: int, least: int) -> Codes:
    """Return the stored scores of the available cells of a row: exactly on the right side of `least`, else at most 1 off."""
    first, last = part.cells[row], part.cells[row + 1]
    scores, codes = scratch.scores[: last - first], scratch.codes[: last - first]
    shares = part.shares[first:last] if part.shares.shape[0] > 0 else scratch.whole[: last - first]
    scores[:] = 0.0
    for criterion in range(part.steps.shape[0]):
        weight = program.weights[criterion] * np.float32(1.0 / STEPS)
        steps = part.steps[criterion, first:last]
        for cell in range(scores.shape[0]):
            scores[cell] += weight * np.float32(steps[cell])
    store_row(scores, shares, codes)
    if _close(scores, shares, least) > 0:
        _settle(program, part, scratch, row, least)
    _count(codes, scratch.counts)
    return codes


@kernel
def _close(scores: Singles, shares: Singles, least: int) -> int:
    """Return how many scores are so close to the lowest that counts that rounding may have carried them across it."""
    limit, near, scale = np.float32(least - 0.5), np.float32(_NEAR), np.float32(SCALE)
    found = np.int32(0)
    for cell in range(scores.shape[0]):
        found += np.int32(abs(scores[cell] * shares[cell] * scale - limit) < near)
    return int(found)


@kernel
def _settle(program: Program, part: ValuePart, scratch: RowScratch, row: int, least: int) -> None:
    """Compute the codes of scores close to the lowest that counts from the values as they are."""
    first = part.cells[row]
    limit, near, scale = np.float32(least - 0.5), np.float32(_NEAR), np.float32(SCALE)
    for cell in range(part.cells[row + 1] - first):
        share = part.shares[first + cell] if part.shares.shape[0] > 0 else np.float32(1.0)
        if abs(scratch.scores[cell] * share * scale - limit) < near:
            one = scratch.scores[cell : cell + 1]
            _exact(program, part.values[:, first + cell : first + cell + 1], scratch.values, one)
            store_row(one, scratch.whole[:1] * share, scratch.codes[cell : cell + 1])


@kernel
def _count(codes: Codes, counts: npt.NDArray[np.int64]) -> None:
    """Add the scored and unscored cells of a row and the sum of their codes to the counts."""
    unscored, total = np.int32(0), np.uint32(0)
    for cell in range(codes.shape[0]):
        unknown = codes[cell] == UNSCORED_CODE
        unscored += np.int32(unknown)
        total += np.uint32(0) if unknown else np.uint32(codes[cell])
    counts[0] += codes.shape[0] - unscored
    counts[1] += unscored
    counts[2] += total
