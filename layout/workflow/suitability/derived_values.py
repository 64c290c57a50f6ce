"""The values of derived layers, window by window: a reader of cells for each kind, from files or the catalogue."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from geodata.catalog import load
from geodata.convert.around import density, gravity
from geodata.convert.relief import relief, relief_halo
from geodata.convert.slope import slope
from geodata.convert.transfer import transfer
from geodata.crs import WGS84
from geodata.errors import DataFormatError
from geodata.grid import Grid
from geodata.read.cells import Cells
from geodata.read.feature_filter import Where
from geodata.read.shapes_apart import read_features_apart
from geodata.read.shapes_file import Features, fitted_features, read_features, read_shapes
from layout.config.derived_layer import (
    OTHER,
    DensityLayer,
    DerivedLayer,
    GravityLayer,
    ReliefLayer,
    SlopeLayer,
    TransferLayer,
    TravelTimeLayer,
)
from layout.config.layer_file import LayerFile
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.workflow.suitability.raster_outlines import native_window
from layout.workflow.suitability.study_files import open_cells
from layout.workflow.suitability.study_shapes import ReadShapes

if TYPE_CHECKING:
    from geodata.convert.network import TravelTimes

Singles = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
ReadCells = Callable[[Grid], Singles]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a derived layer is computed from and for.

    Parameters
    ----------
    case, home
        The case, and the folder that its paths start from.
    grid
        The grid of the case, in its own resolution.
    read
        How vector files are read.
    files
        SHA-256 of the files of the case, by layer.
    """

    case: SuitabilityCase
    home: Path
    grid: Grid
    read: ReadShapes
    files: Mapping[str, str]

    def layer(self, name: str) -> LayerFile:
        """Return a layer that is not derived.

        Raises
        ------
        CaseError
            The case has no such layer.
        """
        found = self.case.layers.get(name)
        if not isinstance(found, LayerFile):
            raise CaseError(
                en=f"layers: {name} is no layer with a file; name one in of.",
                zh=f"layers：{name} 不是有文件的图层；请在 of 中填写这类图层。",
            )
        return found

    def cells(self, name: str, grid: Grid) -> Cells:
        """Return a raster layer, open on a grid."""
        return open_cells(self.layer(name), self.home, grid=grid, coarser=1)

    def features(self, name: str, where: Where, *, attributes: Sequence[str] = ()) -> Features:
        """Return the shapes of a layer in the CRS of the grid, with attributes; strangers' files are read apart."""
        layer = self.layer(name)
        if layer.dataset is not None:
            frame: Any = load(layer.dataset).frame
            geometry = np.asarray(frame.geometry, dtype=object)
            columns = {key: frame[key].to_numpy(dtype=object) for key in frame.columns if key != "geometry"}
            move = (WGS84, self.grid.crs)
            path = Path(layer.dataset)
            return fitted_features(
                path, geometry, columns=columns, where=where, move=move, attributes=attributes
            )
        read = read_features if self.read is read_shapes else read_features_apart
        return read(
            self.home / str(layer.path),
            into=self.grid.crs,
            layer=layer.layer,
            where=where,
            crs=layer.crs,
            attributes=attributes,
        )


def derived_grid(layer: DerivedLayer, ground: Ground) -> Grid:
    """Return the cells that a derived layer is computed for: the study's, or for a slope those of its raster around it.

    Raises
    ------
    GeodataError
        The raster cannot be used, or does not meet the study.
    """
    if not isinstance(layer, SlopeLayer):
        return ground.grid.padded(1)
    return native_window(layer.of, ground.layer(layer.of), home=ground.home, around=ground.grid.padded(2))


def reader_of(name: str, ground: Ground, *, grid: Grid, stack: ExitStack) -> ReadCells:
    """Return what gives the values of a derived layer in any window of its grid.

    Parameters
    ----------
    name
        A derived layer of the case.
    ground
        What it is computed from.
    grid
        Its grid, see `derived_grid`.
    stack
        Closes the files.

    Raises
    ------
    CaseError
        Its parameters do not fit its data.
    GeodataError
        A file cannot be used.
    """
    layer = ground.case.layers[name]
    if isinstance(layer, ReliefLayer):
        radius = layer.radius_m
        relief_halo(radius, cell_m=grid.cell)
        heights = stack.enter_context(ground.cells(layer.of, grid))
        return lambda window: relief(heights.read_scaled, window, radius_m=radius)
    if isinstance(layer, SlopeLayer):
        unit, native = layer.unit, stack.enter_context(ground.cells(layer.of, grid))
        return lambda window: slope(native.read_scaled, window, unit=unit)
    if isinstance(layer, DensityLayer):
        return _density(name, layer, ground)
    if isinstance(layer, GravityLayer):
        return _gravity(name, layer, ground)
    if isinstance(layer, TravelTimeLayer):
        times, reach = _times(name, layer, ground), layer.reach
        return lambda window: times.on(window, reach_m=reach)
    if isinstance(layer, TransferLayer):
        return _transfer(name, layer, ground)
    raise ValueError(name)


def _density(name: str, layer: DensityLayer, ground: Ground) -> ReadCells:
    """Return the reader of a density."""
    places, _ = _points(name, layer.of, ground.features(layer.of, layer.where))
    return lambda window: density(places, window=window, radius_m=layer.radius_m)


def _gravity(name: str, layer: GravityLayer, ground: Ground) -> ReadCells:
    """Return the reader of a gravity."""
    found = ground.features(layer.of, layer.where, attributes=(layer.mass,))
    places, owner = _points(name, layer.of, found)
    masses = _numbers(name, layer.mass, found)
    unknown = int(np.isnan(masses).sum())
    if unknown or (masses < 0).any():
        wrong = unknown or int((masses < 0).sum())
        raise DataFormatError(
            en=f"layers.{name}: {wrong} of {len(masses)} points have no {layer.mass}, or a negative one; fill it in, or choose"
            " points by where.",
            zh=f"layers.{name}：{len(masses)} 个点中有 {wrong} 个缺少 {layer.mass} 或为负；请补全，或用 where 筛选。",
        )
    return lambda window: gravity(
        places,
        masses[owner],
        window=window,
        reach_m=layer.reach,
        nearest_m=layer.nearest_m,
        power=layer.power,
    )


def _times(name: str, layer: TravelTimeLayer, ground: Ground) -> "TravelTimes":
    """Return the minutes over a network."""
    found = ground.features(layer.of, layer.where, attributes=(layer.class_of,))
    classes = [str(item) for item in found.columns[layer.class_of].tolist()]
    speed = layer.speeds_kmh
    kmh = np.array([speed.get(item, speed.get(OTHER, np.nan)) for item in classes], dtype=np.float64)
    lines, owner = shapely.get_parts(found.geometry[~np.isnan(kmh)], return_index=True)
    flat = np.isin(
        shapely.get_type_id(lines), [shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING]
    )
    if not flat.all():
        raise _other_shapes(name, layer.of, ("lines", "线"))
    if not len(lines):
        raise DataFormatError(
            en=f"layers.{name}: no line of {layer.of} has a class in speeds_kmh; found {', '.join(sorted(set(classes))[:8])}; name"
            " some of these, or other.",
            zh=f"layers.{name}：{layer.of} 中没有线属于 speeds_kmh 的类别；现有 {'、'.join(sorted(set(classes))[:8])}；请填写其中的类别或 other。",
        )
    gates, _ = _points(name, layer.to, ground.features(layer.to, layer.to_where))
    from geodata.convert.network import travel_times  # noqa: PLC0415 - slow to load, and few cases have a network

    return travel_times(
        list(lines),
        kmh[~np.isnan(kmh)][owner].tolist(),
        destinations=gates,
        access_kmh=layer.access_kmh,
        spacing_m=layer.spacing_m or ground.grid.cell,
    )


def _transfer(name: str, layer: TransferLayer, ground: Ground) -> ReadCells:
    """Return the reader of a transfer."""
    found = ground.features(layer.of, layer.where, attributes=(layer.attribute,))
    kinds = shapely.get_type_id(found.geometry)
    if not np.isin(kinds, [shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON]).all():
        raise _other_shapes(name, layer.of, ("polygons", "面"))
    values = _numbers(name, layer.attribute, found).tolist()
    shapes = found.geometry.tolist()
    return lambda window: transfer(shapes, values, window=window)


def _points(name: str, of: str, found: Features) -> tuple[Doubles, npt.NDArray[np.int64]]:
    """Return the coordinates of points, shape (n, 2), and the feature of each."""
    parts, owner = shapely.get_parts(found.geometry, return_index=True)
    if not (shapely.get_type_id(parts) == shapely.GeometryType.POINT).all():
        raise _other_shapes(name, of, ("points", "点"))
    return shapely.get_coordinates(parts), owner


def _numbers(name: str, attribute: str, found: Features) -> Doubles:
    """Return an attribute as numbers, NaN where it is empty."""
    values = found.columns[attribute].tolist()
    texts = [item for item in values if isinstance(item, str)]
    if texts:
        raise DataFormatError(
            en=f"layers.{name}: {attribute} holds the text {texts[0]!r}, expected numbers; mend the file or name another attribute.",
            zh=f"layers.{name}：{attribute} 中有文本 {texts[0]!r}，应为数值；请修改文件或改用其他属性。",
        )
    return np.array([np.nan if item is None else float(item) for item in values], dtype=np.float64)


def _other_shapes(name: str, of: str, wanted: tuple[str, str]) -> CaseError:
    """Return the error for a layer of other shapes."""
    return CaseError(
        en=f"layers.{name}: layer {of} holds other shapes than {wanted[0]}; name a layer of {wanted[0]}.",
        zh=f"layers.{name}：图层 {of} 含有{wanted[1]}以外的图形；请改用{wanted[1]}图层。",
    )
