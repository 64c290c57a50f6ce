"""The tables of a GeoPackage that say which layers there are and in which coordinate system (OGC 12-128r19, clause 1.1)."""

import sqlite3
from dataclasses import dataclass

from geodata.quality.model import Claim, Reading
from geodata.quality.places import layer as layer_place
from geodata.quality.places import part
from geodata.text import Bilingual

_UNDEFINED = {0, -1}
_NEEDED = ("gpkg_contents", "gpkg_spatial_ref_sys")
_SRS = Bilingual(en="gpkg_spatial_ref_sys", zh="gpkg_spatial_ref_sys")


@dataclass(frozen=True, slots=True)
class Entry:
    """A table that the GeoPackage lists.

    Parameters
    ----------
    table, kind
        Its name and data type (features, attributes, tiles …).
    column
        Its geometry column; empty for other kinds.
    srs_id, contents_srs_id
        The coordinate system as the geometry column and as the contents table have it.
    key
        The primary key column, or empty.
    """

    table: str
    kind: str
    column: str
    srs_id: int
    contents_srs_id: int | None
    key: str


def entries(base: sqlite3.Connection, reading: Reading) -> list[Entry]:
    """Return the tables that the GeoPackage lists.

    Parameters
    ----------
    base
        The open database.
    reading
        Where findings go.

    Raises
    ------
    Stop
        The database is no GeoPackage.
    """
    tables = {
        row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    }
    missing = [name for name in _NEEDED if name not in tables]
    if missing:
        raise reading.stop("gpkg-not-one", part("sqlite_master"), missing=", ".join(missing))
    geometry = (
        {
            row[0]: (row[1], row[2])
            for row in base.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns")
        }
        if "gpkg_geometry_columns" in tables
        else {}
    )
    found = []
    for table, kind, srs_id in base.execute("SELECT table_name, data_type, srs_id FROM gpkg_contents"):
        if table not in tables:
            raise reading.stop("gpkg-no-table", layer_place(table))
        if kind == "features" and table not in geometry:
            raise reading.stop("gpkg-no-geometry-column", layer_place(table), name="-")
        column, column_srs = geometry.get(table, ("", srs_id))
        found.append(Entry(table, kind, column, int(column_srs or 0), srs_id, _key(base, table)))
    return found


def _key(base: sqlite3.Connection, table: str) -> str:
    """Return the primary key column of a table, or nothing."""
    rows = base.execute("SELECT name FROM pragma_table_info(?) WHERE pk = 1", (table,)).fetchall()
    return str(rows[0][0]) if rows else ""


def claim(base: sqlite3.Connection, entry: Entry, *, reading: Reading) -> Claim:
    """Return what the GeoPackage says about a layer's coordinate system.

    Parameters
    ----------
    base
        The open database.
    entry
        The layer.
    reading
        Where findings go.
    """
    if entry.contents_srs_id is not None and entry.contents_srs_id != entry.srs_id:
        reading.note(
            "gpkg-srs-differ", layer_place(entry.table), contents=entry.contents_srs_id, column=entry.srs_id
        )
    if entry.srs_id in _UNDEFINED:
        return Claim(None, _SRS, "crs-missing")
    row = base.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
        (entry.srs_id,),
    ).fetchone()
    if row is None:
        return Claim(None, _SRS, "crs-missing")
    authority, code, definition = (str(value or "").strip() for value in row)
    if authority.upper() in {"EPSG", "ESRI", "OGC"}:
        return Claim(f"{authority.upper()}:{code}", _SRS)
    usable = definition and definition.lower() != "undefined"
    return Claim(definition, _SRS) if usable else Claim(None, _SRS, "crs-missing")
