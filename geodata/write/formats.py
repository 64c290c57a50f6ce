"""Every format that a layer can leave in, by the ending of the file."""

import os
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np

from geodata.errors import DataFormatError, WriteError
from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.write.csv import to_csv_bytes
from geodata.write.describe import description
from geodata.write.flatgeobuf import write_flatgeobuf
from geodata.write.geojson import to_geojson_bytes
from geodata.write.geopackage import write_geopackage
from geodata.write.geoparquet import write_geoparquet
from geodata.write.shapefile import write_shapefile
from geodata.write.shapes import cut_at_antimeridian, without_measures
from geodata.write.staged import staged
from geodata.write.xlsx import write_xlsx

Notes = tuple[Bilingual, ...]
Writer = Callable[[Layer, str | os.PathLike[str]], Notes]


def write_geojson(layer: Layer, path: str | os.PathLike[str]) -> Notes:
    """Write a layer as RFC 7946 GeoJSON with its description among the members, and return what had to be changed for it.

    Parameters
    ----------
    layer
        A GeoDataFrame with a CRS.
    path
        The file; an older one is replaced when the new one is whole.

    Raises
    ------
    WriteError
        The file could not be written whole; an older one is unchanged.
    DataFormatError, CRSMismatchError
        As :func:`geodata.write.geojson.to_geojson_bytes`.
    """
    frame, notes = layer.frame, []
    if isinstance(frame, gpd.GeoDataFrame) and frame.crs is not None:
        shapes, told = cut_at_antimeridian(frame.geometry)
        values, dropped = without_measures(np.array(shapes.array, dtype=object))
        notes += [*told, *dropped]
        frame = frame.set_geometry(
            gpd.GeoSeries(values, index=frame.index, crs=frame.crs, name=frame.active_geometry_name)
        )
    content = to_geojson_bytes(frame, name=layer.layer_id, extra_members={"metadata": description(layer)})
    _write_checked(path, content)
    return tuple(notes)


def write_csv(layer: Layer, path: str | os.PathLike[str]) -> Notes:
    """Write the columns of a layer as CSV for spreadsheets; shapes are left out, points stand as they are in columns.

    Parameters
    ----------
    layer
        A layer or table.
    path
        The file; an older one is replaced when the new one is whole.

    Raises
    ------
    WriteError
        The file could not be written whole; an older one is unchanged.
    DataFormatError
        A value has no form in CSV.
    """
    _write_checked(path, to_csv_bytes(layer.frame))
    if not isinstance(layer.frame, gpd.GeoDataFrame):
        return ()
    return (Bilingual(en="Geometries are left out of CSV.", zh="CSV 不含几何。"),)


def _write_checked(path: str | os.PathLike[str], content: bytes) -> None:
    """Write bytes and read them again before the file takes its place."""
    with staged(path) as fresh:
        fresh.write_bytes(content)
        if fresh.read_bytes() != content:
            raise WriteError(
                en=f"Output {path}: read back other bytes than written; nothing was written. Check the disk.",
                zh=f"输出 {path}：回读校验不一致；未写入任何文件。请检查磁盘。",
            )


WRITERS: dict[str, Writer] = {
    ".geojson": write_geojson,
    ".json": write_geojson,
    ".gpkg": write_geopackage,
    ".parquet": write_geoparquet,
    ".fgb": write_flatgeobuf,
    ".zip": write_shapefile,
    ".csv": write_csv,
    ".xlsx": write_xlsx,
}


def write_layer(layer: Layer, path: str | os.PathLike[str]) -> Notes:
    """Write a layer in the format that the ending of `path` names, and return what had to be changed for it.

    Parameters
    ----------
    layer
        A layer or table.
    path
        Ends with one of `WRITERS`; `.zip` holds a Shapefile.

    Raises
    ------
    DataFormatError
        The ending names no format, or the layer does not fit the format.
    WriteError
        The file could not be written whole; an older one is unchanged.
    CRSMismatchError
        The frame has no CRS.
    """
    ending = Path(path).suffix.lower()
    if ending not in WRITERS:
        known = ", ".join(WRITERS)
        raise DataFormatError(
            en=f"Output {path}: ending {ending or 'none'} found, expected one of {known}.",
            zh=f"输出 {path}：扩展名 {ending or '（无）'} 不支持，应为 {known} 之一。",
        )
    return WRITERS[ending](layer, path)
