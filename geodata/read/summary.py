"""What a layer is, in the plain types of a report."""

import numpy as np
import shapely

from geodata.quality.findings import Json
from geodata.quality.geometry import families
from geodata.quality.model import Raster, RawLayer
from geodata.read.locate import Located, bounds_of


def describe(layer: RawLayer, located: Located | None) -> dict[str, Json]:
    """Return what a layer is, in plain JSON types.

    Parameters
    ----------
    layer
        The layer.
    located
        Its coordinate system, when that is known.
    """
    told: dict[str, Json] = {} if layer.raster is None else {"raster": _raster(layer.raster, located)}
    return told | {
        "name": layer.name,
        "features": layer.rows if layer.raster is None else layer.raster.width * layer.raster.height,
        "geometry": _geometry(layer),
        "crs": None if located is None else located.name,
        "crs_name": None if located is None else located.crs.name,
        "fields": list(layer.columns),
        "bounds": _bounds(layer),
    }


def _raster(raster: Raster, located: Located | None) -> dict[str, Json]:
    """Return what is known of a raster before its cells are read."""
    return {
        "cols": raster.width,
        "rows": raster.height,
        "cell": list(raster.cell),
        "band": raster.band,
        "bands": raster.bands,
        "dtype": raster.dtype,
        "nodata": None if raster.nodata is None else str(raster.nodata),
        "unit": raster.unit,
        "wkt": None if located is None else located.crs.to_wkt(),
    }


def _geometry(layer: RawLayer) -> str | None:
    """Return the kind of geometry: a type, Mixed, Raster, or None for a table or a layer without any."""
    if layer.raster is not None:
        return "Raster"
    if layer.geometry is None:
        return None
    present = layer.geometry[~np.asarray(shapely.is_missing(layer.geometry))]
    types: list[str] = sorted({item.geom_type for item in present})
    if len(types) == 1:
        return types[0]
    kinds = families(present)
    multi = {"Point": "MultiPoint", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}
    return multi.get(kinds[0], kinds[0]) if len(kinds) == 1 else ("Mixed" if kinds else None)


def _bounds(layer: RawLayer) -> Json:
    """Return west, south, east, north in the layer's own numbers, or None."""
    if layer.geometry is None and layer.raster is None:
        return None
    boxes = bounds_of(layer)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not boxes.size:
        return None
    return [
        float(boxes[:, 0].min()),
        float(boxes[:, 1].min()),
        float(boxes[:, 2].max()),
        float(boxes[:, 3].max()),
    ]
