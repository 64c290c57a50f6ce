"""Folders for what a session brings and what its runs write: below one temporary folder that ends with the server."""

import atexit
import secrets
import shutil
import tempfile
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from geodata.errors import DataFormatError
from geodata.quality.findings import Severity, Verdict
from geodata.read.raster_file import RASTER_SUFFIXES
from geodata.read.shapes_file import SUFFIXES
from geodata.read.upload import check_file, shared_sandbox

_MOST_NAME = 60
_REGISTER_SUFFIXES = (".csv", ".xlsx")
_TAKEN = (*RASTER_SUFFIXES, *SUFFIXES, *_REGISTER_SUFFIXES)


@cache
def _root() -> Path:
    """Return the folder of this server's sessions."""
    made = Path(tempfile.mkdtemp(prefix="cqlayout-studies-")).resolve()
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def new_folder() -> Path:
    """Return a fresh, empty folder that ends with the server."""
    folder = _root() / secrets.token_hex(8)
    folder.mkdir()
    return folder


def plain_name(given: str) -> str:
    """Return the last part of a file name that a browser or case gave, for comparing; it is opened nowhere."""
    return PurePosixPath(PureWindowsPath(given).name).name[-_MOST_NAME:].casefold()


def take_file(folder: Path, content: bytes, *, name: str, number: int) -> str:
    """Write an upload under a name of our own and return that name; a raster is looked at in the sandbox first.

    Parameters
    ----------
    folder
        Where it goes.
    content, name
        The upload and the client's name for it.
    number
        Tells it from the others.

    Raises
    ------
    DataFormatError
        The name ends like no layer that a study can use, or the raster was refused.
    """
    suffix = PurePosixPath(plain_name(name)).suffix
    if suffix not in _TAKEN:
        known = ", ".join(_TAKEN)
        raise DataFormatError(
            en=f"{name}: expected a file that ends in {known}; export it as GeoTIFF or GeoPackage.",
            zh=f"{name}：文件应以 {known} 结尾；请导出为 GeoTIFF 或 GeoPackage。",
        )
    own = f"layer{number}{suffix}"
    (folder / own).write_bytes(content)
    if suffix in {".tif", ".tiff"}:
        _look_at(folder / own, name)
    return own


def _look_at(path: Path, name: str) -> None:
    """Refuse a raster that the sandboxed reader refuses."""
    report = check_file(path, sandbox=shared_sandbox())
    if report.verdict is not Verdict.REJECT:
        return
    path.unlink()
    worst = next(item for item in report.findings if item.severity is Severity.ERROR)
    raise DataFormatError(
        en=f"{name}: {worst.message.en} {worst.remedy.en}", zh=f"{name}：{worst.message.zh}{worst.remedy.zh}"
    )
