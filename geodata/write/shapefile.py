"""Zipped Shapefile, for those who must: UTF-8 with `.cpg`, short names with a table of the full ones.

The format holds one kind of shape a file, names of 10 bytes, texts of 254 bytes, dates without time and no unknown heights.
What does not fit is changed and told; what cannot be told apart afterwards is refused.
"""

import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geodata.errors import DataFormatError
from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.write.csv import to_csv_bytes
from geodata.write.describe import abstract
from geodata.write.geopackage import table_name, whole_numbers
from geodata.write.names import NameRules
from geodata.write.prepare import prepare
from geodata.write.readback import compare, same_value
from geodata.write.staged import staged

RULES = NameRules(reserved=frozenset({"fid", "geometry", "shape"}), most_bytes=10)
MOST_COLUMNS = 255
MOST_BYTES = 2**31 - 1
_TEXT_BYTES = 254
_LARGEST, _DECIMALS = 1e22, 15
# by the numbers that GEOS gives to types; a missing shape has -1 and none here
_KINDS = {0: "points", 1: "lines", 2: "lines", 3: "areas", 4: "multipoints", 5: "lines", 6: "areas"}
_COLLECTION = 7


def write_shapefile(layer: Layer, path: str | os.PathLike[str]) -> tuple[Bilingual, ...]:
    """Write a layer as Shapefiles in one zip, and return what had to be changed for it.

    Parameters
    ----------
    layer
        A GeoDataFrame with a CRS, which is kept.
    path
        The zip; an older one is replaced when the new one is whole. Holds one Shapefile (`.shp .shx .dbf .prj .cpg`) for each
        kind of shape, `columns.csv` with full and short names, and `about.txt`.

    Raises
    ------
    WriteError
        The zip could not be written whole; an older one is unchanged.
    DataFormatError
        A table without geometry, a geometry collection, over 255 columns or over 2 GB; or as
        :func:`geodata.write.prepare.prepare`.
    CRSMismatchError
        The frame has no CRS.

    Notes
    -----
    ESRI 1998, Shapefile Technical Description; limits as in GDAL's driver page "ESRI Shapefile / DBF".
    """
    _refuse(layer)
    ready = prepare(layer.frame, RULES, uniform_height=False)
    frame, notes = _fitted(gpd.GeoDataFrame(ready.frame))
    stem = table_name(layer.layer_id).replace("/", "_").replace("\\", "_")
    parts = list(_by_kind(frame, stem))
    if len(parts) > 1:
        names = ", ".join(name for name, _ in parts)
        notes.append(
            Bilingual(
                en=f"One Shapefile for each kind of shape: {names}.",
                zh=f"按几何类型分为多个 Shapefile：{names}。",
            )
        )
    with staged(path) as fresh:
        folder = fresh.parent / "parts"
        folder.mkdir()
        for name, part in parts:
            _write_part(part, folder / f"{name}.shp", layer.layer_id)
        (folder / "columns.csv").write_bytes(to_csv_bytes(_columns(ready.names, frame)))
        (folder / "about.txt").write_text(abstract(layer) + "\n", encoding="utf-8", errors="replace")
        _zip(folder, fresh)
    return (*ready.notes, *notes)


def _refuse(layer: Layer) -> None:
    """Raise for what a Shapefile cannot hold at all."""
    frame = layer.frame
    if not isinstance(frame, gpd.GeoDataFrame):
        raise DataFormatError(
            en=f"Shapefile {layer.layer_id}: a table without geometry found; write it as CSV, XLSX or GeoPackage.",
            zh=f"Shapefile {layer.layer_id}：该表没有几何；请改用 CSV、XLSX 或 GeoPackage。",
        )
    if len(frame.columns) - 1 > MOST_COLUMNS:
        raise DataFormatError(
            en=f"Shapefile {layer.layer_id}: {len(frame.columns) - 1} columns found, at most {MOST_COLUMNS} fit; use GeoPackage.",
            zh=f"Shapefile {layer.layer_id}：有 {len(frame.columns) - 1} 列，最多 {MOST_COLUMNS} 列；请改用 GeoPackage。",
        )
    kinds = np.asarray(shapely.get_type_id(np.array(frame.geometry.array, dtype=object)))
    if (kinds == _COLLECTION).any():
        row = int(np.flatnonzero(kinds == _COLLECTION)[0])
        raise DataFormatError(
            en=f"Shapefile {layer.layer_id}: row {row} is a geometry collection, which the format lacks; use GeoPackage.",
            zh=f"Shapefile {layer.layer_id}：第 {row} 行为几何集合，该格式不支持；请改用 GeoPackage。",
        )


def _fitted(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Bilingual]]:
    """Return a frame whose values a DBF holds, and the notes."""
    notes: list[Bilingual] = []
    for name in [name for name in frame.columns if name != frame.active_geometry_name]:
        column = frame[name]
        if pd.api.types.is_datetime64_any_dtype(column.dtype):
            frame[name] = [None if pd.isna(item) else item.isoformat() for item in column]
            notes.append(
                Bilingual(en=f"Column {name}: times are written as text.", zh=f"列“{name}”：时间以文本写出。")
            )
        elif column.map(type).isin([bytes, bytearray]).any():
            frame = frame.drop(columns=name)
            notes.append(
                Bilingual(en=f"Column {name}: bytes are left out.", zh=f"列“{name}”：二进制内容未写出。")
            )
        elif pd.api.types.is_float_dtype(column.dtype):
            notes += _wide_numbers(frame, name)
        elif column.dtype == object:
            notes += _cut_texts(frame, name)
    if len(frame.columns) == 1:
        frame.insert(0, "row", pd.Series(range(len(frame)), dtype="Int64"))
    return _without_mixed_heights(frame, notes), notes


def _wide_numbers(frame: gpd.GeoDataFrame, name: str) -> list[Bilingual]:
    """Write a column as text where a DBF's 24 characters with 15 decimals would lose a number."""
    if all(_fits(item) for item in frame[name].dropna()):
        return []
    frame[name] = pd.Series(
        [None if pd.isna(item) else repr(item) for item in frame[name]], index=frame.index, dtype=object
    )
    return [
        Bilingual(
            en=f"Column {name}: written as text, a Shapefile has no room for its very large or small numbers.",
            zh=f"列“{name}”：含过大或过小的数值，Shapefile 无法保存，以文本写出。",
        )
    ]


def _fits(number: float) -> bool:
    """Return whether 24 characters with up to 15 decimals hold a number."""
    size = abs(number)
    return size < _LARGEST and (size >= 1 or same_value(number, round(number, _DECIMALS)))


def _cut_texts(frame: gpd.GeoDataFrame, name: str) -> list[Bilingual]:
    """Cut the texts of a column to 254 bytes between characters."""
    cut = [
        item.encode("utf-8")[:_TEXT_BYTES].decode("utf-8", errors="ignore") if isinstance(item, str) else item
        for item in frame[name]
    ]
    count = sum(a is not None and a != b for a, b in zip(frame[name], cut, strict=True))
    # a DBF cannot tell an empty text from a missing one
    frame[name] = pd.Series([item if item != "" else None for item in cut], index=frame.index, dtype=object)
    if not count:
        return []
    return [
        Bilingual(
            en=f"Column {name}: {count} texts were cut to {_TEXT_BYTES} bytes; GeoPackage holds them whole.",
            zh=f"列“{name}”：{count} 个文本被截断为 {_TEXT_BYTES} 字节；GeoPackage 可完整保存。",
        )
    ]


def _without_mixed_heights(frame: gpd.GeoDataFrame, notes: list[Bilingual]) -> gpd.GeoDataFrame:
    """Return flat shapes where only some have heights: the format would write unknown ones as zero."""
    shapes = np.array(frame.geometry.array, dtype=object)
    present = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    tall = np.asarray(shapely.has_z(shapes)) & present
    if tall.any() and (present & ~tall).any():
        notes.append(
            Bilingual(
                en=f"Heights of {int(tall.sum())} geometries are left out: others have none, and a Shapefile would write zero.",
                zh=f"{int(tall.sum())} 个几何的高程未写出：其余几何没有高程，Shapefile 会误写为零。",
            )
        )
        shapes = shapely.force_2d(shapes)
    shapes[np.asarray(shapely.is_empty(shapes))] = None
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs, name="geometry"))


def _by_kind(frame: gpd.GeoDataFrame, stem: str) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Yield the name and the rows of each Shapefile; rows without shape go with the first."""
    kinds = pd.Series(
        shapely.get_type_id(np.array(frame.geometry.array, dtype=object)), index=frame.index
    ).map(_KINDS)
    present = list(dict.fromkeys(kinds.dropna()))
    if len(present) <= 1:
        yield stem, frame
        return
    for kind in present:
        rows = (kinds == kind) | (kinds.isna() if kind == present[0] else False)
        yield f"{stem}_{kind}", frame[rows].reset_index(drop=True)


def _write_part(frame: gpd.GeoDataFrame, path: Path, layer_id: str) -> None:
    """Write one Shapefile, read it again and compare."""
    shapes = np.array(frame.geometry.array, dtype=object)
    empty = bool(np.asarray(shapely.is_missing(shapes)).all())
    pyogrio.write_dataframe(
        frame,
        path,
        driver="ESRI Shapefile",
        use_arrow=True,
        geometry_type="Point" if empty else None,
        layer_options={"ENCODING": "UTF-8", "2GB_LIMIT": "YES"},
    )
    for file in path.parent.glob(f"{path.stem}.*"):
        if file.stat().st_size > MOST_BYTES:
            raise DataFormatError(
                en=f"Shapefile {layer_id}: {file.suffix} over 2 GB; use GeoPackage.",
                zh=f"Shapefile {layer_id}：{file.suffix} 超过 2 GB；请改用 GeoPackage。",
            )
    found = pyogrio.read_dataframe(
        path, use_arrow=True, arrow_to_pandas_kwargs={"types_mapper": whole_numbers}
    )
    compare(frame, found, what=f"Shapefile {layer_id}")


def _columns(full: Mapping[str, str], written: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the table of short and full names."""
    names = [str(name) for name in written.columns if name != written.active_geometry_name]
    return pd.DataFrame({"column": names, "full_name": [full.get(name, name) for name in names]})


def _zip(folder: Path, path: Path) -> None:
    """Pack the files of a folder and test the archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    with zipfile.ZipFile(path) as archive:
        broken = archive.testzip()
    if broken is not None:
        message = f"{path.name}: {broken} is damaged"
        raise OSError(message)
