"""A suitability case with its files open: grid, area, the rules that can be evaluated and those that cannot."""

import hashlib
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from geodata.catalog import load
from geodata.convert.shapes import FlatShapes, flat_shapes
from geodata.crs import CHONGQING_EQUAL_AREA, WGS84
from geodata.embedded import table
from geodata.errors import DataMissingError
from geodata.grid import Grid, grid_over, parsed_crs
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_lattice
from geodata.read.shapes_file import read_shapes
from geodata.text import Bilingual
from layout.config.suitability_case import MOST_DISTANCE_LAYERS, LayerFile, SuitabilityCase
from layout.entities.wording import say
from layout.errors import CaseError
from layout.rules.grid_register import RuleText, rule_text
from layout.rules.grid_rule import GridRule
from layout.suitability.engine import Inputs, Work
from layout.suitability.program import Program, ShapesWanted, Wanted, build_program
from layout.workflow.study_checks import check_layer_kinds

ALIASES = {"chongqing": CHONGQING_EQUAL_AREA}
ALL_DISTRICTS = "all"
AREA_FILE = "(area)"
_LEAST_ROWS, _MOST_ROWS = 64, 512


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule that could not be evaluated, and why."""

    text: RuleText
    reason: Bilingual


@dataclass(slots=True)
class Study:
    """A case ready to be computed; close it to close its rasters.

    Parameters
    ----------
    case, folder
        The case, and the folder that its paths start from.
    grid, inputs, program
        What the engine is given.
    rules, texts
        The rules that are evaluated, in order, and what is said of them.
    not_evaluated
        The others.
    files
        SHA-256 of every file read, by layer.
    """

    case: SuitabilityCase
    folder: Path
    grid: Grid
    inputs: Inputs
    program: Program
    rules: tuple[GridRule, ...]
    texts: tuple[RuleText, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    files: dict[str, str]
    strip_rows: int = 256
    _open: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Close the rasters."""
        self._open.close()


def open_study(case: SuitabilityCase, folder: str | Path) -> Study:
    """Return a case with its files open.

    Parameters
    ----------
    case
        A case.
    folder
        The folder that relative paths start from, such as that of the case file.

    Raises
    ------
    CaseError
        A rule or criterion does not fit its layer.
    GeodataError
        A file is damaged, off the grid, without CRS, or a criterion's file is not there.
    """
    home = Path(folder)
    register = table("rules")
    texts = {rule.id: rule_text(rule, register) for rule in case.rules}
    check_layer_kinds(case)
    reasons = {rule.id: _lacking(rule, case, home) for rule in case.rules}
    rules = tuple(rule for rule in case.rules if reasons[rule.id] is None)
    _require_criteria(case, home)
    lattice = _lattice(case, home)
    shapes = _area(case, home, lattice[0])
    grid = _grid(lattice, shapes)
    area = flat_shapes(shapes, grid)
    program, wanted = build_program(rules, case.criteria, overlay=case.overlay, cell=grid.cell)
    if len(wanted.distances) > MOST_DISTANCE_LAYERS:
        raise CaseError(
            en=f"criteria: {len(wanted.distances)} distance layers found, at most {MOST_DISTANCE_LAYERS} fit; drop some.",
            zh=f"criteria：距离图层有 {len(wanted.distances)} 个，最多 {MOST_DISTANCE_LAYERS} 个；请减少。",
        )
    stack = ExitStack()
    try:
        cells = [stack.enter_context(_cells(case.layers[name], home, grid)) for name in wanted.rasters]
        inputs = _inputs(case, home, area=area, cells=cells, wanted=wanted, grid=grid)
    except BaseException:
        stack.close()
        raise
    return Study(
        case=case,
        folder=home,
        grid=grid,
        inputs=inputs,
        program=program,
        rules=rules,
        texts=tuple(texts[rule.id] for rule in rules),
        not_evaluated=tuple(
            NotEvaluated(texts[key], reason) for key, reason in reasons.items() if reason is not None
        ),
        files=_checksums(case, home),
        strip_rows=_strip_rows(cells),
        _open=stack,
    )


def _inputs(
    case: SuitabilityCase, home: Path, *, area: FlatShapes, cells: Sequence[Cells], wanted: Wanted, grid: Grid
) -> Inputs:
    """Return what the engine reads."""
    cache: dict[ShapesWanted, FlatShapes] = {}
    return Inputs(
        grid=grid,
        area=area,
        masks=[(_shapes(item, case, home, grid, cache), item.radius_m / grid.cell) for item in wanted.masks],
        distances=[_shapes(item, case, home, grid, cache) for item in wanted.distances],
        read=_Reader(tuple(cells)),
    )


def _strip_rows(cells: Sequence[Cells]) -> int:
    """Return a height of strips that reads each row of tiles once and stays within what the processor's cache holds."""
    fitting = [min(cell.block_rows, _MOST_ROWS) for cell in cells if cell.block_rows >= _LEAST_ROWS]
    return max(fitting, default=Work().strip_rows)


def _lacking(rule: GridRule, case: SuitabilityCase, home: Path) -> Bilingual | None:
    """Return why a rule cannot be evaluated, None where it can."""
    needed = [rule.layer] if rule.only_where is None else [rule.layer, rule.only_where.layer]
    for name in needed:
        layer = case.layers.get(name)
        if layer is None or layer.path is None:
            return say("suitability.not_evaluated.no_layer", layer=name)
        if not (home / layer.path).is_file():
            return say("suitability.not_evaluated.no_file", layer=name, path=layer.path)
    return None


def _require_criteria(case: SuitabilityCase, home: Path) -> None:
    """Refuse a criterion whose file is not there: a score without it would be another score."""
    for criterion in case.criteria:
        path = case.layers[criterion.layer].path
        if path is None or not (home / path).is_file():
            raise DataMissingError(
                en=f"criteria.{criterion.id}: file {path or '-'} of layer {criterion.layer} does not exist; give its path or drop"
                " the criterion.",
                zh=f"criteria.{criterion.id}：图层 {criterion.layer} 的文件 {path or '-'} 不存在；请给出路径或去掉该指标。",
            )


def _lattice(case: SuitabilityCase, home: Path) -> tuple[str, float, float, float]:
    """Return CRS, origin and cell size of the grid."""
    choice = case.grid
    if choice.align_to is not None:
        return raster_lattice(home / str(case.layers[choice.align_to].path))
    return ALIASES.get(str(choice.crs), str(choice.crs)), 0.0, 0.0, choice.resolution_m or 0.0


def _area(case: SuitabilityCase, home: Path, crs: str) -> npt.NDArray[np.object_]:
    """Return the polygons of the area in the CRS of the grid."""
    area = case.area
    if area.bounds is not None:
        return np.array([shapely.box(*area.bounds)], dtype=object)
    if area.path is not None:
        where = area.where or None
        return read_shapes(home / area.path, into=crs, layer=area.layer, where=where, crs=area.crs)
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
    return _moved(np.asarray(chosen.geometry, dtype=object), crs)


def _grid(lattice: tuple[str, float, float, float], shapes: npt.NDArray[np.object_]) -> Grid:
    """Return the grid over the area."""
    crs, x0, y0, cell = lattice
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    over = grid_over((west - x0, south - y0, east - x0, north - y0), crs=crs, cell=cell)
    if not x0 and not y0:
        return over
    row0, col0 = -round(over.y0 / cell), round(over.x0 / cell)
    return Grid(crs, x0, y0, cell, over.rows, over.cols, row0, col0)


def _moved(shapes: npt.NDArray[np.object_], into: str) -> npt.NDArray[np.object_]:
    """Return shapes in WGS84 in another CRS."""
    change = pyproj.Transformer.from_crs(WGS84, parsed_crs(into), always_xy=True)
    moved: npt.NDArray[np.object_] = shapely.transform(
        shapes, lambda points: np.column_stack(change.transform(*points.T))
    )
    return moved


def _cells(layer: LayerFile, home: Path, grid: Grid) -> Cells:
    """Return a raster layer, open."""
    return Cells(
        home / str(layer.path),
        grid,
        band=layer.band,
        crs=layer.crs,
        nodata=layer.nodata,
        resampling=layer.resampling,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a window of all rasters, one after the other."""

    cells: tuple[Cells, ...]

    def __call__(self, window: Grid) -> npt.NDArray[np.float32]:
        """Return (rasters, rows, columns)."""
        out = np.empty((len(self.cells), *window.shape), dtype=np.float32)
        for place, cell in enumerate(self.cells):
            out[place] = cell.read(window)
        return out


def _shapes(
    item: ShapesWanted, case: SuitabilityCase, home: Path, grid: Grid, cache: dict[ShapesWanted, FlatShapes]
) -> FlatShapes:
    """Return the shapes of a layer in the lattice, read once for all radii."""
    key = ShapesWanted(item.layer, item.where)
    if key not in cache:
        layer = case.layers[item.layer]
        shapes = read_shapes(
            home / str(layer.path), into=grid.crs, layer=layer.layer, where=dict(item.where), crs=layer.crs
        )
        cache[key] = flat_shapes(shapes, grid)
    return cache[key]


def _checksums(case: SuitabilityCase, home: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that the case names and that is there."""
    paths = {name: layer.path for name, layer in case.layers.items() if layer.path}
    if case.area.path:
        paths[AREA_FILE] = case.area.path
    sums = {}
    for name, path in paths.items():
        file = home / path
        if file.is_file():
            with file.open("rb") as stream:
                sums[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return sums
