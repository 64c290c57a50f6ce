"""A suitability case with its files open: grid, area, the rules that can be evaluated and those that cannot."""

import math
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from geodata.catalog import load
from geodata.convert.shapes import flat_shapes
from geodata.crs import CHONGQING_EQUAL_AREA
from geodata.grid import Grid, grid_over
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_lattice
from geodata.read.shapes_file import read_shapes
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.rules.grid_register import RuleText
from layout.rules.grid_rule import GridRule
from layout.suitability.engine import Inputs, Work
from layout.suitability.program import Program, Wanted, build_program
from layout.workflow.suitability.derived import derived_layers
from layout.workflow.suitability.derived_values import Ground
from layout.workflow.suitability.regional import told
from layout.workflow.suitability.slope_limits import SlopeLimit, registered_limits, slope_limits
from layout.workflow.suitability.study_checks import (
    check_distances,
    check_layer_kinds,
    lacking,
    open_rasters,
    require_criteria,
)
from layout.workflow.suitability.study_files import Reader, checksums, raster_path
from layout.workflow.suitability.study_items import StudyItems, study_items
from layout.workflow.suitability.study_register import NotEvaluated, study_rules
from layout.workflow.suitability.study_shapes import ReadShapes, ShapeSource, moved

ALIASES = {"chongqing": CHONGQING_EQUAL_AREA}
ALL_DISTRICTS = "all"
_LEAST_ROWS, _MOST_ROWS = 64, 512


@dataclass(slots=True)
class Study:
    """A case ready to be computed; close it to close its rasters.

    Parameters
    ----------
    case, folder
        The case, with version and source at each item of the workspace, and the folder that its paths start from.
    items
        The items of the workspace that it names, and the case with their files in place of them.
    grid, inputs, program
        What the engine is given.
    rules, texts
        The rules that are evaluated, in order, and what is said of them.
    not_evaluated
        The others.
    files
        SHA-256 of every file read, by layer.
    derived
        Key of every derived layer that was computed or found in the cache.
    coarser
        Cells of the case that a side of one of the grid's holds; 1 unless a coarser grid was asked for.
    slopes
        The slopes that are held buildable.
    wanted
        What the program reads, in the order of the inputs.
    """

    case: SuitabilityCase
    items: StudyItems
    folder: Path
    grid: Grid
    inputs: Inputs
    program: Program
    rules: tuple[GridRule, ...]
    texts: tuple[RuleText, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    files: dict[str, str]
    derived: dict[str, str] = field(default_factory=dict)
    strip_rows: int = 256
    coarser: int = 1
    slopes: tuple[SlopeLimit, ...] = ()
    wanted: Wanted = field(default_factory=Wanted)
    _open: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Close the rasters."""
        self._open.close()


def open_study(
    case: SuitabilityCase,
    folder: str | Path,
    *,
    shapes: ReadShapes = read_shapes,
    most_cells: int | None = None,
) -> Study:
    """Return a case with its files open.

    Parameters
    ----------
    case
        A case.
    folder
        The folder that relative paths start from, such as that of the case file.
    shapes
        How vector files are read: in this process, or apart from it where they come from a stranger.
    most_cells
        A larger grid is taken in coarser cells, a whole number of the case's to a side; rasters without a resampling of
        their own then give the cell nearest to the middle.

    Raises
    ------
    CaseError
        A rule or criterion does not fit its layer.
    GeodataError
        A file is damaged, off the grid, without CRS, or a criterion's file is not there.
    """
    home, items = Path(folder), study_items(case)
    case = items.placed
    _check(case, home)
    with ThreadPoolExecutor(1) as beside:  # large files take their time, and the shapes are read meanwhile
        return _opened(items, home, shapes, most_cells, beside.submit(checksums, case, home))


def _opened(
    items: StudyItems,
    home: Path,
    shapes: ReadShapes,
    most_cells: int | None,
    files: Future[dict[str, str]],
) -> Study:
    """Return a case with its files open, whose checksums are on their way."""
    case = items.placed
    place = _place(case, home, shapes=shapes, most_cells=most_cells)
    apart = shapes is not read_shapes
    rules, texts, not_evaluated = _judged(case, home, place=place, apart=apart)
    slopes = slope_limits(case, list(zip(rules, texts, strict=True)), not_evaluated=not_evaluated)
    slopes = slopes or registered_limits(case, home, outline=place.outline, crs=place.own.crs, apart=apart)
    grid, coarser = place.grid, round(place.grid.cell / place.own.cell)
    program, wanted = build_program(rules, case.criteria, overlay=case.overlay, cell=grid.cell)
    check_distances(wanted)
    inputs = _inputs(ShapeSource(case, home, grid, shapes), wanted, place=place, slopes=slopes)
    ground = Ground(case, home, place.own, shapes, files.result())
    items.check(ground.files)
    derived = derived_layers(ground, wanted.rasters)
    stack, cells = open_rasters(case, derived, home=home, names=wanted.rasters, grids=(place.own, grid))
    return Study(
        case=items.told,
        items=items,
        folder=home,
        grid=grid,
        inputs=replace(inputs, read=Reader(cells)),
        program=program,
        rules=rules,
        texts=texts,
        not_evaluated=not_evaluated,
        files=dict(ground.files),
        derived={name: Path(str(layer.path)).stem for name, layer in derived.items()},
        strip_rows=_strip_rows(cells),
        coarser=coarser,
        slopes=slopes,
        wanted=wanted,
        _open=stack,
    )


def _check(case: SuitabilityCase, home: Path) -> None:
    """Refuse what does not fit its layer, and a criterion whose file is not there, before anything is read."""
    check_layer_kinds(case)
    require_criteria(case, home)


class _Place(NamedTuple):
    """The polygons of the area, the grid of the case over them, and the grid that is computed."""

    outline: npt.NDArray[np.object_]
    own: Grid
    grid: Grid


def _place(case: SuitabilityCase, home: Path, *, shapes: ReadShapes, most_cells: int | None) -> _Place:
    """Return where a study is computed."""
    lattice = _lattice(case, home)
    outline = _area(case, home, lattice[0], shapes)
    own = _grid(lattice, outline)
    own.require_metres("suitability")
    return _Place(outline, own, _coarsened(own, lattice, outline, most_cells))


def _judged(
    case: SuitabilityCase, home: Path, *, place: _Place, apart: bool
) -> tuple[tuple[GridRule, ...], tuple[RuleText, ...], tuple[NotEvaluated, ...]]:
    """Return the rules that can be evaluated, what is said of them, and the others."""
    found = study_rules(case, home, outline=place.outline, crs=place.own.crs, apart=apart)
    rows = [
        (rule, told(text, rule, case=case), lacking(rule, case, home=home))
        for rule, text in zip(found.rules, found.texts, strict=True)
    ]
    good = [(rule, text) for rule, text, reason in rows if reason is None]
    others = tuple(
        NotEvaluated(text, reason, rule.mode, rule) for rule, text, reason in rows if reason is not None
    )
    return (
        tuple(rule for rule, _ in good),
        tuple(text for _, text in good),
        (*others, *found.elsewhere),
    )


def _inputs(source: ShapeSource, wanted: Wanted, *, place: _Place, slopes: Sequence[SlopeLimit]) -> Inputs:
    """Return what the engine reads, without its rasters; the places where limits of slope hold are masks as well."""
    for code in (code for item in slopes for code in (item.within, *item.without) if code is not None):
        wanted.mask_of(code)
    grid = source.grid
    return Inputs(
        grid=grid,
        area=flat_shapes(place.outline, grid),
        masks=[(source.flat(item), item.radius_m / grid.cell) for item in wanted.masks],
        distances=[source.flat(item) for item in wanted.distances],
        read=Reader(()),
    )


def _strip_rows(cells: Sequence[Cells]) -> int:
    """Return a height of strips that reads each row of tiles once and stays within what the processor's cache holds."""
    fitting = [min(cell.block_rows, _MOST_ROWS) for cell in cells if cell.block_rows >= _LEAST_ROWS]
    return max(fitting, default=Work().strip_rows)


def _lattice(case: SuitabilityCase, home: Path) -> tuple[str, float, float, float]:
    """Return CRS, origin and cell size of the grid."""
    choice = case.grid
    if choice.align_to is not None:
        return raster_lattice(raster_path(case.layers[choice.align_to], home))
    return ALIASES.get(str(choice.crs), str(choice.crs)), 0.0, 0.0, choice.resolution_m or 0.0


def _area(case: SuitabilityCase, home: Path, crs: str, shapes: ReadShapes) -> npt.NDArray[np.object_]:
    """Return the polygons of the area in the CRS of the grid."""
    area = case.area
    if area.bounds is not None:
        return np.array([shapely.box(*area.bounds)], dtype=object)
    if area.path is not None:
        where = area.where or None
        return shapes(home / area.path, into=crs, layer=area.layer, where=where, crs=area.crs)
    frame = load("districts").frame
    known = frame["adcode"].tolist()
    wrong = [code for code in area.districts if code not in known and code != ALL_DISTRICTS]
    if wrong:
        raise CaseError(
            en=f"area.districts: {', '.join(wrong)} found, expected codes such as {known[0]} or {ALL_DISTRICTS}.",
            zh=f"area.districts：{'、'.join(wrong)} 不是区县代码；应为 {known[0]} 之类的代码或 {ALL_DISTRICTS}。",
        )
    whole = ALL_DISTRICTS in area.districts
    chosen = frame[frame["adcode"].isin(known if whole else list(area.districts))]
    return moved(np.asarray(chosen.geometry, dtype=object), crs)


def _grid(lattice: tuple[str, float, float, float], shapes: npt.NDArray[np.object_]) -> Grid:
    """Return the grid over the area."""
    crs, x0, y0, cell = lattice
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    over = grid_over((west - x0, south - y0, east - x0, north - y0), crs=crs, cell=cell)
    if not x0 and not y0:
        return over
    row0, col0 = -round(over.y0 / cell), round(over.x0 / cell)
    return Grid(crs, x0, y0, cell, over.rows, over.cols, row0, col0)


def _coarsened(
    grid: Grid,
    lattice: tuple[str, float, float, float],
    shapes: npt.NDArray[np.object_],
    most_cells: int | None,
) -> Grid:
    """Return the grid, in coarser cells where it has more than `most_cells`."""
    crs, x0, y0, cell = lattice
    factor = 1 if most_cells is None else math.ceil(math.sqrt(grid.rows * grid.cols / most_cells))
    return grid if factor <= 1 else _grid((crs, x0, y0, cell * factor), shapes)
