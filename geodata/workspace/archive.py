"""A whole workspace as one file, to carry to another machine.

A zip with `manifest.json` (format, and name, size and SHA-256 of every file), `workspace.sqlite` (a snapshot of the records)
and the files that they name. An archive comes from elsewhere: on import nothing in it is trusted before it was checked.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import DataFormatError, DataMissingError, WriteError
from geodata.workspace.check import check
from geodata.workspace.errors import WorkspaceError
from geodata.workspace.files import DATA, ORIGINALS, sha256_of
from geodata.workspace.records import RECORDS, reading
from geodata.workspace.store import Workspace
from geodata.write.atomic import flush_folder, new_parents
from geodata.write.staged import explained, flush_file, staged

FORMAT = "cqlayout-workspace/1"
MANIFEST = "manifest.json"

_MEMBER = re.compile(r"workspace\.sqlite|data/[0-9a-f]{32}\.[a-z]{2,8}|originals/[0-9a-f]{64}")
_MOST_MANIFEST = 64 << 20
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive.

    Parameters
    ----------
    name
        Its path below the workspace.
    size, sha256
        Bytes and checksum.
    """

    name: str
    size: int
    sha256: str


def export_workspace(folder: str | os.PathLike[str], path: str | os.PathLike[str]) -> tuple[Member, ...]:
    """Write a workspace with its whole history as one archive, and return what is in it.

    Other sessions may go on working: the archive holds the state at one moment.

    Parameters
    ----------
    folder
        The workspace.
    path
        The archive; an older one is replaced when the new one is whole.

    Raises
    ------
    WorkspaceError
        The folder is no workspace, or a file of it is missing or was changed.
    WriteError
        The archive could not be written whole.
    """
    place = Path(folder)
    with staged(path) as fresh:
        snapshot = fresh.with_name(RECORDS)
        names = _snapshot(place, snapshot)
        members = [Member(RECORDS, snapshot.stat().st_size, sha256_of(snapshot))]
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(snapshot, RECORDS)
            for name, digest in names.items():
                members.append(_pack(archive, place, name, digest))
            listing = {
                "format": FORMAT,
                "files": [{"name": m.name, "size": m.size, "sha256": m.sha256} for m in members],
            }
            archive.writestr(MANIFEST, json.dumps(listing, indent=1))
        with zipfile.ZipFile(fresh) as archive:
            if archive.testzip() is not None:
                message = "the archive does not read back"
                raise OSError(message)
    return tuple(members)


def import_workspace(path: str | os.PathLike[str], folder: str | os.PathLike[str]) -> Workspace:
    """Unpack an archive as a new workspace, and return it once everything in it was checked.

    Parameters
    ----------
    path
        The archive.
    folder
        Where the workspace shall lie: missing, or an empty folder.

    Raises
    ------
    DataMissingError
        There is no such archive.
    DataFormatError
        It is no archive of a workspace, is damaged, or holds what does not belong there.
    WorkspaceError
        The folder is not empty.
    WriteError
        The disk is full or read-only; nothing was left behind.
    """
    source, place = Path(path), Path(folder)
    if not source.is_file():
        raise DataMissingError(en=f"Archive {source}: no such file.", zh=f"归档 {source}：文件不存在。")
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise WorkspaceError(
            en=f"Workspace {place}: the folder is not empty; name a new one.",
            zh=f"工作区 {place}：文件夹不为空；请另选新文件夹。",
        )
    stage = place.parent / f".{place.name}.{secrets.token_hex(4)}.part"
    try:
        with new_parents(stage), _temporary(stage):
            for part in (stage / DATA, stage / ORIGINALS):
                part.mkdir()
            _unpack(source, stage)
            _refuse_unsound(source, stage)
            for part in (stage / DATA, stage / ORIGINALS, stage):
                flush_folder(part)
            stage.replace(place)
            flush_folder(place.parent)
    except OSError as error:
        if isinstance(error, WriteError):
            raise
        raise explained(place, error) from error
    return Workspace.open(place)


@contextmanager
def _temporary(folder: Path) -> Iterator[None]:
    """Make a folder; take it away afterwards if it is still there."""
    folder.mkdir()
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _snapshot(folder: Path, path: Path) -> dict[str, str]:
    """Copy the records as they are at one moment, and return the files they name with their checksums."""
    with reading(folder) as base:
        try:
            return _copied(base, path)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in {
                sqlite3.SQLITE_CORRUPT,
                sqlite3.SQLITE_NOTADB,
            }:
                raise
            raise OSError(str(error)) from error  # the copy, not the workspace: no room, or no right to write


def _copied(base: sqlite3.Connection, path: Path) -> dict[str, str]:
    """Copy open records into a new file, and return the files they name with their checksums."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as copy:
        base.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file; it becomes a log again on import
        names = dict(copy.execute("SELECT file, sha256 FROM version ORDER BY file").fetchall())
        originals = copy.execute("SELECT sha256 FROM original ORDER BY sha256").fetchall()
    return names | {f"{ORIGINALS}/{digest}": digest for (digest,) in originals}


def _pack(archive: zipfile.ZipFile, folder: Path, name: str, digest: str) -> Member:
    """Add one file; raise if it is not what the records say."""
    path = folder / name
    if not _MEMBER.fullmatch(name) or not path.is_file() or path.is_symlink() or sha256_of(path) != digest:
        raise WorkspaceError(
            en=f"Workspace {folder}: {name} is missing or was changed; run `cqlayout workspace check`.",
            zh=f"工作区 {folder}：{name} 缺失或被改动；请运行 cqlayout workspace check。",
        )
    archive.write(path, name)
    return Member(name, path.stat().st_size, digest)


def _unpack(source: Path, stage: Path) -> None:
    """Unpack the members that the manifest names, each to its size and checksum and no further."""
    try:
        with zipfile.ZipFile(source) as archive:
            members = _listed(source, archive)
            for member in members:
                _unpack_one(source, archive, member, stage / member.name)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as error:
        if isinstance(error, WorkspaceError):
            raise
        raise _refused(source, f"it is damaged ({error})", f"文件已损坏（{error}）") from error


def _listed(source: Path, archive: zipfile.ZipFile) -> list[Member]:
    """Return the members after the check that manifest and contents name the same plain files, each once."""
    names = [info.filename for info in archive.infolist()]
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > _MOST_MANIFEST:
        raise _refused(source, f"no {MANIFEST} of a usual size found", f"缺少 {MANIFEST}，或其大小异常")
    try:
        listing = json.loads(archive.read(MANIFEST))
        if listing["format"] != FORMAT:
            raise _refused(
                source,
                f"format {listing['format']!r} found, expected {FORMAT}",
                f"格式为 {listing['format']!r}，应为 {FORMAT}",
            )
        members = [
            Member(str(item["name"]), int(item["size"]), str(item["sha256"])) for item in listing["files"]
        ]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        if isinstance(error, DataFormatError):
            raise
        raise _refused(source, f"{MANIFEST} cannot be read", f"{MANIFEST} 无法读取") from error
    strange = [member.name for member in members if not _MEMBER.fullmatch(member.name)]
    if strange or sorted(names) != sorted([MANIFEST, *(member.name for member in members)]):
        raise _refused(
            source,
            "contents and manifest differ, or a name is not one of a workspace",
            "内容与清单不符，或含有不属于工作区的文件名",
        )
    return members


def _unpack_one(source: Path, archive: zipfile.ZipFile, member: Member, path: Path) -> None:
    """Unpack one member; stop as soon as it is longer than announced."""
    digest, size = hashlib.sha256(), 0
    with archive.open(member.name) as read, path.open("xb") as write:
        while size <= member.size and (chunk := read.read(_CHUNK)):
            size += len(chunk)
            digest.update(chunk)
            write.write(chunk)
    if size != member.size or digest.hexdigest() != member.sha256:
        raise _refused(source, f"{member.name} is not as announced", f"{member.name} 与清单不符")
    flush_file(path)


def _refuse_unsound(source: Path, stage: Path) -> None:
    """Raise if the unpacked workspace is not whole."""
    try:
        with contextlib.closing(sqlite3.connect(stage / RECORDS, isolation_level=None)) as base:
            base.execute("PRAGMA trusted_schema=OFF")
            base.execute("PRAGMA journal_mode=WAL")
        found = check(stage)
    except (WorkspaceError, sqlite3.Error) as error:
        raise _refused(
            source, f"its records cannot be read ({error})", f"其中的记录无法读取（{error}）"
        ) from error
    if found:
        raise _refused(source, found[0].message.en, found[0].message.zh)


def _refused(source: Path, en: str, zh: str) -> DataFormatError:
    """Return the error for an archive that is not taken."""
    return DataFormatError(
        en=f"Archive {source}: {en}; nothing was imported. Export it again from the workspace.",
        zh=f"归档 {source}：{zh}；未导入任何内容。请从原工作区重新导出。",
    )
