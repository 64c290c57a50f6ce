"""Which cells distances are measured from, burnt once for the whole grid, and the gaps that a strip begins with."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from geodata.convert.masks import mark, mark_edges
from geodata.convert.shapes import FlatShapes
from geodata.grid import Block, Grid
from layout.suitability.edt import FAR

Bytes = npt.NDArray[np.uint8]
Gaps = npt.NDArray[np.int16]
Rows = npt.NDArray[np.int32]

_NONE = -(1 << 30)
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Marks:
    """The cells of up to eight distance layers on a grid with a halo.

    Parameters
    ----------
    cells
        uint8, shape (rows + 2 halo, columns + 2 halo or a few more): bit l is set in the cells of layer l.
    halo
        How many more cells there are on each side of the grid.
    strip_rows
        Height of a strip.
    above, below
        int16, shape (strips, layers, columns + 2 halo): gap from the row just above a strip to the nearest marked cell
        above, and from the row just below it downwards.
    """

    cells: Bytes
    halo: int
    strip_rows: int
    above: Gaps
    below: Gaps


def burn_marks(
    layers: Sequence[FlatShapes], grid: Grid, *, halo: int, strip_rows: int, threads: int
) -> Marks:
    """Return the marks of the layers and the gaps at every strip.

    Parameters
    ----------
    layers
        At most eight, in the lattice of the grid.
    grid
        The grid that is to be computed.
    halo
        Cells on each side from which features still count: the longest reach.
    strip_rows
        Height of a strip of the grid; the last may be lower.
    threads
        Strips burnt at the same time.
    """
    wide = grid.padded(halo)
    wide = replace(wide, cols=-(-wide.cols // _AT_ONCE) * _AT_ONCE)
    cells = np.zeros(wide.shape, dtype=np.uint8)
    bounds = [0, *range(halo, halo + grid.rows, strip_rows), halo + grid.rows, wide.rows]
    spans = list(pairwise(bounds))
    firsts = np.full((len(spans), len(layers), wide.cols), -_NONE, dtype=np.int32)
    lasts = np.full((len(spans), len(layers), wide.cols), _NONE, dtype=np.int32)

    def burn(number: int) -> None:
        top, bottom = spans[number]
        if top == bottom:
            return
        window = wide.window(Block(top, 0, bottom - top, wide.cols))
        for layer, shapes in enumerate(layers):
            mark(shapes, cells[top:bottom], grid=window, radius=0.0, bit=1 << layer)
            mark_edges(shapes, cells[top:bottom], grid=window, bit=1 << layer)
        words = cells[top:bottom].view(np.uint64)
        _first_and_last(cells[top:bottom], words, top, firsts[number], lasts[number])

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(burn, range(len(spans))))
    above, below = _gaps(spans, firsts, lasts)
    return Marks(cells, halo, strip_rows, above[1:-1], below[1:-1])


def _gaps(spans: Sequence[tuple[int, int]], firsts: Rows, lasts: Rows) -> tuple[Gaps, Gaps]:
    """Return the gaps above and below each span from the first and last marked rows of all."""
    nearest_above = np.maximum.accumulate(lasts, axis=0)
    nearest_below = np.minimum.accumulate(firsts[::-1], axis=0)[::-1]
    above, below = np.full(firsts.shape, FAR, np.int16), np.full(firsts.shape, FAR, np.int16)
    for number, (top, bottom) in enumerate(spans):
        if number:
            above[number] = np.minimum(top - 1 - nearest_above[number - 1], FAR)
        if number + 1 < len(spans):
            below[number] = np.minimum(nearest_below[number + 1] - bottom, FAR)
    return above, below


@kernel
def _first_and_last(cells: Bytes, words: npt.NDArray[np.uint64], top: int, firsts: Rows, lasts: Rows) -> None:
    """Fill the first and last marked row of each layer and column; `words` are the same cells, eight at a time."""
    for row in range(cells.shape[0]):
        for word in range(words.shape[1]):
            if words[row, word] == 0:
                continue
            for col in range(word * 8, word * 8 + 8):
                bits = cells[row, col]
                for layer in range(firsts.shape[0]):
                    if bits & (1 << layer):
                        firsts[layer, col] = min(firsts[layer, col], row + top)
                        lasts[layer, col] = row + top
