"""The values of the criteria in the available cells of a grid, kept so that other weights need no layer to be read again.

Only available cells are kept, row by row, twice: in single precision, as the engine itself combines them, so that
weighting them anew gives the bits of a fresh run; and rounded to 16 bits, which are read in half the time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from geodata.grid import Block, Grid
from layout.suitability.program import Program
from layout.suitability.row_rules import AVAILABLE, EXCLUDED
from layout.suitability.row_scores import value_row

Singles = npt.NDArray[np.float32]
Steps = npt.NDArray[np.uint16]
Ints = npt.NDArray[np.int64]
Runs = npt.NDArray[np.int32]

STEPS = 65_000
"""A value of 1 in 16 bits; a value is at most half a step off."""
_WEIGHT_MODE = 2
_AVAILABLE, _TAKEN = 1, 2


class ValuePart(NamedTuple):
    """The available cells of a block and the values there.

    Parameters
    ----------
    place
        (4,): row, column, rows and columns of the block in its grid.
    cells, starts, taken_starts
        (rows + 1,): how many available cells, `runs` and `taken` come before each row.
    runs
        (n, 2): first column and last plus one, counted from the block, of neighbours that are available.
    taken
        (m, 2): the same of neighbours that rules take.
    shares
        (cells,) what weighting rules leave of each cell; empty where there are no such rules.
    values
        (criteria, cells), NaN where unknown.
    steps
        The same in 16 bits; without rows where a value is unknown.
    """

    place: Ints
    cells: Ints
    starts: Ints
    taken_starts: Ints
    runs: Runs
    taken: Runs
    shares: Singles
    values: Singles
    steps: Steps

    @property
    def block(self) -> Block:
        """Return the block."""
        row, col, rows, cols = (int(number) for number in self.place)
        return Block(row, col, rows, cols)


Keep = Callable[[ValuePart], None]


@dataclass(frozen=True, slots=True)
class ValueLayers:
    """The kept values of a whole grid.

    Parameters
    ----------
    grid
        The grid.
    parts
        From top to bottom; the parts of one strip lie side by side and do not touch.
    """

    grid: Grid
    parts: Sequence[ValuePart]

    @property
    def cells(self) -> int:
        """Return the number of available cells."""
        return sum(int(part.cells[-1]) for part in self.parts)

    def layer(self, place: int) -> Singles:
        """Return the values of one criterion in all available cells, one after the other."""
        found = [part.values[place] for part in self.parts]
        return np.concatenate(found) if found else np.empty(0, np.float32)


def compact(block: Block, kept: Singles, *, program: Program, steps: bool = True) -> ValuePart:
    """Return the available cells of a block out of the values of all its cells.

    Parameters
    ----------
    block
        The block.
    kept
        Shape (criteria + 1, rows, columns), as the engine fills it.
    program
        Its program.
    steps
        Whether to round the values to 16 bits as well.
    """
    weighing = bool((program.rules[:, 0] == _WEIGHT_MODE).any())
    runs, taken, cells = _counted(kept[-1])
    part = ValuePart(
        place=np.array([block.row, block.col, block.rows, block.cols]),
        cells=np.zeros(block.rows + 1, np.int64),
        starts=np.zeros(block.rows + 1, np.int64),
        taken_starts=np.zeros(block.rows + 1, np.int64),
        runs=np.empty((runs, 2), np.int32),
        taken=np.empty((taken, 2), np.int32),
        shares=np.empty(cells if weighing else 0, np.float32),
        values=np.empty((kept.shape[0] - 1, cells), np.float32),
        steps=np.empty((0, 0), np.uint16),
    )
    _fill(part, kept)
    if not steps or np.isnan(part.values).any():
        return part
    rounded = np.empty(part.values.shape, np.uint16)
    _round(part.values, rounded)
    return part._replace(steps=rounded)


def values_of(part: ValuePart, program: Program) -> ValuePart:
    """Return a part whose raw values are replaced by their values, the bits of the engine.

    Parameters
    ----------
    part
        Kept with raw values.
    program
        The program, with the value functions wanted.
    """
    values = np.empty_like(part.values)
    for criterion in range(len(values)):
        value_row(program, criterion, part.values[criterion], values[criterion])
    return part._replace(values=values)


@kernel
def keep_shares(state: npt.NDArray[np.uint8], shares: Singles, kept: Singles) -> None:
    """Fill `kept` (columns,) with what rules leave of each cell of a row; 0 where one takes it, NaN stays elsewhere."""
    for col in range(state.shape[0]):
        if state[col] == EXCLUDED:
            kept[col] = 0.0
        elif state[col] == AVAILABLE:
            kept[col] = shares[col]


@kernel
def _kind(share: np.float32) -> int:
    """Return what the share left of a cell says of it; 0 for one that is undecided or outside."""
    if np.isnan(share):
        return 0
    return _AVAILABLE if share > 0 else _TAKEN


@kernel
def _counted(shares: Singles) -> tuple[int, int, int]:
    """Return the numbers of runs of available and of taken cells, and of available cells."""
    runs, taken, cells = 0, 0, 0
    for row in range(shares.shape[0]):
        before = 0
        for col in range(shares.shape[1]):
            kind = _kind(shares[row, col])
            cells += kind == _AVAILABLE
            if kind != before:
                runs += kind == _AVAILABLE
                taken += kind == _TAKEN
            before = kind
    return runs, taken, cells


@kernel
def _round(values: Singles, steps: Steps) -> None:
    """Fill `steps` with values between 0 and 1 in steps."""
    scale, half = np.float32(STEPS), np.float32(0.5)
    for criterion in range(values.shape[0]):
        for cell in range(values.shape[1]):
            steps[criterion, cell] = np.uint16(np.int32(values[criterion, cell] * scale + half))


@kernel
def _fill(part: ValuePart, kept: Singles) -> None:
    """Fill the arrays of a part, but for the steps."""
    shares, layers = kept[-1], part.values.shape[0]
    run, taken, cell = 0, 0, 0
    for row in range(shares.shape[0]):
        col = 0
        while col < shares.shape[1]:
            kind, start = _kind(shares[row, col]), col
            while col < shares.shape[1] and _kind(shares[row, col]) == kind:
                col += 1
            if kind == _AVAILABLE:
                part.runs[run] = (start, col)
                end = cell + col - start
                for layer in range(layers):
                    part.values[layer, cell:end] = kept[layer, row, start:col]
                if part.shares.shape[0] > 0:
                    part.shares[cell:end] = shares[row, start:col]
                run += 1
                cell = end
            elif kind == _TAKEN:
                part.taken[taken] = (start, col)
                taken += 1
        part.cells[row + 1], part.starts[row + 1], part.taken_starts[row + 1] = cell, run, taken
