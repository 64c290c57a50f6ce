"""FlatGeobuf: a stream with a spatial index, for web maps and large layers."""

import os
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from geodata.errors import DataFormatError
from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.write.describe import abstract
from geodata.write.geopackage import table_name, whole_numbers
from geodata.write.names import NameRules
from geodata.write.prepare import Prepared, prepare
from geodata.write.readback import compare
from geodata.write.staged import staged

RULES = NameRules(reserved=frozenset({"fid", "geometry"}))


def write_flatgeobuf(layer: Layer, path: str | os.PathLike[str]) -> tuple[Bilingual, ...]:
    """Write a layer as FlatGeobuf, and return what had to be changed for it.

    With a spatial index, for which the rows are put in spatial order; a layer with missing geometries cannot have one
    and keeps its order.

    Parameters
    ----------
    layer
        A GeoDataFrame with a CRS, which is kept.
    path
        As for :func:`geodata.write.formats.write_layer`.

    Raises
    ------
    WriteError, CRSMismatchError
        As `write_layer`.
    DataFormatError
        The layer is a table without geometry, or as :func:`geodata.write.prepare.prepare`.
    """
    if not isinstance(layer.frame, gpd.GeoDataFrame):
        raise DataFormatError(
            en=f"FlatGeobuf {layer.layer_id}: a table without geometry found; write it as CSV, XLSX or GeoPackage.",
            zh=f"FlatGeobuf {layer.layer_id}：该表没有几何；请改用 CSV、XLSX 或 GeoPackage。",
        )
    ready = prepare(layer.frame, RULES, uniform_height=True)
    shapes = np.array(ready.frame["geometry"].array, dtype=object)
    gaps = bool((shapely.is_missing(shapes) | shapely.is_empty(shapes)).any()) or not len(shapes)
    with staged(path) as fresh:
        _write_frame(ready, fresh, layer, indexed=not gaps)
        # Reading by Arrow ends the process where a geometry is missing (GDAL 3.12)
        arrow = {} if gaps else {"use_arrow": True, "arrow_to_pandas_kwargs": {"types_mapper": whole_numbers}}
        found = pyogrio.read_dataframe(fresh, **arrow)
        compare(ready.frame, found, what=f"FlatGeobuf {layer.layer_id}", ordered=gaps)
    return (*ready.notes, *(_index_notes(gaps=gaps)))


def _write_frame(ready: Prepared, path: Path, layer: Layer, *, indexed: bool) -> None:
    """Write the rows."""
    pyogrio.write_dataframe(
        ready.frame,
        path,
        layer=table_name(layer.layer_id),
        driver="FlatGeobuf",
        use_arrow=True,
        layer_options={
            "SPATIAL_INDEX": "YES" if indexed else "NO",
            "TITLE": f"{layer.title.zh} {layer.title.en}".replace("\0", ""),
            "DESCRIPTION": abstract(layer).replace("\0", ""),
        },
    )


def _index_notes(*, gaps: bool) -> tuple[Bilingual, ...]:
    """Return the note on the order of rows."""
    if gaps:
        return (
            Bilingual(
                en="Written without a spatial index: some features have no geometry.",
                zh="部分要素没有几何，因此未建立空间索引。",
            ),
        )
    return (Bilingual(en="Rows are in spatial order.", zh="要素按空间顺序排列，与原顺序不同。"),)
