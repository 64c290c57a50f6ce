"""The shapes of a study's layers: from files or from the product's own catalogue, each read once, in cells of the grid."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from geodata.catalog import load
from geodata.convert.shapes import FlatShapes, flat_shapes
from geodata.crs import WGS84
from geodata.grid import Grid, parsed_crs
from geodata.read.feature_filter import Where
from geodata.read.shapes_file import fitted_features
from layout.config.derived_layer import OutlinesLayer
from layout.config.layer_file import LayerFile
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.suitability.program import JURISDICTION, ShapesWanted
from layout.workflow.suitability.jurisdictions import jurisdiction_shapes
from layout.workflow.suitability.raster_outlines import raster_outlines

Geometries = npt.NDArray[np.object_]


class ReadShapes(Protocol):
    """A way to read shapes from a file; see `geodata.read.shapes_file.read_shapes`."""

    def __call__(
        self, path: Path, *, into: str, layer: str | None, where: Where | None, crs: str | None
    ) -> Geometries:
        """Return the geometries of a file in the CRS `into`."""
        ...


@dataclass(slots=True)
class ShapeSource:
    """Reads the shapes of a case's layers.

    Parameters
    ----------
    case, home
        The case, and the folder that its paths start from.
    grid
        Gives CRS and lattice.
    read
        How files are read.
    """

    case: SuitabilityCase
    home: Path
    grid: Grid
    read: ReadShapes
    _known: dict[ShapesWanted, FlatShapes] = field(default_factory=dict)

    def flat(self, item: ShapesWanted) -> FlatShapes:
        """Return the shapes that a rule or criterion wants; read once for all radii.

        Raises
        ------
        GeodataError, CaseError
            The file cannot be used, or the catalogue has no such layer of shapes.
        """
        key = ShapesWanted(item.layer, item.where)
        if key not in self._known:
            self._known[key] = flat_shapes(self._shapes(key), self.grid)
        return self._known[key]

    def _shapes(self, item: ShapesWanted) -> Geometries:
        """Return the shapes in the CRS of the grid."""
        if item.layer == JURISDICTION:
            codes = next(values for _, values in item.where if isinstance(values, tuple))
            return moved(np.asarray(jurisdiction_shapes(str(codes[0])), dtype=object), self.grid.crs)
        layer, where = self.case.layers[item.layer], dict(item.where)
        if layer.dataset is not None:
            return catalogue_shapes(layer.dataset, into=self.grid.crs, where=where)
        if isinstance(layer, OutlinesLayer):
            return raster_outlines(layer, self.case, home=self.home, grid=self.grid)
        file = (
            layer if isinstance(layer, LayerFile) else LayerFile()
        )  # any other derived layer is a raster, never read here
        path = self.home / str(file.path)
        return self.read(path, into=self.grid.crs, layer=file.layer, where=where, crs=file.crs)


def catalogue_shapes(dataset: str, *, into: str, where: Where) -> Geometries:
    """Return the shapes of a layer of the catalogue.

    Parameters
    ----------
    dataset
        Id of the layer.
    into
        CRS wanted.
    where
        As for `read_shapes`.

    Raises
    ------
    UnknownLayerError
        There is no such layer.
    CaseError
        It has no geometry.
    DataFormatError
        Nothing meets the filter.
    """
    frame: Any = load(dataset).frame
    if "geometry" not in frame.columns:
        raise CaseError(
            en=f"layers: dataset {dataset} has no geometry; choose one such as infrastructure or districts.",
            zh=f"layers：数据集 {dataset} 没有几何；请选择 infrastructure、districts 等。",
        )
    columns = {name: frame[name].to_numpy(dtype=object) for name in frame.columns if name != "geometry"}
    geometry = np.asarray(frame.geometry, dtype=object)
    return fitted_features(Path(dataset), geometry, columns=columns, where=where, move=(WGS84, into)).geometry


def moved(shapes: Geometries, into: str) -> Geometries:
    """Return shapes in WGS84 in another CRS."""
    change = pyproj.Transformer.from_crs(WGS84, parsed_crs(into), always_xy=True)
    result: Geometries = shapely.transform(
        shapes, lambda points: np.column_stack(change.transform(*points.T))
    )
    return result
