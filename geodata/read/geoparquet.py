"""GeoParquet, read with pyarrow; what the metadata declare is held against every geometry."""

import numpy as np
import shapely

from geodata.quality.model import Columns, Geometries, RawLayer, Reading, Shape
from geodata.quality.places import column, rows
from geodata.quality.shown import listed
from geodata.read.geoparquet_meta import Geo, check
from geodata.read.wkb import whole

_SRID_FLAG = 0x20
_WKB_HEADER = 5
_NAMES = {"LinearRing": "LineString"}
_BOX_TOLERANCE = 1e-9
_HALF_TURN = 180.0
_KEPT_KINDS = (
    "int",
    "uint",
    "float",
    "double",
    "string",
    "large_string",
    "bool",
    "date",
    "timestamp",
    "decimal",
    "dictionary",
)


def read(reading: Reading) -> RawLayer:
    """Return the layer of a GeoParquet file.

    Raises
    ------
    Stop
        The file is damaged, its metadata do not follow the standard, or they contradict the geometries.
    """
    import pyarrow as pa  # noqa: PLC0415 - only this format needs it
    from pyarrow import parquet  # noqa: PLC0415 - as above

    try:
        with parquet.ParquetFile(reading.path) as file:
            meta = check((file.metadata.metadata or {}).get(b"geo"), file.schema_arrow.names, reading=reading)
            _check_counts(file.metadata.num_rows, file.metadata.num_columns, reading)
            table = file.read(use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise reading.stop(
            "geoparquet-damaged", problem=str(error).replace(str(reading.path), reading.file)
        ) from None
    geometry = _geometry(table.column(meta.column).to_pylist(), meta, reading)
    columns: Columns = {}
    left_out = []
    for name in table.column_names:
        if name == meta.column:
            continue
        kind = str(table.schema.field(name).type)
        if kind.startswith(_KEPT_KINDS):
            columns[name] = table.column(name).to_pylist()
        elif name != "bbox":
            left_out.append(name)
    if left_out:
        reading.note("columns-left-out", columns=listed(left_out))
    return RawLayer(reading.file.rpartition(".")[0], geometry, columns, meta.claim, word="row")


def _check_counts(count: int, width: int, reading: Reading) -> None:
    """Stop before a file is loaded that is beyond the limits."""
    if count == 0:
        raise reading.stop("no-features")
    for code, found, limit in (
        ("too-many-features", count, reading.limits.features),
        ("too-many-fields", width, reading.limits.fields),
    ):
        if found > limit:
            raise reading.stop(code, found=f"{found:,}", limit=f"{limit:,}")


def _geometry(values: list[object], meta: Geo, reading: Reading) -> Geometries:
    """Return the geometries of the WKB column, held against what is declared about them."""
    found = np.full(len(values), None, dtype=object)
    broken: list[int] = []
    with_srid: list[int] = []
    for n, value in enumerate(values):
        if value is None:
            continue
        if not isinstance(value, bytes):
            raise reading.stop("geoparquet-encoding", column(meta.column), found=type(value).__name__)
        if len(value) > _WKB_HEADER and value[4 if value[0] else 1] & _SRID_FLAG:
            with_srid.append(n + 1)
        found[n] = whole(value)
        if found[n] is None:
            broken.append(n + 1)
    if broken:
        raise reading.stop("geoparquet-wkb", rows(broken, "row"))
    if with_srid:
        raise reading.stop("geoparquet-srid", rows(with_srid, "row"))
    points, owners = shapely.get_coordinates(found, return_index=True)
    bad = sorted({int(owner) + 1 for owner in owners[np.isinf(points).any(axis=1)]})
    if bad:
        raise reading.stop("coordinate-not-finite-row", rows(bad, "row"))
    _check_declared(found, meta, reading)
    return found


def _check_declared(found: Geometries, meta: Geo, reading: Reading) -> None:
    """Tell what the metadata declare and the geometries are not."""
    present = [item for item in found if item is not None]
    where = column(meta.column)
    actual = {_type(item) for item in present}
    undeclared = sorted(actual - meta.types) if meta.types else []
    if undeclared:
        reading.note("geoparquet-types", where, declared=listed(sorted(meta.types)), found=listed(undeclared))
    missing = sorted(kind for kind in meta.types - actual if kind.endswith(" Z"))
    if missing and not undeclared:
        reading.note(
            "geoparquet-types", where, declared=listed(sorted(meta.types)), found=listed(sorted(actual))
        )
    _check_box(found, meta, reading)
    if meta.turned and not all(_runs_right(item) for item in present):
        reading.note("geoparquet-orientation", where)
    if meta.spherical:
        wide = [
            n + 1
            for n, item in enumerate(found)
            if item is not None and item.bounds[2] - item.bounds[0] > _HALF_TURN
        ]
        code = "geoparquet-spherical-wide" if wide else "geoparquet-spherical"
        reading.note(code, rows(wide, "row") if wide else where)


def _type(item: Shape) -> str:
    """Return the type of a geometry as GeoParquet writes it."""
    name = _NAMES.get(item.geom_type) or str(item.geom_type)
    return f"{name} Z" if item.has_z else name


def _check_box(found: Geometries, meta: Geo, reading: Reading) -> None:
    """Tell when geometries lie outside of the declared bounds."""
    if meta.bbox is None:
        return
    half = len(meta.bbox) // 2
    west, south, east, north = meta.bbox[0], meta.bbox[1], meta.bbox[half], meta.bbox[half + 1]
    bounds = shapely.bounds(found)
    if west <= east:
        out = (bounds[:, 0] < west - _BOX_TOLERANCE) | (bounds[:, 2] > east + _BOX_TOLERANCE)
    else:
        out = np.zeros(len(bounds), dtype=bool)
    out |= (bounds[:, 1] < south - _BOX_TOLERANCE) | (bounds[:, 3] > north + _BOX_TOLERANCE)
    if out.any():
        reading.note("geoparquet-bbox", rows([int(n) + 1 for n in np.flatnonzero(out)], "row"))


def _runs_right(item: Shape) -> bool:
    """Return whether the outer rings of a geometry run counter-clockwise and its holes clockwise."""
    polygons = [
        piece for piece in shapely.get_parts(item) if piece.geom_type == "Polygon" and not piece.is_empty
    ]
    return all(
        piece.exterior.is_ccw and not any(ring.is_ccw for ring in piece.interiors) for piece in polygons
    )
