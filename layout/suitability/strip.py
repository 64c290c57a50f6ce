"""The compiled pass over a strip of rows: distances, rules, criteria and score of every cell, row by row.

No raster of distances, slopes or values is stored: what a row needs is computed when the row is reached, in buffers
that stay in the processor's cache.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from layout.suitability.edt import gaps_below, nearest_gap, squares_along_row
from layout.suitability.program import ALL, DISTANCE, MASK, SLOPE_DEG, VALUE, Program
from layout.suitability.row_rules import (
    AVAILABLE,
    EXCLUDED,
    OUTSIDE,
    all_row,
    apply_rules,
    mask_row,
    slope_row,
    test_row,
)
from layout.suitability.row_scores import combine_rows, value_row
from layout.suitability.tally import Tally, count_row
from layout.suitability.value_layers import keep_shares

Singles = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint16]

UNSCORED_CODE = 65_535
"""Stored where a cell is outside the area or its score is not known."""
EXCLUDED_CODE = 0
INSIDE = 1
"""What the state of a cell of the area is before the rules are applied."""
SCALE = 10_000
"""A score of 1 is stored as this; an available cell has at least 1, so that 0 means excluded and nothing else."""


class Strip(NamedTuple):
    """What is known of a strip of rows x columns.

    Parameters
    ----------
    rasters
        (rasters, rows + 2, columns + 2): with one more cell on each side; NaN is no data.
    planes
        (planes, rows, columns): bit m % 8 of plane m // 8 is mask m.
    marks
        (rows, columns + 2 halo): bit l is set in the cells of distance layer l.
    above, below
        (distance layers, columns + 2 halo): gap of the rows just above and just below the strip. Changed.
    halo
        Columns that `marks` has more on each side.
    """

    rasters: Singles
    planes: Bytes
    marks: Bytes
    above: npt.NDArray[np.int16]
    below: npt.NDArray[np.int16]
    halo: int


class Scratch(NamedTuple):
    """Buffers of one worker; see `scratch_for`.

    Parameters
    ----------
    kept
        (criteria + 1, rows, columns): filled with the value of every criterion in every available cell and, last, the
        share that weighting rules leave of it: 0 where a rule takes the cell, NaN where it is undecided or outside. Has no
        cells where nothing is to be kept.
    keeps_raw
        Whether `kept` takes what was measured instead of its value.
    """

    gaps: npt.NDArray[np.int16]
    envelope: npt.NDArray[np.int32]
    squares: npt.NDArray[np.int32]
    raw: Singles
    tests: Bytes
    patterns: npt.NDArray[np.uint64]
    shares: Singles
    state: Bytes
    values: Singles
    scores: Singles
    kept: Singles
    keeps_raw: bool


def scratch_for(
    program: Program, *, rows: int, cols: int, halo: int, keep: bool = False, raw: bool = False
) -> Scratch:
    """Return buffers for strips of at most rows x cols cells; `keep` makes room for values, or with `raw` for raw ones."""
    layers, wide = len(program.reaches), cols + 2 * halo
    room = (len(program.criteria) + 1, rows, cols) if keep else (0, 0, 0)
    return Scratch(
        gaps=np.empty((layers, rows, wide), np.int16),
        envelope=np.empty((3, wide + 1), np.int32),
        squares=np.empty(wide, np.int32),
        raw=np.empty((len(program.sources), cols), np.float32),
        tests=np.empty((len(program.tests), cols), np.uint8),
        patterns=np.empty(cols, np.uint64),
        shares=np.empty(cols, np.float32),
        state=np.empty(cols, np.uint8),
        values=np.empty((len(program.criteria), cols), np.float32),
        scores=np.empty(cols, np.float32),
        kept=np.full(room, np.nan, np.float32),
        keeps_raw=raw,
    )


@kernel
def score_strip(program: Program, strip: Strip, scratch: Scratch, tally: Tally, codes: Codes) -> None:
    """Fill `codes` (rows, columns) with the stored scores of a strip and add to the tally."""
    begin_strip(program, strip, scratch, codes.shape[0])
    for row in range(codes.shape[0]):
        score_row(program, strip, scratch, tally, codes[row], row)


@kernel
def begin_strip(program: Program, strip: Strip, scratch: Scratch, rows: int) -> None:
    """Fill the gaps downwards of a strip; then its rows are scored from top to bottom."""
    for layer in range(program.reaches.shape[0]):
        gaps_below(strip.marks, 1 << layer, strip.below[layer], scratch.gaps[layer, :rows])


@kernel
def score_row(program: Program, strip: Strip, scratch: Scratch, tally: Tally, codes: Codes, row: int) -> bool:
    """Fill `codes` (columns,) of the next row of a strip and add to the tally; return whether any cell belongs to the area."""
    for layer in range(program.reaches.shape[0]):
        nearest_gap(strip.marks[row], 1 << layer, strip.above[layer], scratch.gaps[layer, row])
    inside = 0
    for col in range(codes.shape[0]):
        scratch.state[col] = strip.planes[0, row, col] & 1
        inside += scratch.state[col]
    if inside == 0:
        codes[:] = UNSCORED_CODE
        return False
    _measure_rasters(program, strip, scratch, row)
    _measure_distances(program, strip, scratch, row, INSIDE)
    _test(program, strip, scratch, row)
    apply_rules(program, scratch.tests, scratch.patterns, scratch.shares, scratch.state)
    count_row(scratch.patterns, scratch.state, tally)
    if scratch.kept.shape[0] > 0:
        keep_shares(scratch.state, scratch.shares, scratch.kept[-1, row])
    _score(program, strip, scratch, row)
    _store(scratch, tally, codes)
    return True


@kernel
def _measure_rasters(program: Program, strip: Strip, scratch: Scratch, row: int) -> None:
    """Fill the raw rows of the sources that come from rasters."""
    cols = scratch.state.shape[0]
    for source in range(program.sources.shape[0]):
        kind, number = program.sources[source, 0], program.sources[source, 1]
        if kind == VALUE:
            scratch.raw[source] = strip.rasters[number, row + 1, 1 : cols + 1]
        elif kind != DISTANCE:
            slope_row(
                strip.rasters[number, row : row + 3], program.cell, kind == SLOPE_DEG, scratch.raw[source]
            )


@kernel
def _test(program: Program, strip: Strip, scratch: Scratch, row: int) -> None:
    """Fill the results of all tests."""
    for test in range(program.tests.shape[0]):
        kind, number, out = program.tests[test, 0], program.tests[test, 1], scratch.tests[test]
        if kind == MASK:
            mask_row(strip.planes[number // 8, row], 1 << (number % 8), program.tests[test, 4], out)
        elif kind == ALL:
            all_row(program, test, scratch.tests)
        else:
            test_row(program, test, scratch.raw[number], out)


@kernel
def _score(program: Program, strip: Strip, scratch: Scratch, row: int) -> None:
    """Fill the scores of the row between its first and last available cell."""
    first, last = _span(scratch.state, AVAILABLE)
    if first == last:
        return
    if program.criteria.shape[0] == 0:
        scratch.scores[first:last] = 1.0
        return
    _measure_distances(program, strip, scratch, row, AVAILABLE)
    for criterion in range(program.criteria.shape[0]):
        source = program.criteria[criterion, 0]
        value_row(program, criterion, scratch.raw[source, first:last], scratch.values[criterion, first:last])
        if scratch.kept.shape[0] > 0:
            found = scratch.raw[source] if scratch.keeps_raw else scratch.values[criterion]
            scratch.kept[criterion, row, first:last] = found[first:last]
    combine_rows(program, scratch.values[:, first:last], scratch.scores[first:last])


@kernel
def _span(state: Bytes, least: int) -> tuple[int, int]:
    """Return the first column in a state of `least` or more, and the last plus one."""
    first, last = 0, state.shape[0]
    while first < last and state[first] < least:
        first += 1
    while last > first and state[last - 1] < least:
        last -= 1
    return first, last


@kernel
def _measure_distances(program: Program, strip: Strip, scratch: Scratch, row: int, least: int) -> None:
    """Fill the raw rows of distances: those that tests need where the area is, or the others where cells are available."""
    first, last = _span(scratch.state, least)
    for source in range(program.sources.shape[0]):
        if program.sources[source, 0] == DISTANCE and (program.sources[source, 2] == 1) == (least == INSIDE):
            _distance(program, strip, scratch, (row, source, first, last))


@kernel
def _distance(program: Program, strip: Strip, scratch: Scratch, where: tuple[int, int, int, int]) -> None:
    """Fill the raw row of a distance source, in metres, for the columns from first to last."""
    row, source, first, last = where
    layer = program.sources[source, 1]
    reach = program.reaches[layer]
    left, right = first + strip.halo - reach, last + strip.halo + reach
    squares = scratch.squares[: right - left]
    squares_along_row(scratch.gaps[layer, row, left:right], reach, scratch.envelope, squares)
    metres = np.float32(program.cell)
    for col in range(first, last):
        scratch.raw[source, col] = np.sqrt(np.float32(squares[col - first + reach])) * metres


@kernel
def store_row(scores: Singles, shares: Singles, codes: Codes) -> None:
    """Fill `codes` with what is stored for available cells: scores, NaN where unknown, times shares; without branches."""
    scale, half, nothing = np.float32(SCALE), np.float32(0.5), np.float32(0.0)
    for col in range(codes.shape[0]):
        score = scores[col] * shares[col]
        code = max(np.int32((score if score == score else nothing) * scale + half), np.int32(1))  # noqa: PLR0124 - NaN differs from itself
        code = code if score == score else np.int32(UNSCORED_CODE)  # noqa: PLR0124 - as above
        codes[col] = np.uint16(code if shares[col] > nothing else np.int32(EXCLUDED_CODE))


@kernel
def _store(scratch: Scratch, tally: Tally, codes: Codes) -> None:
    """Write the codes of a row and count the states."""
    store_row(scratch.scores, scratch.shares, codes)
    for col in range(codes.shape[0]):
        state = scratch.state[col]
        if state == AVAILABLE:
            tally.totals[4] += codes[col] == UNSCORED_CODE
        else:
            codes[col] = EXCLUDED_CODE if state == EXCLUDED else UNSCORED_CODE
        if state != OUTSIDE:
            tally.totals[0] += 1
            tally.totals[state] += 1
