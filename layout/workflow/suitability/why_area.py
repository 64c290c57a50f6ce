"""Why an area is or is not possible: how much of it each rule takes, and what is left is worth."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geodata.convert.shapes import FlatShapes, flat_shapes
from geodata.errors import DataFormatError
from geodata.grid import Block, Grid
from geodata.read.shapes_file import read_shapes
from layout.suitability.engine import Inputs, Work, run_program
from layout.suitability.outcome import Outcome
from layout.suitability.program import Program, build_program
from layout.suitability.strip import EXCLUDED_CODE, SCALE, UNSCORED_CODE
from layout.workflow.suitability.record import waterfall_table
from layout.workflow.suitability.study import Study

_HA_PER_KM2 = 100.0


@dataclass(frozen=True, slots=True)
class AreaAnswer:
    """What the rules and criteria of a study say of an area.

    Parameters
    ----------
    area_ha, excluded_ha, available_ha, undecided_ha
        In hectares, counted in cells.
    mean_score
        Of the available cells; NaN without any.
    waterfall
        What each rule takes of the area, in hectares; columns as those of `waterfall.csv`, with `_ha`.
    criteria
        Mean value of each criterion over the whole area, whatever the rules say; NaN where unknown.
    """

    area_ha: float
    excluded_ha: float
    available_ha: float
    undecided_ha: float
    mean_score: float
    waterfall: pd.DataFrame
    criteria: dict[str, float]


def why_area(study: Study, shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> AreaAnswer:
    """Return what the rules and criteria of a study say of an area.

    Parameters
    ----------
    study
        An open study.
    shapes
        Polygons in the CRS of the study's grid; together they are the area.

    Raises
    ------
    DataFormatError
        The area holds no centre of a cell of the grid.
    """
    window = _window(study.grid, shapes)
    inputs = replace(study.inputs, grid=window, area=flat_shapes(shapes, window))
    outcome, codes = _compute(study.program, inputs)
    if outcome.area == 0:
        raise DataFormatError(
            en="The area holds no centre of a cell; expected a larger one, or a finer grid.",
            zh="该区域内没有像元中心；请扩大区域或使用更细的格网。",
        )
    hectares = study.grid.cell_area_km2 * _HA_PER_KM2
    scored = codes[(codes != EXCLUDED_CODE) & (codes != UNSCORED_CODE)]
    table = waterfall_table(study, outcome, small_cells=0)
    names = [str(name) for name in table.columns if str(name).endswith("_km2")]
    table[names] *= _HA_PER_KM2
    return AreaAnswer(
        area_ha=outcome.area * hectares,
        excluded_ha=outcome.excluded * hectares,
        available_ha=outcome.available * hectares,
        undecided_ha=outcome.undecided * hectares,
        mean_score=float(scored.mean()) / SCALE if scored.size else float("nan"),
        waterfall=table.rename(columns={name: f"{name.removesuffix('_km2')}_ha" for name in names}),
        criteria={
            item.id: _mean_value(study, inputs, place) for place, item in enumerate(study.case.criteria)
        },
    )


def why_area_file(study: Study, path: str | Path) -> AreaAnswer:
    """Return what a study says of the polygons of a file.

    Raises
    ------
    GeodataError
        The file cannot be used, or lies outside the grid of the study.
    """
    return why_area(study, read_shapes(path, into=study.grid.crs))


def _window(grid: Grid, shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> Grid:
    """Return the part of the grid that an area needs."""
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    top, left = grid.cell_of(west, north)
    bottom, right = grid.cell_of(east, south)
    row, col = max(top, 0), max(left, 0)
    rows, cols = min(bottom, grid.rows - 1) - row + 1, min(right, grid.cols - 1) - col + 1
    if rows <= 0 or cols <= 0:
        raise DataFormatError(
            en="The area lies outside the grid of the case; check its coordinate system, or the area of the case.",
            zh="该区域不在案例的格网内；请检查其坐标系或案例的范围。",
        )
    return grid.window(Block(row, col, rows, cols))


def _compute(
    program: Program, inputs: Inputs
) -> tuple[Outcome, "np.ndarray[tuple[int, int], np.dtype[np.uint16]]"]:
    """Return counts and stored scores of a window."""
    codes = np.full(inputs.grid.shape, UNSCORED_CODE, dtype=np.uint16)

    def keep(block: Block, values: "np.ndarray[tuple[int, int], np.dtype[np.uint16]]") -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = values

    return run_program(program, inputs, sink=keep, work=Work(threads=1)), codes


def _mean_value(study: Study, inputs: Inputs, place: int) -> float:
    """Return the mean value of one criterion over the area, whatever the rules say."""
    criterion = study.case.criteria[place]
    program, wanted = build_program((), (criterion,), overlay=study.case.overlay, cell=study.grid.cell)
    _, whole = build_program(
        study.rules, study.case.criteria, overlay=study.case.overlay, cell=study.grid.cell
    )
    order = [whole.rasters.index(name) for name in wanted.rasters]
    distances: list[FlatShapes] = [inputs.distances[whole.distances.index(item)] for item in wanted.distances]
    own = replace(inputs, masks=[], distances=distances, read=lambda part: inputs.read(part)[order])
    _, codes = _compute(program, own)
    known = codes[codes != UNSCORED_CODE]
    return float(np.where(known == 1, 0, known).mean()) / SCALE if known.size else float("nan")
