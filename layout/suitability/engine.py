"""Runs a program over a grid strip by strip on a few threads; memory does not grow with the number of layers' distances.

Parts of a strip in which no cell belongs to the area are never read or computed.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import local

import numpy as np
import numpy.typing as npt

from geodata.convert.masks import mark
from geodata.convert.shapes import FlatShapes
from geodata.grid import Block, Grid
from layout.suitability.components import Codes, Components, Labels, Stats
from layout.suitability.facts import score_and_label
from layout.suitability.marks import Marks, burn_marks
from layout.suitability.outcome import Outcome, outcome_of
from layout.suitability.program import AREA_MASK, Program
from layout.suitability.strip import UNSCORED_CODE, Scratch, Strip, score_strip, scratch_for
from layout.suitability.tally import Tally, new_tally
from layout.suitability.value_layers import Keep, ValuePart, compact

Singles = npt.NDArray[np.float32]
ReadRasters = Callable[[Grid], Singles]
"""Returns (rasters, rows, columns) of a window, NaN for no data; called from several threads."""
Sink = Callable[[Block, Codes], None]
"""Takes the stored scores of a block; blocks come in order, and what never comes is outside the area."""

_BITS = 8


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the engine computes on.

    Parameters
    ----------
    grid
        In metres.
    area
        Cells whose centres lie inside are computed.
    masks
        Shapes and radius in cells of each mask of the program, without the area.
    distances
        Shapes of each distance layer of the program, at most eight.
    read
        Gives the rasters of the program.
    """

    grid: Grid
    area: FlatShapes
    masks: Sequence[tuple[FlatShapes, float]]
    distances: Sequence[FlatShapes]
    read: ReadRasters


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is cut up.

    Parameters
    ----------
    strip_rows
        Rows computed at a time; results do not depend on it.
    threads
        Strips computed at a time.
    gap
        Columns without area that are worth a new part of a strip.
    raw
        Whether what is kept are raw values, as measured, instead of their values.
    """

    strip_rows: int = 256
    threads: int = 2
    gap: int = 512
    raw: bool = False


@dataclass(slots=True)
class Run:
    """One run: what its workers share; see `start_run`."""

    program: Program
    inputs: Inputs
    work: Work
    marks: Marks
    components: Components | None
    tallies: list[Tally] = field(default_factory=list)
    own: local = field(default_factory=local)
    keeps: bool = False
    kept: dict[tuple[int, int], ValuePart] = field(default_factory=dict)


Found = tuple[Stats, Labels]
Part = tuple[Block, Codes, Found | None]


def run_program(
    program: Program,
    inputs: Inputs,
    *,
    sink: Sink,
    work: Work | None = None,
    components: Components | None = None,
    keep: Keep | None = None,
) -> Outcome:
    """Compute every cell of the area and hand the stored scores to `sink`.

    Parameters
    ----------
    program
        Result of `build_program`.
    inputs
        What it needs, in the program's order.
    sink
        Called from the calling thread, from top to bottom.
    work
        How the work is cut up.
    components
        Collects connected regions on the way.
    keep
        Takes the values of the criteria in the available cells of each part, from top to bottom; with them the cells can be
        weighted anew without their layers.

    Raises
    ------
    CRSMismatchError
        The grid is not in metres.
    """
    work = work or Work()
    run = start_run(program, inputs, work=work, components=components)
    run.keeps = keep is not None
    with ThreadPoolExecutor(work.threads) as pool:
        for number, parts in enumerate(_in_order(pool, run)):
            take_parts(parts, row=number * work.strip_rows, sink=sink, components=components)
            if keep is not None:
                for block, _, _ in parts:
                    keep(run.kept.pop((block.row, block.col)))
    return outcome_of(run.tallies, components)


def start_run(program: Program, inputs: Inputs, *, work: Work, components: Components | None) -> Run:
    """Return a run with what its distances are measured from.

    Raises
    ------
    CRSMismatchError
        The grid is not in metres.
    """
    inputs.grid.require_metres("suitability")
    halo = int(program.reaches.max(initial=0))
    marks = burn_marks(
        inputs.distances, inputs.grid, halo=halo, strip_rows=work.strip_rows, threads=work.threads
    )
    return Run(program, inputs, work, marks, components)


def take_parts(parts: Sequence[Part], *, row: int, sink: Sink, components: Components | None) -> None:
    """Hand the parts of one strip over; strips come in order.

    Parameters
    ----------
    parts
        Result of `compute_strip`.
    row
        First row of the strip in the grid.
    sink, components
        Who takes them.
    """
    for block, codes, _ in parts:
        sink(block, codes)
    if components is not None:
        rows = max((block.rows for block, _, _ in parts), default=0)
        found = [(block.col, *regions) for block, _, regions in parts if regions is not None]
        components.add(found, row=row, rows=rows)


def _in_order(pool: ThreadPoolExecutor, run: Run) -> Iterator[list[Part]]:
    """Yield the parts of each strip in order, with few strips in memory at a time."""
    waiting: deque[Future[list[Part]]] = deque()
    try:
        for number in range(-(-run.inputs.grid.rows // run.work.strip_rows)):
            waiting.append(pool.submit(compute_strip, run, number))
            if len(waiting) > run.work.threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def compute_strip(run: Run, number: int) -> list[Part]:
    """Compute one strip: its parts with area, their stored scores and regions."""
    grid, rows = run.inputs.grid, run.work.strip_rows
    top = number * rows
    height = min(rows, grid.rows - top)
    planes = np.zeros((-(-(len(run.inputs.masks) + 1) // _BITS), height, grid.cols), dtype=np.uint8)
    strip = grid.window(Block(top, 0, height, grid.cols))
    mark(run.inputs.area, planes[0], grid=strip, radius=0.0, bit=1)
    parts: list[Part] = []
    for left, right in _spans(planes[0].any(axis=0), run.work.gap):
        block = Block(top, left, height, right - left)
        parts.append((block, *_part(run, number, block, planes[:, :, left:right])))
    return parts


def _spans(inside: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Return the column ranges that hold the area; ranges closer than `gap` are one."""
    columns = np.flatnonzero(inside)
    if not columns.size:
        return []
    breaks = np.flatnonzero(np.diff(columns) > gap)
    starts = columns[np.concatenate([[0], breaks + 1])]
    ends = columns[np.concatenate([breaks, [len(columns) - 1]])] + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def _part(run: Run, number: int, block: Block, planes: npt.NDArray[np.uint8]) -> tuple[Codes, Found | None]:
    """Return the stored scores of one part of a strip, and its regions where they are asked for."""
    inputs, marks = run.inputs, run.marks
    window = inputs.grid.window(block)
    planes = np.ascontiguousarray(planes)
    for place, (shapes, radius) in enumerate(inputs.masks, start=AREA_MASK + 1):
        mark(shapes, planes[place // _BITS], grid=window, radius=radius, bit=1 << (place % _BITS))
    rows = slice(marks.halo + block.row, marks.halo + block.row + block.rows)
    cols = slice(block.col, block.col + block.cols + 2 * marks.halo)
    strip = Strip(
        rasters=inputs.read(window.padded(1)),
        planes=planes,
        marks=np.ascontiguousarray(marks.cells[rows, cols]),
        above=marks.above[number][:, cols].copy(),
        below=marks.below[number][:, cols].copy(),
        halo=marks.halo,
    )
    codes = np.full((block.rows, block.cols), UNSCORED_CODE, dtype=np.uint16)
    keep, raw = run.keeps, run.work.raw
    scratch = scratch_for(run.program, rows=block.rows, cols=block.cols, halo=marks.halo, keep=keep, raw=raw)
    found = _scored(run, strip, scratch, codes)
    if keep:
        run.kept[block.row, block.col] = compact(block, scratch.kept, program=run.program, steps=not raw)
    return codes, found


def _scored(run: Run, strip: Strip, scratch: Scratch, codes: Codes) -> Found | None:
    """Fill the stored scores of a part of a strip, and return its regions where they are asked for."""
    components, tally = run.components, _own_tally(run)
    if components is not None and components.asked is not None:
        edges = np.empty((2, codes.shape[1]), np.int32)
        return score_and_label(run.program, strip, scratch, tally, components.asked, (codes, edges)), edges
    score_strip(run.program, strip, scratch, tally, codes)
    return None if components is None else components.label(codes)


def _own_tally(run: Run) -> Tally:
    """Return the tally of the calling thread."""
    tally: Tally | None = getattr(run.own, "tally", None)
    if tally is None:
        tally = new_tally(criteria=len(run.program.criteria))
        run.own.tally = tally
        run.tallies.append(tally)
    return tally
