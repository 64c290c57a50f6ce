"""What the criteria of a study measure in many areas at once: one pass of the engine, strip by strip, whatever the rules say."""

from collections.abc import Callable, Sequence
from dataclasses import replace
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
from layout.workflow.suitability.study import Study

Geometries = npt.NDArray[np.object_]


class Measured(NamedTuple):
    """Cells of areas: the number of the area of each (cells,), what was measured and its values (criteria, cells), and places (2, cells)."""

    area: npt.NDArray[np.int64]
    raw: npt.NDArray[np.float32]
    values: npt.NDArray[np.float32]
    window: Grid
    at: npt.NDArray[np.int64]


Take = Callable[[Measured], None]


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
        here = window.window(part.block)
        near = np.sort(tree.query(shapely.box(*here.bounds)))
        labels = transfer(shapes[near].tolist(), near.tolist(), window=here)
        at = np.array(cells_of(part))
        own = labels[at[0], at[1]]
        held = ~np.isnan(own)
        values = values_of(part, program).values
        cells = own[held].astype(np.int64)
        take(Measured(cells, part.values[:, held], values[:, held], here, at[:, held]))

    _keep_all(program, inputs, study, keep)


def cells_of(part: ValuePart) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return rows and columns of the available cells of a part, in the order of its values."""
    lengths = part.runs[:, 1] - part.runs[:, 0]
    ends = np.cumsum(lengths)
    rows = np.repeat(np.arange(len(part.starts) - 1), np.diff(part.starts))
    within = np.arange(int(lengths.sum())) - np.repeat(ends - lengths, lengths)
    return np.repeat(rows, lengths), within + np.repeat(part.runs[:, 0], lengths)


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
