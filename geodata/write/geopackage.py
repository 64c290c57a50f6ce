"""GeoPackage 1.3: one file with the layer, its description and its QGIS style."""

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely

from geodata.errors import WriteError
from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.write.describe import abstract, qgis_metadata
from geodata.write.names import NameRules, fitting_names
from geodata.write.prepare import Prepared, prepare
from geodata.write.qgis_style import LayerStyle, Shape, to_qml
from geodata.write.readback import compare
from geodata.write.staged import staged

RULES = NameRules(reserved=frozenset({"fid", "geom", "geometry", "ogc_fid", "rowid", "_rowid_", "oid"}))
# 1.3 opens without a warning in GDAL 3.6 and QGIS 3.22; GDAL's own default is newer
VERSION = "1.3"

_SHAPES: tuple[Shape, ...] = ("marker", "line", "fill")
_QUOTES = "'\"`[];\\/"
_STYLES_SQL = """
CREATE TABLE IF NOT EXISTS layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))
"""
# OGC 12-128r17 (GeoPackage 1.3.0), tables 16 and 17, and annex F.8 for the row in gpkg_extensions
_METADATA_SQL = """
CREATE TABLE IF NOT EXISTS gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
"""
_METADATA_DEFINITION = "http://www.geopackage.org/spec120/#extension_metadata"


def write_geopackage(
    layer: Layer, path: str | os.PathLike[str], *, style: LayerStyle | None = None
) -> tuple[Bilingual, ...]:
    """Write a layer or table as a GeoPackage of one file, and return what had to be changed for it.

    The CRS of the frame is kept. QGIS opens it in the colours of the style and shows title, abstract and licence.

    Parameters
    ----------
    layer
        A GeoDataFrame with a CRS, or a table.
    path
        The file; an older one is replaced when the new one is whole.
    style
        The colours; one colour for everything by default.

    Raises
    ------
    WriteError
        The file could not be written whole; an older one is unchanged.
    CRSMismatchError, DataFormatError
        As :func:`geodata.write.prepare.prepare`.
    """
    return write_geopackage_layers([(layer, style or LayerStyle())], path)


def write_geopackage_layers(
    layers: Sequence[tuple[Layer, LayerStyle]], path: str | os.PathLike[str]
) -> tuple[Bilingual, ...]:
    """Write several layers, each with its own style, as a GeoPackage of one file; as :func:`write_geopackage`.

    Parameters
    ----------
    layers
        Layers with different ids, and their colours; the first lies on top in the list of QGIS.
    path
        The file.
    """
    notes: list[Bilingual] = []
    with staged(path) as fresh:
        for number, (layer, style) in enumerate(layers):
            ready = prepare(layer.frame, RULES, uniform_height=False)
            name = table_name(layer.layer_id)
            _write_frame(ready, fresh, name, layer, first=number == 0)
            _add_tables(fresh, name, layer, ready, style)
            _check(fresh, name, ready)
            notes += ready.notes
    return tuple(notes)


def table_name(layer_id: str) -> str:
    """Return the name of a layer's table: the id, unless SQLite or GeoPackage keep it for themselves.

    Parameters
    ----------
    layer_id
        Any text.
    """
    (name,) = fitting_names([layer_id], NameRules(reserved=frozenset({"layer_styles"})))
    name = "".join("_" if character in _QUOTES else character for character in name)
    kept = name.lower().startswith(("gpkg_", "rtree_", "sqlite_", "ogr_", "trigger_"))
    return f"layer_{name}" if kept else name


def _write_frame(ready: Prepared, path: Path, name: str, layer: Layer, *, first: bool) -> None:
    """Write the rows."""
    options = {
        "IDENTIFIER": f"{layer.title.zh} {layer.title.en}".strip() or name,
        "DESCRIPTION": abstract(layer),
    }
    pyogrio.write_dataframe(
        ready.frame,
        path,
        layer=name,
        driver="GPKG",
        use_arrow=True,
        dataset_options={"VERSION": VERSION} if first else None,
        layer_options={key: value.replace("\0", "") for key, value in options.items()},
    )


def _add_tables(path: Path, name: str, layer: Layer, ready: Prepared, style: LayerStyle) -> None:
    """Add the style and the metadata in one transaction."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript(f"BEGIN; {_METADATA_SQL}")
        rows = [
            (table, None, "gpkg_metadata", _METADATA_DEFINITION, "read-write")
            for table in ("gpkg_metadata", "gpkg_metadata_reference")
        ]
        base.executemany("INSERT OR IGNORE INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", rows)
        added = base.execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, metadata) VALUES ('dataset', ?, ?)",
            ("http://mrcc.com/qgis.dtd", qgis_metadata(layer)),
        )
        base.execute(
            "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, md_file_id) VALUES ('table', ?, ?)",
            (name, added.lastrowid),
        )
        if isinstance(ready.frame, gpd.GeoDataFrame):
            # GDAL says that heights are mandatory as soon as it has seen one; 2 allows both (Requirement 19)
            base.execute(
                "UPDATE gpkg_geometry_columns SET z = ? WHERE table_name = ?", (_heights(ready.frame), name)
            )
            _add_style(base, name, to_qml(style, _shape(ready.frame)))
        base.execute("COMMIT")


def _add_style(base: sqlite3.Connection, name: str, qml: str) -> None:
    """Add the table in which QGIS looks for styles, with one style that it applies by itself."""
    base.execute(_STYLES_SQL)
    base.execute(
        "INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', 'QGIS layer styles')"
    )
    base.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, 'geom', 'default', ?, '', 1, '', '')",
        (name, qml),
    )


def _heights(frame: gpd.GeoDataFrame) -> int:
    """Return 0 where heights are prohibited, 1 where they are mandatory, 2 where a layer has both."""
    shapes = np.array(frame.geometry.array, dtype=object)
    tall = np.asarray(shapely.has_z(shapes))[~np.asarray(shapely.is_missing(shapes))]
    return 2 if tall.any() and not tall.all() else int(tall.any())


def _shape(frame: gpd.GeoDataFrame) -> Shape:
    """Return what a layer draws, by the highest dimension in it."""
    dimensions = shapely.get_dimensions(np.array(frame.geometry.array, dtype=object))
    return _SHAPES[max(int(dimensions.max(initial=-1)), 0)]


def _check(path: Path, name: str, ready: Prepared) -> None:
    """Read the file again and compare; raise WriteError where it differs."""
    with contextlib.closing(sqlite3.connect(path)) as base:
        (verdict,) = base.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise WriteError(
            en=f"GeoPackage {name}: {verdict}; nothing was written. Check the disk.",
            zh=f"GeoPackage {name}：{verdict}；未写入任何文件。请检查磁盘。",
        )
    found = read_back(path, name)
    compare(ready.frame, found, what=f"GeoPackage {name}")


def whole_numbers(kind: pa.DataType) -> pd.Int64Dtype | pd.BooleanDtype | None:
    """Return the type for whole numbers and truth values that may be missing; a float would lose digits beyond 2**53.

    Parameters
    ----------
    kind
        The type of an Arrow column.
    """
    if pa.types.is_boolean(kind):
        return pd.BooleanDtype()
    return pd.Int64Dtype() if pa.types.is_int64(kind) else None


def read_back(path: Path, name: str) -> pd.DataFrame:
    """Return the rows of a table that this module wrote.

    Parameters
    ----------
    path
        A GeoPackage that this module wrote; files of others go through the guarded reader.
    name
        Its table.
    """
    frame: pd.DataFrame = pyogrio.read_dataframe(
        path, layer=name, use_arrow=True, arrow_to_pandas_kwargs={"types_mapper": whole_numbers}
    )
    return frame
