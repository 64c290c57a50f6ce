"""What the program computes for one cell, with all intermediate numbers: the same bits as on the whole grid."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geodata.convert.masks import mark
from geodata.grid import Block
from layout.suitability.engine import Inputs
from layout.suitability.marks import burn_marks
from layout.suitability.program import AREA_MASK, Program
from layout.suitability.strip import Strip, score_strip, scratch_for
from layout.suitability.tally import new_tally

_BITS = 8


@dataclass(frozen=True, slots=True)
class CellAccount:
    """One cell.

    Parameters
    ----------
    state
        0 outside the area, 1 excluded, 2 available, 3 not decided.
    pattern
        Bit k: rule k takes, weighs or keeps the cell.
    tests
        Result of each test: 0 no, 1 yes, 2 unknown.
    raw
        Raw value of each source; NaN where unknown or, for distances in a cell that is not available, not computed.
    values
        Value of each criterion of an available cell.
    code
        The stored score.
    """

    state: int
    pattern: int
    tests: npt.NDArray[np.uint8]
    raw: npt.NDArray[np.float32]
    values: npt.NDArray[np.float32]
    code: int


def inspect_cell(program: Program, inputs: Inputs, *, row: int, col: int) -> CellAccount:
    """Return the account of the cell at (row, col) of the grid.

    Parameters
    ----------
    program, inputs
        As for `run_program`.
    row, col
        Inside the grid.
    """
    window = inputs.grid.window(Block(row, col, 1, 1))
    halo = int(program.reaches.max(initial=0))
    marks = burn_marks(inputs.distances, window, halo=halo, strip_rows=1, threads=1)
    planes = np.zeros((-(-(len(inputs.masks) + 1) // _BITS), 1, 1), dtype=np.uint8)
    mark(inputs.area, planes[0], grid=window, radius=0.0, bit=1)
    for place, (shapes, radius) in enumerate(inputs.masks, start=AREA_MASK + 1):
        mark(shapes, planes[place // _BITS], grid=window, radius=radius, bit=1 << (place % _BITS))
    columns = slice(0, 1 + 2 * halo)
    strip = Strip(
        rasters=inputs.read(window.padded(1)),
        planes=planes,
        marks=np.ascontiguousarray(marks.cells[halo : halo + 1, columns]),
        above=marks.above[0][:, columns].copy(),
        below=marks.below[0][:, columns].copy(),
        halo=halo,
    )
    scratch = scratch_for(program, rows=1, cols=1, halo=halo)
    scratch.raw[:] = np.nan
    scratch.values[:] = np.nan
    scratch.tests[:] = 0
    scratch.patterns[:] = 0
    codes = np.zeros((1, 1), dtype=np.uint16)
    score_strip(program, strip, scratch, new_tally(2), codes)
    inside = bool(planes[0, 0, 0] & 1)
    return CellAccount(
        state=int(scratch.state[0]) if inside else 0,
        pattern=int(scratch.patterns[0]),
        tests=scratch.tests[:, 0].copy(),
        raw=scratch.raw[:, 0].copy(),
        values=scratch.values[:, 0].copy(),
        code=int(codes[0, 0]),
    )
