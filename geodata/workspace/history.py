"""Items and versions in the records: listing, adding, binning."""

import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

from geodata.errors import UnknownLayerError
from geodata.workspace.errors import WorkspaceError
from geodata.workspace.files import ORIGINALS
from geodata.workspace.model import Item, Kind, Version, from_row, to_details
from geodata.workspace.records import reading, writing

VERSIONS_SQL = "SELECT version.*, item.kind, item.binned FROM version JOIN item USING (item_id)"
_INSERT = "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def items(folder: Path, *, binned: bool) -> tuple[Item, ...]:
    """Return everything in use, or everything in the bin, by name.

    Parameters
    ----------
    folder
        The workspace.
    binned
        Whether to look into the bin.
    """
    with reading(folder) as base:
        rows = base.execute(f"{VERSIONS_SQL} ORDER BY item_id, number").fetchall()
    newest: dict[str, sqlite3.Row] = {}
    counts: dict[str, int] = {}
    for row in rows:
        if (row["binned"] is not None) == binned:
            newest[row["item_id"]] = row
            counts[row["item_id"]] = counts.get(row["item_id"], 0) + 1
    return tuple(Item(name, from_row(row), counts[name], row["binned"]) for name, row in newest.items())


def versions(folder: Path, item_id: str) -> tuple[Version, ...]:
    """Return every version of an item, the oldest first.

    Parameters
    ----------
    folder
        The workspace.
    item_id
        Its name in the one spelling.

    Raises
    ------
    UnknownLayerError
        There is no such item.
    """
    with reading(folder) as base:
        rows = base.execute(f"{VERSIONS_SQL} WHERE item_id = ? ORDER BY number", (item_id,)).fetchall()
    if not rows:
        raise _unknown(folder, item_id)
    return tuple(from_row(row) for row in rows)


def record(folder: Path, draft: Version) -> Version:
    """Give a version its number and time, and write its record: after this it is acknowledged.

    Parameters
    ----------
    folder
        The workspace.
    draft
        A version whose files are safe on the disk; number and time are ignored.

    Raises
    ------
    WorkspaceError
        The item is of another kind, or in the bin.
    WriteError
        The record could not be written; nothing has changed.
    """
    with writing(folder) as base:
        _admit(base, draft)
        (last,) = base.execute(
            "SELECT max(number) FROM version WHERE item_id = ?", (draft.item_id,)
        ).fetchone()
        version = replace(draft, number=(last or 0) + 1, created=_now())
        original = version.original.sha256 if version.original else None
        if original is not None:
            size = (folder / ORIGINALS / original).stat().st_size
            base.execute("INSERT OR IGNORE INTO original VALUES (?, ?)", (original, size))
        values = (
            version.item_id,
            version.number,
            version.created,
            version.file,
            version.sha256,
            version.size,
        )
        base.execute(_INSERT, (*values, version.rows, original, version.restored_from, to_details(version)))
    return version


def set_binned(folder: Path, item_id: str, *, binned: bool) -> None:
    """Put an item with all its versions in the bin, or take it out.

    Parameters
    ----------
    folder
        The workspace.
    item_id
        Its name in the one spelling.
    binned
        Where it shall be; an item that is there already stays as it is.

    Raises
    ------
    UnknownLayerError
        There is no such item.
    WriteError
        The record could not be written; nothing has changed.
    """
    with writing(folder) as base:
        found = base.execute("SELECT binned FROM item WHERE item_id = ?", (item_id,)).fetchone()
        if found is None:
            raise _unknown(folder, item_id)
        if (found["binned"] is not None) != binned:
            base.execute(
                "UPDATE item SET binned = ? WHERE item_id = ?", (_now() if binned else None, item_id)
            )


def _admit(base: sqlite3.Connection, draft: Version) -> None:
    """Make the item if it is new; raise if it is of another kind or in the bin."""
    kind: Kind = draft.kind
    base.execute("INSERT OR IGNORE INTO item VALUES (?, ?, NULL)", (draft.item_id, kind))
    found = base.execute("SELECT kind, binned FROM item WHERE item_id = ?", (draft.item_id,)).fetchone()
    if found["kind"] != kind:
        raise WorkspaceError(
            en=f"Workspace: {draft.item_id} is a {found['kind']}, found a {kind}; choose another name.",
            zh=f"工作区：{draft.item_id} 的类型为 {found['kind']}，现为 {kind}；请换用其他名称。",
        )
    if found["binned"] is not None:
        raise WorkspaceError(
            en=f"Workspace: {draft.item_id} is in the bin; recover it first, or choose another name.",
            zh=f"工作区：{draft.item_id} 在回收站中；请先恢复，或换用其他名称。",
        )


def _now() -> str:
    """Return the time in UTC."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def _unknown(folder: Path, item_id: str) -> UnknownLayerError:
    """Return the error for an item that is not there."""
    return UnknownLayerError(
        en=f"Workspace {folder}: no {item_id!r} found; see `cqlayout workspace list`.",
        zh=f"工作区 {folder}：没有 {item_id!r}；请用 cqlayout workspace list 查看。",
    )
