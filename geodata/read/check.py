"""One file from its bytes to its verdict; runs in the child process alone."""

from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod, Transformer

from geodata.china_datum import convert_geometries
from geodata.crs import CHONGQING_EQUAL_AREA, WGS84
from geodata.quality import attributes, datum_evidence, figures, geometry, spatial, tiling
from geodata.quality.findings import Severity
from geodata.quality.model import Geometries, RawLayer, Reading, Stop
from geodata.quality.places import WHOLE_FILE
from geodata.read import formats
from geodata.read.locate import Located, locate, to_lonlat
from geodata.read.report import Report, account
from geodata.read.summary import describe

_GEOD = Geod(ellps="WGS84")
_MOST_MEASURED = 20_000
_STOPPING = {Severity.ERROR, Severity.QUESTION}


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known about a file after it was read.

    Parameters
    ----------
    report
        The account for people and programs.
    layer
        The layer, mended; None when it was rejected or a question is open.
    located
        Its coordinate system.
    """

    report: Report
    layer: RawLayer | None
    located: Located | None


def examine(reading: Reading) -> Examined:
    """Return the verdict on a file, and its layer when it may be used.

    Parameters
    ----------
    reading
        The file; findings are gathered in it.
    """
    layer: RawLayer | None = None
    located: Located | None = None
    try:
        layer = formats.read(reading)
        reading.check_counts(layer)
        if layer.geometry is not None:
            geometry.check_finite(layer, reading)
        located = _place(layer, reading)
        if layer.geometry is not None and located is not None:
            _check_shapes(layer, located, reading)
        attributes.check(layer, reading)
        if layer.geometry is None:
            figures.check(layer, reading)
    except Stop:
        pass
    except RecursionError:
        reading.note("too-deep", limit=reading.limits.depth)
    except MemoryError:
        reading.note("limit-memory", limit=reading.limits.memory_mib)
    summary = None if layer is None else describe(layer, located)
    report = account(reading.file, reading.findings, layer=summary)
    stopped = any(item.severity in _STOPPING for item in reading.findings)
    return Examined(report, None if stopped else layer, located)


def _place(layer: RawLayer, reading: Reading) -> Located | None:
    """Return where a layer is; a table is nowhere, nor is a layer without any geometry."""
    if layer.geometry is None and layer.raster is None:
        return None
    located = locate(layer, reading)
    chosen = reading.options.datum
    if chosen in {"gcj02", "bd09"} and not located.crs.is_geographic:
        raise reading.stop("datum-needs-degrees", WHOLE_FILE, datum=chosen.upper(), declared=located.crs.name)
    if chosen is None and located.crs.is_geographic and layer.raster is None:
        reading.note("datum-assumed", WHOLE_FILE)
    return located


def _check_shapes(layer: RawLayer, located: Located, reading: Reading) -> None:
    """Check the geometries, then where they lie, then the figures that speak of their areas."""
    assert layer.geometry is not None  # noqa: S101 - the caller has checked it

    def degrees(shapes: Geometries) -> Geometries:
        lonlat = to_lonlat(shapes, located.crs)
        datum = reading.options.datum
        return (
            convert_geometries(lonlat, source=datum, target="wgs84") if datum in {"gcj02", "bd09"} else lonlat
        )

    if layer.directed:
        geometry.turn_rings(layer, reading)
    geometry.check(layer, reading, to_lonlat=degrees)
    lonlat = degrees(layer.geometry)
    if reading.options.datum is None and located.crs.is_geographic:
        datum_evidence.check(layer, lonlat, reading=reading)
    spatial.check(layer, lonlat, reading=reading)
    metric = _metric(lonlat)
    geometry.tell_slivers(layer, metric, reading=reading)
    tiling.check(layer, metric, reading=reading)
    figures.check(layer, reading, geodesic_m2=_areas(lonlat))


def _metric(lonlat: Geometries) -> Geometries:
    """Return geometries on the equal-area working grid, in metres; those that it cannot hold become empty."""
    transformer = Transformer.from_crs(WGS84, CHONGQING_EQUAL_AREA, always_xy=True)

    def move(points: np.ndarray) -> np.ndarray:
        moved = np.column_stack(transformer.transform(points[:, 0], points[:, 1]))
        return np.where(np.isfinite(moved), moved, 0.0)

    return np.asarray(shapely.transform(lonlat, move), dtype=object)


def _areas(lonlat: Geometries) -> np.ndarray | None:
    """Return the geodesic area of each polygon in m², NaN for anything else; None when there is none or too many."""
    polygons = np.flatnonzero(np.asarray(shapely.get_dimensions(lonlat)) == 2)  # noqa: PLR2004 - the dimension of an area
    if not polygons.size or polygons.size > _MOST_MEASURED:
        return None
    areas = np.full(len(lonlat), np.nan)
    for index in polygons:
        areas[index] = abs(_GEOD.geometry_area_perimeter(shapely.orient_polygons(lonlat[index]))[0])
    return areas
