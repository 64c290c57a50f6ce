"""Whether each rule and criterion of a suitability case fits the kind of its layer."""

import math
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from difflib import get_close_matches
from pathlib import Path, PurePath

from geodata.catalog import entry
from geodata.errors import DataFormatError, DataMissingError
from geodata.grid import Grid
from geodata.read.cells import Cells
from geodata.read.raster_file import RASTER_SUFFIXES
from geodata.read.shapes_file import SUFFIXES as SHAPE_SUFFIXES
from geodata.text import Bilingual
from layout.config.derived_layer import DerivedLayer, OutlinesLayer
from layout.config.layer_file import AnyLayer
from layout.config.suitability_case import MOST_DISTANCE_LAYERS, SuitabilityCase
from layout.entities.wording import say
from layout.errors import CaseError
from layout.rules.grid_rule import CellTest, Condition, GridRule
from layout.suitability.program import Wanted
from layout.workflow.suitability.regional import check_regional, layers_of
from layout.workflow.suitability.study_files import RASTER, no_item, open_cells

_ALIKE = 0.75
"""How much of a name must agree, as difflib counts, for another to be taken as a slip for it."""


def is_raster(path: str) -> bool:
    """Return whether a path names a raster rather than shapes.

    Raises
    ------
    CaseError
        It names neither.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in RASTER_SUFFIXES and suffix not in SHAPE_SUFFIXES:
        raise CaseError(
            en=f"layers: {path} found, expected a raster ({', '.join(RASTER_SUFFIXES)}) or shapes"
            f" ({', '.join(SHAPE_SUFFIXES)}); export it as one of these.",
            zh=f"layers：{path} 既不是栅格（{'、'.join(RASTER_SUFFIXES)}）也不是矢量（{'、'.join(SHAPE_SUFFIXES)}）；请另行导出。",
        )
    return suffix in RASTER_SUFFIXES


def check_layer_kinds(case: SuitabilityCase) -> None:
    """Refuse a test of values on shapes, a test of shapes on a raster, and a raster rule without a no-data policy.

    Raises
    ------
    CaseError
        Names rule or criterion, what it asks for, and what its layer is.
    """
    for rule in case.rules:
        where = f"rules.{rule.id}"
        for name in layers_of(rule):
            _check_spelling(where, name, case)
        raster = _kind(case, rule.layer)
        _check_test(where, rule, rule.test, raster)
        only = rule.only_where
        if only is not None:
            _check_test(f"{where}.only_where", only, only.test, _kind(case, only.layer))
        if raster and rule.no_data is None:
            raise CaseError(
                en=f'{where}: no_data is missing; say what a cell without data becomes: "exclude", "keep" or "unknown".',
                zh=f"{where}：缺少 no_data；请写明无数据像元如何处理：exclude（排除）、keep（保留）或 unknown（未知）。",
            )
    _check_derived(case)
    _check_reach(case)
    check_regional(case)
    for criterion in case.criteria:
        raster = _kind(case, criterion.layer)
        if raster is not None and raster == (criterion.measure == "distance_m"):
            where = f"criteria.{criterion.id}"
            raise _unfit(where, criterion.measure, raster, criterion.layer)


def _check_spelling(where: str, layer: str, case: SuitabilityCase) -> None:
    """Refuse a layer that the case does not declare where it declares one of nearly that name: a slip, not a lacking layer."""
    near = [] if layer in case.layers else get_close_matches(layer, case.layers, n=1, cutoff=_ALIKE)
    if near:
        raise CaseError(
            en=f"{where}: layer {layer} not found; did you mean {near[0]}? A layer that is not there yet is declared as"
            f" [layers.{layer}] without a path.",
            zh=f"{where}：未找到图层 {layer}；是否为 {near[0]}？尚未提供的图层请写为不带 path 的 [layers.{layer}]。",
        )


def require_data(case: SuitabilityCase, *, names: Sequence[str], cells: Sequence[Cells], grid: Grid) -> None:
    """Refuse a raster without a single cell of data where all cells would be undecided or without a score for it.

    Parameters
    ----------
    case
        A case.
    names, cells
        Its rasters, open.
    grid
        The grid of the study.

    Raises
    ------
    DataFormatError
        Names the file and what to do.
    """
    needed = {item.layer for item in case.criteria}
    needed |= {rule.layer for rule in case.rules if rule.no_data == "unknown" and rule.only_where is None}
    for name, cell in zip(names, cells, strict=True):
        own = not isinstance(case.layers.get(name), DerivedLayer)
        if own and name in needed and not cell.has_data(grid):
            raise DataFormatError(
                en=f"{cell.path}: no cell with data in the area ({grid}); check file, band and nodata of layer {name}, or choose"
                ' no_data = "keep" or "exclude" in its rules.',
                zh=f"{cell.path}：区域（{grid}）内没有任何有数据的像元；请检查图层 {name} 的文件、波段和 nodata，"
                "或在规则中将 no_data 设为 keep 或 exclude。",
            )


def _kind(case: SuitabilityCase, layer: str) -> bool | None:
    """Return whether a layer is a raster, None where it is not known."""
    declared = case.layers.get(layer)
    if declared is not None and declared.dataset is not None:
        return entry(declared.dataset).kind == RASTER
    if isinstance(declared, DerivedLayer):
        return not declared.gives_shapes
    return None if declared is None or declared.path is None else is_raster(declared.path)


def _check_derived(case: SuitabilityCase) -> None:
    """Refuse a derived layer of the wrong kind of layer."""
    derived = {name: layer for name, layer in case.layers.items() if isinstance(layer, DerivedLayer)}
    for name, layer in derived.items():
        for needed in layer.inputs:
            raster = _kind(case, needed)
            if raster is not None and raster != layer.of_raster:
                wanted = ("a raster", "栅格") if layer.of_raster else ("shapes", "矢量图形")
                raise CaseError(
                    en=f"layers.{name}: {layer.kind} needs {wanted[0]}, layer {needed} is not; name another layer.",
                    zh=f"layers.{name}：{layer.kind} 需要{wanted[1]}，图层 {needed} 不是；请改用其他图层。",
                )


def _check_reach(case: SuitabilityCase) -> None:
    """Refuse a rule or criterion that looks further from outlines than they reach."""
    asked = [(f"criteria.{item.id}", item.layer, item.reach) for item in case.criteria]
    for rule in case.rules:
        for item in (rule, rule.only_where):
            if item is not None:
                limits = [abs(limit) for limit in item.test.limits if math.isfinite(limit)]
                asked.append((f"rules.{rule.id}", item.layer, max([item.test.radius_m, *limits])))
    for where, name, metres in asked:
        layer = case.layers.get(name)
        if isinstance(layer, OutlinesLayer) and metres > layer.reach_m:
            raise CaseError(
                en=f"{where}: {metres:g} m asked for, layers.{name} reaches {layer.reach_m:g} m; state a larger reach_m there.",
                zh=f"{where}：要求 {metres:g} 米，而 layers.{name} 的 reach_m 为 {layer.reach_m:g} 米；请增大该图层的 reach_m。",
            )


def _check_test(where: str, item: GridRule | Condition, test: CellTest, raster: bool | None) -> None:  # noqa: FBT001 - a kind, not a switch
    """Refuse a test that does not fit the kind of its layer."""
    measured = item.measure == "distance_m"
    if raster is not None and (raster == (test.is_spatial or measured) or (measured and not test.has_limits)):
        asked = (
            item.measure
            if measured
            else "inside/within_m/beyond_m"
            if test.is_spatial
            else "values/ge/gt/le/lt"
        )
        raise _unfit(where, asked, raster, item.layer)


def _unfit(where: str, asked: str, raster: bool, layer: str) -> CaseError:  # noqa: FBT001 - as above
    """Return the error for a test or measure that does not fit its layer."""
    kind = ("a raster", "栅格") if raster else ("shapes", "矢量图形")
    return CaseError(
        en=f"{where}: {asked} found on layer {layer}, which is {kind[0]}; use distances on shapes and values on rasters.",
        zh=f"{where}：图层 {layer} 是{kind[1]}，不能用 {asked}；矢量用距离条件，栅格用取值条件。",
    )


def lacking(rule: GridRule, case: SuitabilityCase, *, home: Path) -> Bilingual | None:
    """Return why a rule cannot be evaluated, None where it can."""
    for asked in layers_of(rule):
        for name in _files_of(case, asked):
            layer = case.layers.get(name)
            if layer is not None and layer.dataset is not None:
                if (reason := _not_installed(layer.dataset)) is not None:
                    return reason
                continue
            if layer is not None and layer.item is not None:
                return no_item(layer.item)
            if layer is None or layer.path is None:
                return say("suitability.not_evaluated.no_layer", layer=name)
            if not (home / layer.path).is_file():
                return say("suitability.not_evaluated.no_file", layer=name, path=layer.path)
    return None


def _not_installed(dataset: str) -> Bilingual | None:
    """Return that a dataset is not installed and what to do, None where it is."""
    known = entry(dataset)
    if known.installed:
        return None
    return say("suitability.not_evaluated.not_installed", dataset=dataset, remedy=known.remedy_text)


def _files_of(case: SuitabilityCase, name: str) -> tuple[str, ...]:
    """Return the layers whose files a layer needs: itself, or those that it is derived from."""
    layer = case.layers.get(name)
    return layer.inputs if isinstance(layer, DerivedLayer) else (name,)


def require_criteria(case: SuitabilityCase, home: Path) -> None:
    """Refuse a criterion whose file is not there: a score without it would be another score."""
    for criterion in case.criteria:
        for name in _files_of(case, criterion.layer):
            layer = case.layers[name]
            path = layer.path
            if layer.dataset is not None:
                _require_installed(f"criteria.{criterion.id}", layer.dataset)
                continue
            if layer.item is not None:
                where = f"criteria.{criterion.id}"
                raise _missing(where, no_item(layer.item))
            if path is None or not (home / path).is_file():
                raise DataMissingError(
                    en=f"criteria.{criterion.id}: file {path or '-'} of layer {name} does not exist; give its path or drop the"
                    " criterion.",
                    zh=f"criteria.{criterion.id}：图层 {name} 的文件 {path or '-'} 不存在；请给出路径或去掉该指标。",
                )


def _require_installed(where: str, dataset: str) -> None:
    """Refuse a dataset that is not installed."""
    if (reason := _not_installed(dataset)) is not None:
        raise _missing(where, reason)


def _missing(where: str, reason: Bilingual) -> DataMissingError:
    """Return the error for a layer that a criterion needs and cannot have."""
    return DataMissingError(en=f"{where}: {reason.en}.", zh=f"{where}：{reason.zh}。")


def check_distances(wanted: Wanted) -> None:
    """Refuse more distance layers than the engine keeps apart."""
    if len(wanted.distances) > MOST_DISTANCE_LAYERS:
        raise CaseError(
            en=f"criteria: {len(wanted.distances)} distance layers found, at most {MOST_DISTANCE_LAYERS} fit; drop some.",
            zh=f"criteria：距离图层有 {len(wanted.distances)} 个，最多 {MOST_DISTANCE_LAYERS} 个；请减少。",
        )


def open_rasters(
    case: SuitabilityCase,
    derived: Mapping[str, AnyLayer],
    *,
    home: Path,
    names: Sequence[str],
    grids: tuple[Grid, Grid],
) -> tuple[ExitStack, tuple[Cells, ...]]:
    """Return layers of a case open and proved to hold data, and what closes them.

    Parameters
    ----------
    case
        The case.
    derived
        Derived layers as their files.
    home
        The folder that paths start from.
    names
        The layers.
    grids
        The grid of the case, and that which is computed.

    Raises
    ------
    GeodataError
        A file cannot be used.
    """
    own, grid = grids
    stack = ExitStack()
    try:
        layers = [derived.get(name, case.layers[name]) for name in names]
        coarser = round(grid.cell / own.cell)
        cells = [stack.enter_context(open_cells(one, home, grid=grid, coarser=coarser)) for one in layers]
        require_data(case, names=names, cells=cells, grid=grid)
    except BaseException:
        stack.close()
        raise
    return stack, tuple(cells)
