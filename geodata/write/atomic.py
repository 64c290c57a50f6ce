"""Files that are there whole or not at all: written beside, flushed to the disk, then renamed."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from geodata.errors import WriteError
from geodata.text import Bilingual

_REASONS: dict[int, Bilingual] = {
    errno.ENOSPC: Bilingual(en="the disk is full", zh="磁盘空间不足"),
    errno.EDQUOT: Bilingual(en="the disk quota is used up", zh="磁盘配额已用完"),
    errno.EACCES: Bilingual(en="writing there is not permitted", zh="没有写入权限"),
    errno.EPERM: Bilingual(en="writing there is not permitted", zh="没有写入权限"),
    errno.EROFS: Bilingual(en="the disk is read-only", zh="磁盘为只读"),
    errno.ENOTDIR: Bilingual(
        en="a part of the path is a file, not a folder", zh="路径中有一段是文件而不是文件夹"
    ),
    errno.EEXIST: Bilingual(en="a file of that name is in the way", zh="同名文件已存在"),
    errno.EISDIR: Bilingual(en="a folder of that name is in the way", zh="同名文件夹已存在"),
    errno.ENAMETOOLONG: Bilingual(en="the name is too long", zh="名称过长"),
}


def write_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Write one file whole, replacing an older one; missing parent folders are made.

    Parameters
    ----------
    path
        The file.
    content
        Its bytes.

    Raises
    ------
    WriteError
        The file could not be written; an older one is still there unchanged, and nothing else was left behind.
    """
    target = Path(path)
    _write(target.parent, {target.name: content}, shown=target)


def write_files(folder: str | os.PathLike[str], files: Mapping[str, bytes]) -> None:
    """Write several files into a folder, all or none; missing folders are made.

    All files are first written and flushed into a temporary folder on the same disk. A folder that did not exist
    appears at once with all its files. In an existing folder the files are renamed into place one after the
    other, and those already replaced are put back if one fails; files of other names are left alone.

    Parameters
    ----------
    folder
        The folder.
    files
        The bytes of each file by its plain name.

    Raises
    ------
    WriteError
        A file could not be written, or a name is not a plain file name; the folder is as it was before.
    """
    _write(Path(folder), files, shown=Path(folder))


def _write(target: Path, files: Mapping[str, bytes], *, shown: Path) -> None:
    """Write the files into the folder `target`; messages name `shown`."""
    for name in files:
        if not name or name in {".", ".."} or Path(name).name != name or "\\" in name or "\0" in name:
            raise WriteError(
                en=f"Output {shown}: {name!r} found, expected a plain file name; nothing was written.",
                zh=f"输出 {shown}：{name!r} 不是单纯的文件名；未写入任何文件。",
            )
    try:
        with _new_parents(target), _stage(target) as stage:
            fresh = stage / "fresh"
            fresh.mkdir()
            for name, content in files.items():
                _write_through(fresh / name, content)
            _flush_folder(fresh)
            if target.is_dir():
                _replace_all(stage, target, list(files))
            else:
                fresh.replace(target)
                _flush_folder(target.parent)
    except OSError as error:
        raise _write_error(shown, error) from error


@contextmanager
def _new_parents(target: Path) -> Iterator[None]:
    """Make the missing parents of `target`; take them away again if the block fails."""
    made: list[Path] = []
    try:
        for parent in reversed(target.parents):
            if not parent.exists():
                parent.mkdir(exist_ok=True)
                made.append(parent)
        yield
    except BaseException:
        for parent in reversed(made):
            with suppress(OSError):  # somebody else may have put a file there meanwhile: then it stays
                parent.rmdir()
        raise


@contextmanager
def _stage(target: Path) -> Iterator[Path]:
    """Make a temporary folder on the disk of `target`, and take it away afterwards if it is still there."""
    home = target if target.is_dir() else target.parent
    stage = home / f".{target.name}.{secrets.token_hex(4)}.part"
    stage.mkdir()
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write_through(path: Path, content: bytes) -> None:
    """Write a new file and wait until it is on the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _replace_all(stage: Path, target: Path, names: list[str]) -> None:
    """Rename the staged files into the folder; put back what was there if one rename fails."""
    older = stage / "older"
    older.mkdir()
    kept = [name for name in names if (target / name).exists()]
    for name in kept:
        shutil.copy2(target / name, older / name)
    done: list[str] = []
    try:
        for name in names:
            (stage / "fresh" / name).replace(target / name)
            done.append(name)
        _flush_folder(target)
    except BaseException:
        for name in done:
            if name in kept:
                (older / name).replace(target / name)
            else:
                (target / name).unlink()
        raise


def _flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows offers no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_error(shown: Path, error: OSError) -> WriteError:
    """Return the error to show for what the operating system said."""
    said = error.strerror or type(error).__name__
    reason = _REASONS.get(error.errno or 0, Bilingual(en=said, zh=said))
    return WriteError(
        en=f"Output {shown}: {reason.en}; nothing was written. Choose a folder that can be written to.",
        zh=f"输出 {shown}：{reason.zh}；未写入任何文件。请选择可写入的文件夹。",
    )
