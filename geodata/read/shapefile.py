"""Shapefile sets: .shp with .shx, .dbf, .prj and .cpg, zipped or loose."""

from pathlib import Path

import numpy as np

from geodata.quality.model import Claim, Columns, RawLayer, Reading
from geodata.quality.places import part, rows
from geodata.read import dbf, ogr, shp_records
from geodata.text import Bilingual

PARTS = (".shx", ".dbf", ".prj", ".cpg")

_PRJ = Bilingual(en="the .prj file", zh=".prj 文件")
_NO_PRJ = Bilingual(en="no usable .prj file", zh="没有可用的 .prj 文件")
_LONGEST_PRJ = 100_000


def read(path: Path, title: str, *, reading: Reading) -> RawLayer:
    """Return the layer of a Shapefile.

    Parameters
    ----------
    path
        The .shp in the work folder; its other parts beside it, with lower-case extensions.
    title
        The name of the layer.
    reading
        Where findings go.

    Raises
    ------
    Stop
        A part is missing, damaged, or does not fit the others.
    """
    shp = path.read_bytes()
    shx, table, cpg = (_part(path, suffix) for suffix in (".shx", ".dbf", ".cpg"))
    if not shp:
        raise reading.stop("shapefile-short", part(".shp"), found=0)
    if shx is None and table is None:
        raise reading.stop("shapefile-only-shp")
    records = shp_records.check(shp, shx, reading=reading)
    if records.index_rebuilt:
        reading.note("shapefile-no-shx")
        path.with_suffix(".shx").write_bytes(shp_records.rebuilt_index(shp, records))
    columns, deleted = _attributes(table, cpg, len(records), reading)
    claim = _claim(path)
    for suffix in (".dbf", ".prj", ".cpg"):
        # these parts are read above, strictly; GDAL would judge them once more, in its own way
        path.with_suffix(suffix).unlink(missing_ok=True)
    geometry = ogr.read_shapes(path, reading)
    if len(geometry) != len(records):
        raise reading.stop("shapefile-lost-records", expected=len(records), found=len(geometry))
    layer = RawLayer(title, geometry, columns, claim, word="record")
    if deleted:
        reading.note("dbf-deleted", rows(deleted, "record"), count=len(deleted))
        layer.keep(~np.isin(np.arange(1, len(records) + 1), deleted))
    return layer


def _part(path: Path, suffix: str) -> bytes | None:
    """Return the bytes of a part, or None when there is none."""
    file = path.with_suffix(suffix)
    return file.read_bytes() if file.is_file() else None


def _attributes(
    table: bytes | None, cpg: bytes | None, shapes: int, reading: Reading
) -> tuple[Columns, list[int]]:
    """Return the columns of the .dbf, and the numbers of deleted records."""
    if table is None:
        reading.note("shapefile-no-dbf")
        return {}, []
    checked = dbf.check(table, shapes, reading=reading)
    return dbf.values(checked, dbf.codec(checked, cpg, reading=reading), reading=reading)


def _claim(path: Path) -> Claim:
    """Return what the .prj says; nothing in it is ever looked up elsewhere."""
    raw = _part(path, ".prj")
    if raw is None:
        return Claim(None, _NO_PRJ, "crs-missing")
    text = raw[:_LONGEST_PRJ].decode("utf-8-sig", errors="replace").strip("\x00 \t\r\n")
    if not text:
        return Claim(None, _NO_PRJ, "crs-missing")
    return Claim(text, _PRJ)
