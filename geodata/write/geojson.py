"""GeoJSON as RFC 7946 defines it."""

import json
from collections.abc import Iterator, Mapping

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.crs import WGS84
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.write.columns import columns_to_write
from geodata.write.rings import ready_for_geojson
from geodata.write.values import Json, json_value, utf8

# RFC 7946 section 7.1 forbids foreign members of these names; `crs` left the format with RFC 7946 section 4.
_RESERVED = frozenset(
    {"type", "features", "bbox", "crs", "name", "coordinates", "geometries", "geometry", "properties"}
)
_LIMITS_DEG = np.array([180.0, 90.0])


def to_geojson_bytes(
    frame: gpd.GeoDataFrame, *, name: str | None = None, extra_members: Mapping[str, object] | None = None
) -> bytes:
    """Return a frame as an RFC 7946 FeatureCollection.

    WGS84 with longitude first and seven decimals (1 cm), outer rings counter-clockwise, `bbox` over everything,
    no `crs`. NaN and Infinity become null; a missing or empty geometry becomes null. A named index becomes the
    first property and, where its values are unique, the feature's `id`. Equal frames give equal bytes.

    Parameters
    ----------
    frame
        Any CRS. Columns hold numbers, text, dates, tuples, mappings.
    name
        The member `name` of the collection, as GDAL reads it.
    extra_members
        Further members of the collection, such as attribution and licence.

    Returns
    -------
    bytes
        UTF-8, one feature a line.

    Raises
    ------
    CRSMismatchError
        The frame has no CRS.
    DataFormatError
        The frame has no geometry, a column name occurs twice, an extra member has a reserved name, a coordinate is
        not finite or outside ±180 and ±90, or a value has no form in JSON.

    Notes
    -----
    Butler et al. 2016, RFC 7946: sections 3.1.6 (rings), 3.2 (null geometry), 4 (CRS), 5 (bbox), 7.1 (members).
    """
    shapes = _shapes(frame)
    head: dict[str, Json] = {"type": "FeatureCollection"}
    if name is not None:
        head["name"] = name
    for key, value in (extra_members or {}).items():
        if key in _RESERVED:
            raise DataFormatError(
                en=f"GeoJSON: extra member {key!r} found, expected a name outside {', '.join(sorted(_RESERVED))}.",
                zh=f"GeoJSON：附加成员 {key!r} 为保留名称；请换用其他名称。",
            )
        head[key] = json_value(value)
    box = _bbox(shapes)
    if box:
        head["bbox"] = box
    # as bytes at once: a large collection is not held as text beside them
    features = b",\n".join(utf8(feature, what="GeoJSON") for feature in _features(frame, shapes))
    return b"".join([utf8(_dump(head)[:-1], what="GeoJSON"), b',"features":[\n', features, b"\n]}\n"])


def _shapes(frame: gpd.GeoDataFrame) -> list[BaseGeometry | None]:
    """Return the geometries ready to be written, None where there is none."""
    if (
        not isinstance(frame, gpd.GeoDataFrame)
        or frame.columns.tolist().count(frame.active_geometry_name) != 1
    ):
        raise DataFormatError(
            en="GeoJSON: a table without a geometry found, expected one geometry column; write it as CSV.",
            zh="GeoJSON：该表没有几何列；请改用 CSV 导出。",
        )
    if frame.crs is None:
        raise CRSMismatchError(
            en="GeoJSON: a frame without CRS found, expected one that can be turned into WGS84; call set_crs first.",
            zh="GeoJSON：数据没有坐标系，无法转换为 WGS84；请先用 set_crs 指定。",
        )
    return [_shape(item, position) for position, item in enumerate(frame.geometry.to_crs(WGS84))]


def _shape(item: BaseGeometry | None, position: int) -> BaseGeometry | None:
    """Return one geometry ready to be written, or None."""
    if item is None or item.is_empty:
        return None
    coordinates = shapely.get_coordinates(item)
    if not (np.abs(coordinates) <= _LIMITS_DEG).all():
        raise DataFormatError(
            en=f"GeoJSON: feature {position} has a coordinate that is not finite or outside ±180, ±90 degrees;"
            " set an unknown geometry to None and check the CRS.",
            zh=f"GeoJSON：第 {position} 个要素的坐标无效或超出 ±180、±90 度；未知位置请设为 None，并检查坐标系。",
        )
    ready = ready_for_geojson(item)
    return None if ready.is_empty else ready


def _bbox(shapes: list[BaseGeometry | None]) -> list[Json]:
    """Return west, south, east, north over all geometries; nothing without one."""
    present = [shape for shape in shapes if shape is not None]
    if not present:
        return []
    return [json_value(bound) for bound in shapely.total_bounds(np.array(present, dtype=object))]


def _features(frame: gpd.GeoDataFrame, shapes: list[BaseGeometry | None]) -> Iterator[str]:
    """Return the features in the order of the frame, each as JSON text; GEOS writes the coordinates."""
    names, columns = columns_to_write(frame)
    twice = sorted({column for column in names if names.count(column) > 1})
    if twice:
        raise DataFormatError(
            en=f"GeoJSON: column {', '.join(twice)} found twice, expected names that occur once; rename one.",
            zh=f"GeoJSON：列名 {'、'.join(twice)} 重复；请改名。",
        )
    identified = frame.index.name is not None and frame.index.is_unique
    for position, shape in enumerate(shapes):
        properties: dict[str, Json] = {
            column: json_value(values[position]) for column, values in zip(names, columns, strict=True)
        }
        known = identified and isinstance(properties[names[0]], str | int | float)
        identity = f'"id":{_dump(properties[names[0]])},' if known else ""
        geometry = "null" if shape is None else shapely.to_geojson(shape)
        yield f'{{"type":"Feature",{identity}"geometry":{geometry},"properties":{_dump(properties)}}}'


def _dump(value: Json) -> str:
    """Return compact JSON text."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
