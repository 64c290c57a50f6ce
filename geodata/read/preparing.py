"""A file on its way to the reading processes: copied into a work folder with its siblings, under a name of our own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.quality.findings import finding
from geodata.quality.options import Limits, ReadOptions
from geodata.read.endings import READABLE, ending
from geodata.read.report import Report, account
from geodata.read.sandbox.client import Sandbox
from geodata.read.sandbox.job import Job
from geodata.read.sandbox.wish import RasterWish
from geodata.text import Bilingual

_SIBLINGS = {".shp": (".shx", ".dbf", ".prj", ".cpg"), ".tab": (".dat", ".map", ".id", ".ind")}
_PROBLEMS: dict[type[OSError], Bilingual] = {
    FileNotFoundError: Bilingual(en="there is no such file", zh="文件不存在"),
    PermissionError: Bilingual(en="no permission to read it", zh="没有读取权限"),
    IsADirectoryError: Bilingual(en="it is a folder", zh="这是一个文件夹"),
}


def run_job(job: Job, sandbox: Sandbox | None) -> Report:
    """Run a job in the sandbox given, or in one of its own, and return the report that it left.

    Parameters
    ----------
    job
        The job; what else it leaves is in its folder.
    sandbox
        The reading processes, None for one that ends afterwards.
    """
    if sandbox is not None:
        return sandbox.run(job)
    with Sandbox(1, warm=False) as own:
        return own.run(job)


@contextmanager
def prepared(
    path: Path,
    options: ReadOptions | None,
    *,
    limits: Limits | None,
    name: str | None = None,
    layer: bool = False,
    raster: RasterWish = "",
) -> Iterator[tuple[Job, Report | None]]:
    """Yield the job for a file, copied into a work folder under a name of our own, or the report that it cannot be opened.

    Parameters
    ----------
    path, options, limits, name
        As for :func:`read_file`.
    layer, raster
        What the job leaves beside its report.
    """
    title, bounds = path.name if name is None else name, limits or Limits()
    with tempfile.TemporaryDirectory(prefix="cqlayout-read-") as made:
        folder = Path(made).resolve()
        source = f"upload{safe_ending(title)}"
        job = Job(folder, source, title, options or ReadOptions(), bounds, layer, raster)
        yield job, _copied(path, folder / source, job)


def _copied(path: Path, target: Path, job: Job) -> Report | None:
    """Copy a file and its siblings into the work folder; return a report when that is not possible."""
    try:
        size = path.stat().st_size
        if size > job.limits.file_bytes:
            found = finding(
                "file-too-large", file=job.file, found=size // 1024 // 1024, limit=job.limits.file_mib
            )
            return account(job.file, [found], layer=None)
        shutil.copyfile(path, target)
        for sibling in siblings(path):
            shutil.copyfile(sibling, target.with_suffix(sibling.suffix.lower()))
    except OSError as error:
        return account(
            job.file, [finding("file-unreadable", file=job.file, problem=_problem(error))], layer=None
        )
    return None


def _problem(error: OSError) -> Bilingual:
    """Return in both languages why a file cannot be opened."""
    for kind, text in _PROBLEMS.items():
        if isinstance(error, kind):
            return text
    return Bilingual(en=error.strerror or type(error).__name__, zh=error.strerror or type(error).__name__)


def siblings(path: Path) -> list[Path]:
    """Return the other parts of a loose Shapefile or MapInfo table, whatever the case of their endings.

    Parameters
    ----------
    path
        The `.shp` or `.tab`; anything else has no other parts.
    """
    wanted = _SIBLINGS.get(path.suffix.lower(), ())
    if not wanted:
        return []
    return [
        item
        for item in path.parent.iterdir()
        if item.stem == path.stem and item.suffix.lower() in wanted and item.is_file()
    ]


def safe_ending(name: str) -> str:
    """Return the ending of a name if it is one that is known, else none that means anything.

    Parameters
    ----------
    name
        The client's name for a file.
    """
    found = ending(name)
    return found if found in READABLE or found == ".dbf" else ".bin"
