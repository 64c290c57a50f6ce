"""What the criteria of a study measure in many areas at once: one pass of the engine, strip by strip, whatever the rules say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from geodata.convert.shapes import flat_shapes
from geodata.convert.transfer import transfer
from geodata.grid import Block, Grid
from layout.suitability.criterion import GridCriterion
from layout.suitability.engine import Inputs, Work, run_program
from layout.suitability.program import Program, build_program
from layout.suitability.value_layers import Keep, ValuePart, values_of
from layout.workflow.study import Study

Floats = npt.NDArray[np.float64]
Geometries = npt.NDArray[np.object_]


class Measured(NamedTuple):
    """Cells of areas: the number of the area of each (cells,), what was measured and its values (criteria, cells)."""

    area: npt.NDArray[np.int64]
    raw: npt.NDArray[np.float32]
    values: npt.NDArray[np.float32]


Take = Callable[[Measured], None]

REFERENCE_CELLS = 5_000_000
_BAND_ROWS = 64


@dataclass(frozen=True, slots=True)
class Reference:
    """What the allowed land of a study has on average.

    Parameters
    ----------
    means
        Mean value of each criterion over allowed cells, NaN where unknown.
    cells
        Allowed cells that were looked at.
    share
        Share of the grid's rows that were looked at; 1 is all, less a systematic sample of bands of rows.
    """

    means: Floats
    cells: int
    share: float


def measure_areas(study: Study, shapes: Geometries, *, criteria: Sequence[GridCriterion], take: Take) -> None:
    """Hand what criteria measure in the cells of areas to `take`, part by part.

    Parameters
    ----------
    study
        An open study.
    shapes
        Polygons in the CRS of its grid; a cell belongs to the first that holds its centre.
    criteria
        What is measured; their layers are those that the study reads.
    take
        Called from the calling thread.
    """
    window = _window(study.grid, shapes)
    if window is None:
        return
    program, inputs = only_criteria(study, criteria)
    tree = shapely.STRtree(shapes)
    inputs = replace(inputs, grid=window, area=flat_shapes(shapes, window))

    def keep(part: ValuePart) -> None:
        near = np.sort(tree.query(shapely.box(*window.window(part.block).bounds)))
        labels = transfer(shapes[near].tolist(), near.tolist(), window=window.window(part.block))
        own = labels[cells_of(part)]
        held = ~np.isnan(own)
        values = values_of(part, program).values
        take(Measured(own[held].astype(np.int64), part.values[:, held], values[:, held]))

    _keep_all(program, inputs, study, keep)


def cells_of(part: ValuePart) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return rows and columns of the available cells of a part, in the order of its values."""
    lengths = part.runs[:, 1] - part.runs[:, 0]
    ends = np.cumsum(lengths)
    rows = np.repeat(np.arange(len(part.starts) - 1), np.diff(part.starts))
    within = np.arange(int(lengths.sum())) - np.repeat(ends - lengths, lengths)
    return np.repeat(rows, lengths), within + np.repeat(part.runs[:, 0], lengths)


def reference_of(study: Study, *, most_cells: int = REFERENCE_CELLS) -> Reference:
    """Return what the allowed land has on average: of the whole grid where it is small enough, else of bands of its rows.

    Parameters
    ----------
    study
        An open study.
    most_cells
        Cells of the grid that are looked at.
    """
    grid = study.grid
    bands = _bands(grid, most_cells)
    counts, sums = np.zeros((2, len(study.case.criteria)))
    seen = [0]

    def keep(part: ValuePart) -> None:
        values = values_of(part, study.program).values
        known = ~np.isnan(values)
        counts[:] += known.sum(axis=1)
        sums[:] += np.where(known, values, 0).sum(axis=1, dtype=np.float64)
        seen[0] += int(part.cells[-1])

    for band in bands:
        _keep_all(study.program, replace(study.inputs, grid=grid.window(band)), study, keep)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = sums / counts
    return Reference(means, seen[0], sum(band.rows for band in bands) / grid.rows)


def _bands(grid: Grid, most_cells: int) -> list[Block]:
    """Return the whole grid as one block, or bands of rows at even distances with about `most_cells` cells."""
    if grid.rows * grid.cols <= most_cells:
        return [Block(0, 0, grid.rows, grid.cols)]
    count = max(most_cells // (_BAND_ROWS * grid.cols), 1)
    step = grid.rows / count
    tops = [int((number + 0.5) * step - _BAND_ROWS / 2) for number in range(count)]
    return [Block(max(top, 0), 0, min(_BAND_ROWS, grid.rows - max(top, 0)), grid.cols) for top in tops]


def _keep_all(program: Program, inputs: Inputs, study: Study, keep: Keep) -> None:
    """Run a program for what it measures alone."""
    work = Work(strip_rows=min(study.strip_rows, inputs.grid.rows), raw=True)
    run_program(program, inputs, sink=lambda *_: None, work=work, keep=keep)


def only_criteria(study: Study, criteria: Sequence[GridCriterion]) -> tuple[Program, Inputs]:
    """Return program and inputs that measure criteria without any rule, on the layers that a study has open.

    Parameters
    ----------
    study
        An open study.
    criteria
        Their layers are those that the study reads.
    """
    program, wanted = build_program((), criteria, overlay=study.case.overlay, cell=study.grid.cell)
    _, whole = build_program(
        study.rules, study.case.criteria, overlay=study.case.overlay, cell=study.grid.cell
    )
    order = [whole.rasters.index(name) for name in wanted.rasters]
    distances = [study.inputs.distances[whole.distances.index(item)] for item in wanted.distances]
    inputs = replace(
        study.inputs, masks=[], distances=distances, read=lambda part: study.inputs.read(part)[order]
    )
    return program, inputs


def _window(grid: Grid, shapes: Geometries) -> Grid | None:
    """Return the part of the grid that areas need; None where they lie outside it."""
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    if not np.isfinite(west):
        return None
    (top, left), (bottom, right) = grid.cell_of(west, north), grid.cell_of(east, south)
    row, col = max(top, 0), max(left, 0)
    rows, cols = min(bottom, grid.rows - 1) - row + 1, min(right, grid.cols - 1) - col + 1
    return grid.window(Block(row, col, rows, cols)) if rows > 0 and cols > 0 else None
