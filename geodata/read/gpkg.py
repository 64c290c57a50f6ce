"""GeoPackage, read with SQLite alone: read-only, without extensions, triggers or writable schema, and with a time limit."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.quality.model import Columns, Geometries, RawLayer, Reading
from geodata.quality.places import column, inside, part, rows
from geodata.quality.places import layer as layer_place
from geodata.quality.shown import listed
from geodata.read.gpkg_blob import split
from geodata.read.gpkg_contents import Entry, claim, entries
from geodata.read.wkb import whole

# Of the whole time limit, what one query may take, and after how many steps of SQLite the clock is looked at.
_QUERY_SHARE = 0.35
_STEPS = 20_000
_MOST_LAYERS = 200
_PLACED_ENOUGH = 0.5


@dataclass(slots=True)
class _Counted:
    """A layer with how many of its rows have a geometry."""

    entry: Entry
    rows: int
    placed: int


def read(reading: Reading) -> RawLayer:
    """Return the layer of a GeoPackage.

    Parameters
    ----------
    reading
        The file being read; it is never written to.

    Raises
    ------
    Stop
        The database is damaged, has no layer of features, or several and none was chosen; or a query does not end.
    """
    with _opened(reading) as base:
        _check_whole(base, reading)
        found = entries(base, reading)
        features = [entry for entry in found if entry.kind == "features"]
        if not features:
            kinds = sorted({entry.kind for entry in found})
            raise reading.stop("gpkg-no-features", kinds=", ".join(kinds) or "-")
        if len(features) > _MOST_LAYERS:
            raise reading.which_layer([entry.table for entry in features])
        chosen = _choose([_count(base, entry, reading) for entry in features], reading)
        return _rows(base, chosen.entry, reading)


@contextmanager
def _opened(reading: Reading) -> Iterator[sqlite3.Connection]:
    """Yield a connection that cannot write, load or run longer than its share of the time; errors become findings."""
    base = sqlite3.connect(f"{reading.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    deadline = time.monotonic() + reading.limits.seconds * _QUERY_SHARE
    base.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    base.text_factory = _text
    try:
        for pragma in (
            "trusted_schema = OFF",
            "query_only = ON",
            "cell_size_check = ON",
            "temp_store = MEMORY",
        ):
            base.execute(f"PRAGMA {pragma}")
        yield base
    except sqlite3.OperationalError as error:
        if str(error) == "interrupted":
            raise reading.stop("gpkg-endless") from None
        raise reading.stop("gpkg-damaged", problem=str(error)) from None
    except sqlite3.DatabaseError as error:
        raise reading.stop("gpkg-damaged", problem=str(error)) from None
    except (UnicodeDecodeError, OverflowError):
        # a damaged schema whose own error message cannot be decoded, or a number beyond its range
        raise reading.stop("gpkg-damaged", problem="schema") from None
    finally:
        base.close()


def _text(raw: bytes) -> str:
    """Return the text of a cell; bytes that are no UTF-8 stay visible as such."""
    return raw.decode("utf-8", errors="backslashreplace")


def _check_whole(base: sqlite3.Connection, reading: Reading) -> None:
    """Stop when a page of the database is missing or damaged."""
    pages = base.execute("PRAGMA page_count").fetchone()[0] * base.execute("PRAGMA page_size").fetchone()[0]
    size = reading.path.stat().st_size
    if pages > size:
        raise reading.stop("gpkg-truncated", declared=f"{pages:,}", found=f"{size:,}")
    answer = base.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        raise reading.stop("gpkg-damaged", problem=answer)


def _count(base: sqlite3.Connection, entry: Entry, reading: Reading) -> _Counted:
    """Return how many rows a layer has and how many of them have a geometry."""
    try:
        query = f"SELECT count(*), count({_quoted(entry.column)}) FROM {_quoted(entry.table)}"  # noqa: S608 - both names are quoted identifiers
        total, placed = base.execute(query).fetchone()
    except sqlite3.OperationalError as error:
        if str(error) == "interrupted":
            raise reading.stop("gpkg-endless", layer_place(entry.table)) from None
        raise reading.stop("gpkg-damaged", layer_place(entry.table), problem=str(error)) from None
    return _Counted(entry, int(total), int(placed))


def _choose(counted: list[_Counted], reading: Reading) -> _Counted:
    """Return the layer that was asked for or the only one that is a map layer; empty and unplaced ones are no choice."""
    wanted = reading.options.layer
    names = [item.entry.table for item in counted]
    if wanted is not None:
        found = [item for item in counted if item.entry.table == wanted]
        if not found:
            raise reading.stop("unknown-layer", wanted=wanted, layers=listed(names))
        return found[0]
    if len(counted) == 1:
        return counted[0]
    usable = [
        item for item in counted if item.rows and item.placed >= _PLACED_ENOUGH * item.rows and item.placed
    ]
    if not usable:
        raise reading.stop("gpkg-unplaced", layers=listed(names))
    if len(usable) > 1:
        titles = [item.entry.table for item in usable]
        raise reading.which_layer(titles)
    rest = [f"{item.entry.table} ({item.placed}/{item.rows})" for item in counted if item is not usable[0]]
    reading.note("gpkg-set-aside", layer_place(usable[0].entry.table), layers=listed(rest))
    return usable[0]


def _rows(base: sqlite3.Connection, entry: Entry, reading: Reading) -> RawLayer:
    """Return the rows of a layer."""
    where = layer_place(entry.table)
    cursor = base.execute(f"SELECT * FROM {_quoted(entry.table)}")  # noqa: S608 - a quoted identifier
    names = [item[0] for item in cursor.description]
    if entry.column not in names:
        raise reading.stop("gpkg-no-geometry-column", where, name=entry.column)
    found = cursor.fetchmany(reading.limits.features + 1)
    if not found:
        raise reading.stop("no-features", where)
    place = names.index(entry.column)
    geometry, srs_ids = _geometry([row[place] for row in found], reading)
    strange = sorted(srs_ids - {entry.srs_id})
    if strange:
        reading.note("gpkg-blob-srs", where, found=", ".join(map(str, strange)), expected=entry.srs_id)
    key = entry.key
    columns: Columns = {
        name: [row[n] for row in found] for n, name in enumerate(names) if n != place and name != key
    }
    _note_blobs(columns, reading)
    numbers = [row[names.index(key)] for row in found] if key in names else []
    usable = all(isinstance(number, int) for number in numbers)
    return RawLayer(
        entry.table,
        geometry,
        columns,
        claim(base, entry, reading=reading),
        word="record",
        numbers=numbers if usable else (),
    )


def _geometry(blobs: list[object], reading: Reading) -> tuple[Geometries, set[int]]:
    """Return the geometries of the blobs, and the coordinate systems that they name."""
    found = np.full(len(blobs), None, dtype=object)
    srs_ids: set[int] = set()
    broken: list[int] = []
    for n, blob in enumerate(blobs):
        if blob is None:
            continue
        parts = split(blob)
        found[n] = None if parts is None else whole(parts.wkb)
        if found[n] is None or parts is None:
            broken.append(n + 1)
        else:
            srs_ids.add(parts.srs_id)
    if broken:
        raise reading.stop("gpkg-geometry", rows(broken, "record"))
    points, owners = shapely.get_coordinates(found, return_index=True)
    bad = sorted({int(owner) + 1 for owner in owners[~np.isfinite(points).all(axis=1)]})
    if bad:
        raise reading.stop("coordinate-not-finite-row", rows(bad, "record"))
    return found, srs_ids


def _note_blobs(columns: Columns, reading: Reading) -> None:
    """Leave out columns of raw bytes, and say so."""
    for name in [
        name for name, values in columns.items() if any(isinstance(value, bytes) for value in values)
    ]:
        del columns[name]
        reading.note("column-of-bytes", inside(part("SQLite"), column(name)))


def _quoted(name: str) -> str:
    """Return a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
