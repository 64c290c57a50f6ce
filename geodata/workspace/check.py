"""Is a workspace sound? Every record, every file, and what killed sessions left behind."""

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from geodata.text import Bilingual
from geodata.workspace.errors import WorkspaceError
from geodata.workspace.files import DATA, ORIGINALS, sha256_of
from geodata.workspace.history import VERSIONS_SQL
from geodata.workspace.model import CHECKSUM, Finding, Version, from_row
from geodata.workspace.records import reading, refuse_read_only

# A file this young may belong to a session that is about to record it
SETTLED_S = 3_600.0

_PART = re.compile(r"\..*\.part")


def check(folder: Path, *, contents: bool = True) -> tuple[Finding, ...]:
    """Return everything that is wrong or left over; nothing is changed.

    Parameters
    ----------
    folder
        The workspace.
    contents
        Whether to read every file and compare its checksum; otherwise only its presence and size.

    Raises
    ------
    WorkspaceError
        The folder is no workspace of this format, or its records cannot be opened at all.
    """
    found: list[Finding] = []
    with reading(folder) as base:
        found += _records(base)
        rows = base.execute(f"{VERSIONS_SQL} ORDER BY item_id, number").fetchall()
        originals = {row["sha256"]: row["size"] for row in base.execute("SELECT * FROM original")}
    named: set[str] = set()
    for row in rows:
        named.add(row["file"])
        found += _version(folder, row, contents=contents)
    for digest, size in originals.items():
        path = f"{ORIGINALS}/{digest}"
        named.add(path)
        found += _file(folder, path, (digest, size), contents=contents)
    return (*found, *_leftovers(folder, named))


def tidy(folder: Path) -> tuple[str, ...]:
    """Remove what killed sessions left behind more than an hour ago, and return the names.

    Raises
    ------
    ReadOnlyError
        The workspace cannot be written.
    """
    refuse_read_only(folder)
    removed = []
    for finding in check(folder, contents=False):
        path = folder / finding.where
        if finding.code != "leftover" or time.time() - path.stat().st_mtime < SETTLED_S:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        removed.append(finding.where)
    return tuple(removed)


def _records(base: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what SQLite itself finds."""
    for (said,) in base.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield _error("records", "workspace.sqlite", f"damaged: {said}", f"已损坏：{said}")
    for row in base.execute("PRAGMA foreign_key_check").fetchall():
        yield _error(
            "records", "workspace.sqlite", f"a row of {row[0]} has no parent", f"{row[0]} 中有记录缺少上级"
        )
    for row in base.execute("SELECT item_id, count(*) n, max(number) last FROM version GROUP BY item_id"):
        if row["n"] != row["last"]:
            yield _error("gap", row["item_id"], "a version is missing", "缺少某一版本")


def _version(folder: Path, row: sqlite3.Row, *, contents: bool) -> Iterator[Finding]:
    """Yield what is wrong with one version."""
    try:
        version: Version = from_row(row)
    except WorkspaceError as error:
        yield Finding("record", "error", str(row["item_id"]), error.text)
        return
    yield from _file(folder, version.file, (version.sha256, version.size), contents=contents)


def _file(folder: Path, name: str, meant: tuple[str, int], *, contents: bool) -> Iterator[Finding]:
    """Yield what is wrong with one file."""
    path = folder / name
    if not path.is_file() or path.is_symlink():
        yield _error("missing", name, "the file is missing", "文件缺失")
    elif path.stat().st_size != meant[1] or (contents and sha256_of(path) != meant[0]):
        yield _error("changed", name, "the file was changed after it was kept", "文件在保存后被改动")


def _leftovers(folder: Path, named: set[str]) -> Iterator[Finding]:
    """Yield files that no record names: a session was killed before it recorded them, or is about to."""
    for part in (folder, folder / DATA, folder / ORIGINALS):
        for path in sorted(part.iterdir()) if part.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            ours = part != folder and (path.suffix or CHECKSUM.fullmatch(path.name)) and not path.is_dir()
            if name not in named and (ours or _PART.fullmatch(path.name)):
                yield Finding(
                    "leftover",
                    "info",
                    name,
                    Bilingual(
                        en=f"{name}: left by a session that did not finish; nothing refers to it.",
                        zh=f"{name}：未完成的会话遗留的文件，没有记录引用它。",
                    ),
                )


def _error(code: str, where: str, en: str, zh: str) -> Finding:
    """Return a finding that something acknowledged is lost or damaged."""
    return Finding(
        code,
        "error",
        where,
        Bilingual(
            en=f"{where}: {en}; import an exported archive, or restore the file from a backup.",
            zh=f"{where}：{zh}；请导入此前导出的归档，或从备份恢复该文件。",
        ),
    )
