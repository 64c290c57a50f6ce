"""GeoParquet 1.1 with the bounding box of each row, and Parquet for tables."""

import json
import os
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.write.describe import description
from geodata.write.names import NameRules
from geodata.write.prepare import GEOMETRY, Prepared, prepare
from geodata.write.readback import compare
from geodata.write.staged import staged

RULES = NameRules(reserved=frozenset({"geometry", "bbox"}), ignores_case=False)
VERSION = "1.1.0"
BBOX = "bbox"
DESCRIPTION_KEY = b"description"

_ROWS_A_GROUP = 65_536


def write_geoparquet(layer: Layer, path: str | os.PathLike[str]) -> tuple[Bilingual, ...]:
    """Write a layer as GeoParquet 1.1 (a table as Parquet), and return what had to be changed for it.

    Compressed with zstd; each row's bounding box stands in the column `bbox` that the metadata names as covering, so
    that readers skip what they do not need. The layer's description stands as JSON in the file's metadata.

    Parameters
    ----------
    layer
        A GeoDataFrame with a CRS, which is kept, or a table.
    path
        As for :func:`geodata.write.formats.write_layer`.

    Raises
    ------
    WriteError
        As `write_layer`.
    CRSMismatchError, DataFormatError
        As :func:`geodata.write.prepare.prepare`.

    Notes
    -----
    GeoParquet specification 1.1.0, sections "Bounding Box Columns" and "Column metadata".
    """
    ready = prepare(layer.frame, RULES, uniform_height=False)
    with staged(path) as fresh:
        _write_frame(ready, fresh)
        _describe(fresh, layer)
        compare(ready.frame, _read_back(fresh, ready), what=f"GeoParquet {layer.layer_id}")
    return ready.notes


def _write_frame(ready: Prepared, path: Path) -> None:
    """Write the rows."""
    if isinstance(ready.frame, gpd.GeoDataFrame):
        ready.frame.to_parquet(
            path, schema_version=VERSION, write_covering_bbox=True, compression="zstd", index=False
        )
    else:
        ready.frame.to_parquet(path, compression="zstd", index=False)


def _describe(path: Path, layer: Layer) -> None:
    """Write the file once more with the layer's description among its metadata."""
    table = pq.read_table(path)
    text = json.dumps(description(layer), ensure_ascii=False).encode("utf-8", errors="replace")
    if GEOMETRY in table.column_names and BBOX in table.column_names:
        table = _without_empty_boxes(table)
    labelled = table.replace_schema_metadata({**(table.schema.metadata or {}), DESCRIPTION_KEY: text})
    pq.write_table(labelled, path, compression="zstd", row_group_size=_ROWS_A_GROUP, write_statistics=True)


def _without_empty_boxes(table: pa.Table) -> pa.Table:
    """Return the table with no box where there is no geometry, as the specification asks (geopandas writes NaN)."""
    boxes = table.column(BBOX).combine_chunks()
    gaps = table.column(GEOMETRY).combine_chunks().is_null()
    names = [field.name for field in boxes.type]
    masked = pa.StructArray.from_arrays([boxes.field(name) for name in names], names=names, mask=gaps)
    return table.set_column(table.column_names.index(BBOX), BBOX, masked)


def _read_back(path: Path, ready: Prepared) -> pd.DataFrame:
    """Return the rows of the file."""
    frame: pd.DataFrame = (
        gpd.read_parquet(path) if isinstance(ready.frame, gpd.GeoDataFrame) else pd.read_parquet(path)
    )
    return frame
