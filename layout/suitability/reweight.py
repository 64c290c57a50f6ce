"""Other weights on kept values: scores, contiguous areas and counts of the whole grid, in one compiled pass."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from geodata.grid import Block
from layout.suitability.components import Components, Connectivity, Stats
from layout.suitability.labels import COLUMNS, add_run, compact_labels, doubled, label_run
from layout.suitability.program import Program
from layout.suitability.reweight_rows import RowScratch, exact_row, quick_row, row_scratch
from layout.suitability.strip import EXCLUDED_CODE, UNSCORED_CODE
from layout.suitability.value_layers import ValueLayers, ValuePart

Singles = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint16]
Labels = npt.NDArray[np.int32]
Sink = Callable[[Block, Codes], None]


@dataclass(frozen=True, slots=True)
class Reweighted:
    """What other weights make of a grid.

    Parameters
    ----------
    regions
        Statistics of connected regions, see `labels`.
    scored, unscored
        Available cells with and without a score.
    total
        Sum of the stored scores.
    """

    regions: Stats
    scored: int
    unscored: int
    total: int


def reweight(
    layers: ValueLayers,
    program: Program,
    *,
    least: int,
    connectivity: Connectivity,
    threads: int = 2,
    exact: bool = True,
) -> Reweighted:
    """Return regions and counts of kept values under the weights, overlay and missing policy of a program.

    Cells, extent and place of every region are those of a fresh run, to the last cell.

    Parameters
    ----------
    layers
        Kept values.
    program
        Of a case that differs from that of the values in its weights and overlay alone.
    least
        Lowest stored score of a region's cells.
    connectivity
        As in `Components`.
    threads
        Parts computed at a time.
    exact
        Whether the sums of scores are those of a fresh run too. Otherwise weighted sums are taken from the values in 16
        bits, and read anew only where one is close to `least`: a stored score that enters a sum may be 1 off.
    """
    queen = connectivity == "queen"

    def one(part: ValuePart) -> tuple[Stats, Labels, npt.NDArray[np.int64]]:
        edges = np.empty((2, int(part.place[3])), np.int32)
        scratch = row_scratch(part)
        quick = not exact and program.choices[0] == 0 and len(part.steps) > 0
        return _regions_of(program, part, scratch, (least, queen, quick), edges), edges, scratch.counts

    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(one, layers.parts))
    counts = [sum(int(item[2][place]) for item in found) for place in range(3)]
    whole = Components(least, connectivity, layers.grid.cols)
    for row, strip in groupby(zip(layers.parts, found, strict=True), key=lambda pair: int(pair[0].place[0])):
        pairs = list(strip)
        parts = [(int(part.place[1]), stats, edges) for part, (stats, edges, _) in pairs]
        whole.add(parts, row=row, rows=int(pairs[0][0].place[2]))
    return Reweighted(whole.regions(), *counts)


def replay(layers: ValueLayers, program: Program, *, sink: Sink, components: Components | None = None) -> int:
    """Hand the stored scores of kept values to `sink` as a fresh run does; return how many available cells have no score.

    Parameters
    ----------
    layers, program
        As for `reweight`.
    sink
        Takes each block from top to bottom.
    components
        Collects connected regions on the way.
    """
    unscored = 0
    for row, strip in groupby(layers.parts, key=lambda part: int(part.place[0])):
        found, rows = [], 0
        for part in strip:
            rows = int(part.place[2])
            codes, counts = codes_of(part, program)
            unscored += counts
            sink(part.block, codes)
            if components is not None:
                found.append((int(part.place[1]), *components.label(codes)))
        if components is not None:
            components.add(found, row=row, rows=rows)
    return unscored


def codes_of(part: ValuePart, program: Program) -> tuple[Codes, int]:
    """Return the stored scores of the block of a part, shape (rows, columns), the bits of a fresh run; and the unscored.

    Parameters
    ----------
    part
        Kept values.
    program
        As for `reweight`.
    """
    codes = np.full(part.place[2:], UNSCORED_CODE, np.uint16)
    scratch = row_scratch(part)
    _fill_codes(program, part, scratch, codes)
    return codes, int(scratch.counts[1])


@kernel
def _fill_codes(program: Program, part: ValuePart, scratch: RowScratch, codes: Codes) -> None:
    """Fill `codes` with the stored scores of available cells, and mark those that rules take."""
    for row in range(codes.shape[0]):
        found, cell = exact_row(program, part, scratch, row), 0
        for run in range(part.starts[row], part.starts[row + 1]):
            start, end = part.runs[run, 0], part.runs[run, 1]
            codes[row, start:end] = found[cell : cell + end - start]
            cell += end - start
        for run in range(part.taken_starts[row], part.taken_starts[row + 1]):
            codes[row, part.taken[run, 0] : part.taken[run, 1]] = EXCLUDED_CODE


@kernel
def _regions_of(
    program: Program, part: ValuePart, scratch: RowScratch, choice: tuple[int, bool, bool], edges: Labels
) -> Stats:
    """Return the regions of a part as `label_strip` does.

    `choice` is the lowest code, whether corners connect, and whether the values in 16 bits will do.
    """
    rows, cols = part.place[2], part.place[3]
    room = 4 * cols + 16
    parents, stats = np.empty(room, np.int32), np.empty((room, COLUMNS), np.int64)
    count = 0
    for row in range(rows):
        if count + cols >= parents.shape[0]:
            parents, stats = doubled(parents, stats)
        if choice[2]:
            codes = quick_row(program, part, scratch, row, choice[0])
        else:
            codes = exact_row(program, part, scratch, row)
        count = _label_row(part, (row, count, choice[0], choice[1]), (codes, scratch.lines), parents, stats)
        if row == 0:
            edges[0] = scratch.lines[0]
    edges[1] = scratch.lines[(rows - 1) % 2]
    return compact_labels(parents, stats[:count], edges)


@kernel
def _label_row(
    part: ValuePart,
    numbers: tuple[int, int, int, bool],
    cells: tuple[Codes, Labels],
    parents: Labels,
    stats: Stats,
) -> int:
    """Label the cells of a row that count; return how many labels there are then."""
    row, count, least, queen = numbers
    codes, here, above = cells[0], cells[1][row % 2], cells[1][1 - row % 2]
    aside, cols, cell = 1 if queen else 0, here.shape[0], 0
    here[:] = -1
    for run in range(part.starts[row], part.starts[row + 1]):
        shift, end = cell - part.runs[run, 0], part.runs[run, 1]
        col = part.runs[run, 0]
        cell += end - col
        while col < end:
            if codes[col + shift] < least or codes[col + shift] == UNSCORED_CODE:
                col += 1
                continue
            start, total = col, 0
            while col < end and codes[col + shift] >= least and codes[col + shift] != UNSCORED_CODE:
                total += codes[col + shift]
                col += 1
            label = label_run(above, max(start - aside, 0), min(col + aside, cols), parents)
            if label < 0:
                label = count
                parents[count] = count
                stats[count] = (0, 0, row, start, row, start, row, start)
                count += 1
            add_run(stats, label, row, (start, col, total))
            here[start:col] = label
    return count
