"""Shapes of a vector file for a computation on a grid: chosen by attributes, brought into the CRS of the grid."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Required, TypedDict, Unpack

import numpy as np
import numpy.typing as npt
import pyogrio
import pyproj
import shapely
from pyogrio.errors import DataSourceError

from geodata.crs import WGS84
from geodata.errors import CRSMismatchError, DataFormatError, DataMissingError
from geodata.grid import parsed_crs, same_crs
from geodata.read.feature_filter import Where, chosen, column, none_meets

if TYPE_CHECKING:
    from numpy.typing import NDArray

Geometries = npt.NDArray[np.object_]


_MAGIC = {".gpkg": b"SQLite format 3\0", ".shp": b"\0\0\x27\x0a", ".fgb": b"fgb"}
_JSON = (".geojson", ".json")
SUFFIXES = (*_JSON, *_MAGIC)


class Wanted(TypedDict, total=False):
    """What is wanted of a file of shapes; only `into` must be said.

    Parameters
    ----------
    into
        CRS wanted.
    layer
        Layer of a GeoPackage; the first where not given.
    where
        Attribute -> values or limits; only features that have one of the values, or a number within the limits, in each
        attribute named. Numbers and texts are compared as what they are; a column of whole numbers meets 1 and 1.0 alike.
    crs
        CRS where the file states none; GeoJSON is in WGS84 (RFC 7946) where neither says otherwise.
    """

    into: Required[str]
    layer: str | None
    where: Where | None
    crs: str | None


class Features(NamedTuple):
    """Shapes with attributes.

    Parameters
    ----------
    geometry
        Shape (n,).
    columns
        Values of the attributes asked for, shape (n,) each.
    """

    geometry: Geometries
    columns: Mapping[str, "NDArray[Any]"]


def read_shapes(path: str | os.PathLike[str], **wanted: Unpack[Wanted]) -> Geometries:
    """Return the geometries of a file in a CRS, valid, without empty ones.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, Shapefile or FlatGeobuf.
    wanted
        As `Wanted` says.

    Raises
    ------
    DataMissingError
        There is no such file.
    DataFormatError
        It is not such a file or is damaged, lacks an attribute, or nothing meets the filter.
    CRSMismatchError
        Neither the file nor the caller names a CRS.
    """
    return read_features(path, **wanted).geometry


def read_features(
    path: str | os.PathLike[str], *, attributes: Sequence[str] = (), **wanted: Unpack[Wanted]
) -> Features:
    """Return the geometries of a file as `read_shapes` does, with some of their attributes.

    Parameters
    ----------
    path, wanted
        As for `read_shapes`.
    attributes
        Names of the attributes wanted.

    Raises
    ------
    DataMissingError, DataFormatError, CRSMismatchError
        As `read_shapes`.
    """
    file = Path(path)
    where = wanted.get("where")
    _check_kind(file)
    if file.suffix.lower() in _JSON:
        geometry, columns, found = _read_geojson(file)
        found = found or wanted.get("crs") or WGS84
    else:
        geometry, columns, found = _read_ogr(file, wanted.get("layer"), [*(where or ()), *attributes])
    move = (found or wanted.get("crs"), wanted["into"])
    return fitted_features(file, geometry, columns=columns, where=where, move=move, attributes=attributes)


def fitted_features(
    file: Path,
    geometry: Geometries,
    *,
    columns: Mapping[str, "NDArray[Any]"],
    where: Where | None,
    move: tuple[str | None, str],
    attributes: Sequence[str] = (),
) -> Features:
    """Return the features that meet a filter, valid, in another CRS, without those that have no geometry.

    Parameters
    ----------
    file
        Named in errors.
    geometry, columns
        The features and their attributes.
    where
        As for `read_shapes`.
    move
        CRS of the geometries, None where nothing names one, and the CRS wanted.
    attributes
        Names of the attributes wanted.

    Raises
    ------
    DataFormatError, CRSMismatchError
        As `read_shapes`.
    """
    keep = chosen(file, columns, where or {}, len(geometry))
    keep &= ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    if not keep.any():
        raise none_meets(file, columns, where or {})
    values = {name: column(file, columns, name)[keep] for name in attributes}
    return Features(_valid(_reprojected(geometry[keep], *move, file)), values)


def _check_kind(file: Path) -> None:
    """Refuse a file that is not there, or whose first bytes are not those of its suffix."""
    if not file.is_file():
        raise DataMissingError(
            en=f"{file}: no such file; give the path of a vector file.",
            zh=f"{file}：文件不存在；请给出矢量文件的路径。",
        )
    suffix = file.suffix.lower()
    with file.open("rb") as stream:
        head = stream.read(64)
    good = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") if suffix in _JSON else False
    if not good and not (suffix in _MAGIC and head.startswith(_MAGIC[suffix])):
        raise DataFormatError(
            en=f"{file}: not a {'/'.join(SUFFIXES)} file by name and content; export it as GeoPackage or GeoJSON.",
            zh=f"{file}：按名称和内容都不是 {'、'.join(SUFFIXES)} 文件；请导出为 GeoPackage 或 GeoJSON。",
        )


def _read_geojson(file: Path) -> tuple[Geometries, dict[str, "NDArray[Any]"], str | None]:
    """Return geometries, attributes and CRS; links in the file are never followed."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
        features = data["features"] if data.get("type") == "FeatureCollection" else [data]
        shapes = [feature.get("geometry", feature) for feature in features]
        texts = ["" if shape is None else json.dumps(shape) for shape in shapes]
        geometry = np.array([shapely.from_geojson(text) if text else None for text in texts], dtype=object)
        rows = [feature.get("properties") or {} for feature in features]
    except (ValueError, KeyError, AttributeError, TypeError, shapely.GEOSException) as error:
        raise _damaged(file, error) from error
    names = {name for row in rows for name in row}
    columns = {name: np.array([row.get(name) for row in rows], dtype=object) for name in names}
    member = data.get("crs") or {}
    named = member.get("properties", {}).get("name") if isinstance(member, dict) else None
    return geometry, columns, named


def _read_ogr(
    file: Path, layer: str | None, names: list[str]
) -> tuple[Geometries, dict[str, "NDArray[Any]"], str | None]:
    """Return geometries, the attributes named and the CRS by GDAL."""
    try:
        known = pyogrio.list_layers(file)[:, 0].tolist()
        if layer is not None and layer not in known:
            raise DataFormatError(
                en=f"{file}: layer {layer} not found, expected one of {', '.join(known)}.",
                zh=f"{file}：没有图层 {layer}；可用的图层为 {'、'.join(known)}。",
            )
        meta, _, geometry, fields = pyogrio.raw.read(file, layer=layer or known[0])
    except (DataSourceError, RuntimeError, IndexError) as error:
        raise _damaged(file, error) from error
    columns = {name: values for name, values in zip(meta["fields"], fields, strict=True) if name in names}
    if len(columns) < len(set(names)):
        columns = dict(zip(meta["fields"], fields, strict=True))
    return shapely.from_wkb(geometry), columns, meta["crs"]


def _reprojected(geometry: Geometries, found: str | None, into: str, file: Path) -> Geometries:
    """Return the geometries in the CRS wanted; long edges are not bent, as in the file's own CRS."""
    if not found:
        raise CRSMismatchError(
            en=f'{file}: no CRS found; state crs = "EPSG:…" for the layer, or write it into the file.',
            zh=f'{file}：文件没有坐标系；请为该图层写明 crs = "EPSG:…"，或写入文件。',
        )
    if same_crs(found, into):
        return geometry
    change = pyproj.Transformer.from_crs(parsed_crs(found), parsed_crs(into), always_xy=True)
    moved: Geometries = shapely.transform(
        shapely.force_2d(geometry), lambda points: np.column_stack(change.transform(*points.T))
    )
    if not np.isfinite(shapely.get_coordinates(moved)).all():
        raise CRSMismatchError(
            en=f"{file}: coordinates that do not fit {parsed_crs(found).name}; state the right crs for the layer.",
            zh=f"{file}：坐标与 {parsed_crs(found).name} 不符；请为该图层写明正确的坐标系。",
        )
    return moved


def _valid(geometry: Geometries) -> Geometries:
    """Return the geometries with invalid polygons made valid."""
    broken = ~shapely.is_valid(geometry)
    if broken.any():
        geometry = geometry.copy()
        geometry[broken] = shapely.make_valid(geometry[broken], method="structure", keep_collapsed=False)
    return geometry


def _damaged(file: Path, error: Exception) -> DataFormatError:
    """Return the error for a file that cannot be read whole."""
    said = " ".join(str(error).split())[:200] or type(error).__name__
    return DataFormatError(
        en=f"{file}: damaged or not of its kind ({said}); export it anew.",
        zh=f"{file}：文件损坏或格式不符（{said}）；请重新导出。",
    )
