"""A file in one format into a file of another: read guarded, placed, written whole."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
from pyproj import CRS
from pyproj.exceptions import CRSError

from geodata.china_datum import convert_geometries
from geodata.crs import WGS84
from geodata.crs_declared import old_datum
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.layer import Layer, Provenance
from geodata.read import ReadOptions, read_file
from geodata.text import Bilingual
from geodata.workspace.files import sha256_of
from geodata.write.formats import write_layer

if TYPE_CHECKING:
    import pandas as pd

    from geodata.read import Report, Sandbox

_SHIFTED = ("gcj02", "bd09")
_RASTER_ENDINGS = (".tif", ".tiff")
_MOST_RASTER_BYTES = 2 << 30


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a conversion.

    Parameters
    ----------
    report
        The account of the file that was read.
    rows
        How many features, rows or cells were written; None when the file was rejected or a question is open.
    notes
        What the new format changed.
    """

    report: "Report"
    rows: int | None
    notes: tuple[Bilingual, ...]


def convert_file(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    options: ReadOptions | None = None,
    to_crs: str | None = None,
    sandbox: "Sandbox | None" = None,
) -> Converted:
    """Read a file and write it in the format that the ending of `target` names, and return the account.

    Parameters
    ----------
    source
        A file of the person; nothing is written where it is rejected or raises a question.
    target
        The new file; an older one is replaced when the new one is whole.
    options
        The person's answers to questions. Positions on GCJ-02 or BD-09 are written in WGS84, never as they are.
    to_crs
        The coordinate system of the new file, as pyproj reads it; that of `source` by default.
    sandbox
        Reading processes that run already; one is started for this file otherwise.

    Raises
    ------
    DataFormatError
        The format cannot hold the layer, or the ending names none.
    CRSMismatchError
        `to_crs` is no system, or needs parameters between national datums.
    WriteError
        The new file could not be written whole; an older one is unchanged.
    """
    path, wanted = Path(source), options or ReadOptions()
    result = read_file(path, wanted, sandbox=sandbox)
    report = result.report
    if report.verdict.value in {"reject", "ask"}:
        return Converted(report, None, ())
    if report.layer is not None and report.layer.get("geometry") == "Raster":
        cells, notes = _convert_raster(path, Path(target), to_crs)
        return Converted(report, cells, notes)
    if result.frame is None:
        return Converted(report, None, ())
    frame = placed(result.frame, datum=wanted.datum, to_crs=to_crs)
    return Converted(report, len(frame), write_layer(_layer(path, frame, report), target))


def placed(frame: "pd.DataFrame", *, datum: str | None, to_crs: str | None) -> "pd.DataFrame":
    """Return a frame on WGS84 where it was on GCJ-02 or BD-09, and in the coordinate system asked for.

    Parameters
    ----------
    frame
        A layer in its own system, or a table, which stays as it is.
    datum
        `gcj02` or `bd09` where the degrees are on one of these.
    to_crs
        As pyproj reads it; None changes nothing.

    Raises
    ------
    CRSMismatchError
        `to_crs` is no system; the datum is asked for and the layer is not in degrees; or one of the two systems is Xian
        1980 or Beijing 1954 and the other is not: no public parameters join them.
    """
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    if datum in _SHIFTED:
        if frame.crs is None or not frame.crs.is_geographic:
            raise CRSMismatchError(
                en=f"Datum {datum}: degrees expected, found {frame.crs}; GCJ-02 and BD-09 are given in degrees.",
                zh=f"坐标基准 {datum}：应为经纬度，现为 {frame.crs}；GCJ-02、BD-09 均以度表示。",
            )
        moved = convert_geometries(np.array(frame.geometry.array, dtype=object), source=datum, target="wgs84")  # type: ignore[arg-type]  # one of _SHIFTED
        frame = frame.set_geometry(
            gpd.GeoSeries(moved, index=frame.index, crs=WGS84, name=frame.active_geometry_name)
        )
    if to_crs is None:
        return frame
    target = _system(to_crs)
    if old_datum(CRS.from_user_input(frame.crs)) != old_datum(target):
        raise CRSMismatchError(
            en=f"From {frame.crs.name} to {target.name}: the datums differ and no public parameters join them; convert with"
            " the office's own parameters first.",
            zh=f"由 {frame.crs.name} 转换到 {target.name}：两者基准不同，且没有公开的转换参数；请先用本单位的参数转换。",
        )
    moved_frame: pd.DataFrame = gpd.GeoDataFrame.to_crs(frame, target)
    return moved_frame


def _system(text: str) -> CRS:
    """Return the system that a text names."""
    try:
        return CRS.from_user_input(text)
    except CRSError as error:
        raise CRSMismatchError(
            en=f"Coordinate system {text[:80]!r}: not known; expected for example EPSG:4490 or EPSG:4545.",
            zh=f"坐标系 {text[:80]!r} 无法识别；应为例如 EPSG:4490 或 EPSG:4545。",
        ) from error


def _layer(path: Path, frame: "pd.DataFrame", report: "Report") -> Layer:
    """Return the layer with what is known of its origin: the file, its checksum, what was found in it."""
    findings = report.findings
    provenance = Provenance(
        licence="",
        attribution=Bilingual(en="", zh=""),
        vintage="",
        source_ids=(),
        checksum_sha256=sha256_of(path),
        note=Bilingual(
            en=" ".join(item.message.en for item in findings),
            zh="".join(item.message.zh for item in findings),
        ),
        files=(path.name,),
    )
    return Layer(path.stem, Bilingual(en=path.stem, zh=path.stem), frame, provenance)


def _convert_raster(path: Path, target: Path, to_crs: str | None) -> tuple[int, tuple[Bilingual, ...]]:
    """Write a GeoTIFF that passed the checks as a cloud-optimised one, and return its cells."""
    import rasterio  # noqa: PLC0415 - rasters are rare

    from geodata.write.cog import Raster, write_cog  # noqa: PLC0415 - as above

    if target.suffix.lower() not in _RASTER_ENDINGS or to_crs is not None:
        raise DataFormatError(
            en=f"Raster {path.name}: a raster is written as .tif in its own coordinate system; found {target.name}.",
            zh=f"栅格 {path.name}：栅格只能按原坐标系写为 .tif，现为 {target.name}。",
        )
    with rasterio.open(path, driver="GTiff") as source:
        size = source.width * source.height * source.count * np.dtype(source.dtypes[0]).itemsize
        if size > _MOST_RASTER_BYTES:
            raise DataFormatError(
                en=f"Raster {path.name}: {size >> 20} MB of cells found, at most {_MOST_RASTER_BYTES >> 20} fit; cut it.",
                zh=f"栅格 {path.name}：像元共 {size >> 20} MB，上限 {_MOST_RASTER_BYTES >> 20} MB；请先裁切。",
            )
        raster = Raster(source.read(), source.transform, source.crs, source.nodata)
    whole = raster.cells.dtype.kind in "iu"
    notes = write_cog(raster, target, overviews="nearest" if whole else "average")
    return int(raster.cells.size), notes
