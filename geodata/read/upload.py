"""Files of the planner, checked and read: the way in for the command line, the pages and the workspace."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.quality.findings import Verdict
from geodata.quality.options import Limits, ReadOptions
from geodata.read.preparing import prepared, run_job, safe_ending
from geodata.read.report import Report
from geodata.read.sandbox.client import Sandbox
from geodata.read.sandbox.job import LAYER
from geodata.read.sandbox.wish import PICTURE, RasterWish

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

IMPORT_LIMITS = Limits(
    seconds=120.0, memory_mib=2_000, file_mib=1_000, expanded_mib=2_000, vertices=20_000_000
)

RASTER_PICTURE: Final[RasterWish] = "picture"
NOTHING: Final[RasterWish] = ""

_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A file that was read.

    Parameters
    ----------
    report
        The account of it.
    frame
        The layer, mended, in its own coordinate system, its index the numbers of the rows in the file; None when the file was
        rejected or a question is open, or for a raster.
    picture
        Of a raster, some evenly spread cells as float32, shape (rows, columns), NaN without data, where it was asked for.
    """

    report: Report
    frame: "gpd.GeoDataFrame | pd.DataFrame | None"
    picture: "npt.NDArray[np.float32] | None" = None


def check_file(
    path: Path,
    options: ReadOptions | None = None,
    *,
    limits: Limits | None = None,
    sandbox: Sandbox | None = None,
) -> Report:
    """Return the account of a file; nothing is kept.

    Parameters
    ----------
    path
        The file. The other parts of a loose Shapefile or MapInfo table are looked for beside it.
    options
        The person's answers to questions that an earlier check has raised.
    limits
        How much reading may take.
    sandbox
        The reading processes; a process of its own, ended afterwards, when None.
    """
    with prepared(path, options, limits=limits) as (job, refused):
        return refused if refused is not None else run_job(job, sandbox)


def read_file(
    path: Path,
    options: ReadOptions | None = None,
    *,
    limits: Limits | None = None,
    sandbox: Sandbox | None = None,
    name: str | None = None,
    picture: bool = False,
) -> ReadResult:
    """Return the account of a file and its layer.

    Parameters
    ----------
    path, options, sandbox
        As for :func:`check_file`.
    limits
        How much reading may take; `IMPORT_LIMITS` when None.
    name
        The person's name for the file, where `path` is a place of our own; that of `path` when None.
    picture
        Whether some cells of a raster are wanted for a map.

    Raises
    ------
    DataFormatError
        The reading process handed over something else than a layer.
    """
    from geodata.read.handover import read_layer  # noqa: PLC0415 - frames are needed here alone
    from geodata.read.picture import read_picture  # noqa: PLC0415 - as above

    bounds, wish = limits or IMPORT_LIMITS, RASTER_PICTURE if picture else NOTHING
    with prepared(path, options, limits=bounds, name=name, layer=True, raster=wish) as (job, refused):
        report = refused if refused is not None else run_job(job, sandbox)
        handed = job.folder / LAYER
        usable = (
            report.verdict not in {Verdict.REJECT, Verdict.ASK}
            and handed.is_file()
            and not handed.is_symlink()
        )
        drawn = read_picture(job.folder / PICTURE, report) if picture else None
        return ReadResult(report, read_layer(handed) if usable and not is_raster(report) else None, drawn)


def is_raster(report: Report) -> bool:
    """Return whether a file is a raster."""
    return report.layer is not None and report.layer.get("geometry") == "Raster"


def check_bytes(
    raw: bytes, name: str, *, options: ReadOptions | None = None, sandbox: Sandbox | None = None
) -> Report:
    """Return the account of an upload that is in memory.

    Parameters
    ----------
    raw
        Its bytes.
    name
        The client's name for it; never used as a path.
    options, sandbox
        As for :func:`check_file`.
    """
    with put_down(raw, name) as path, prepared(path, options, limits=None, name=name) as (job, refused):
        return refused if refused is not None else run_job(job, sandbox)


@contextmanager
def put_down(raw: bytes, name: str) -> Iterator[Path]:
    """Yield the path of an upload that is in memory, as a file under a name of our own that ends with the block.

    Parameters
    ----------
    raw
        Its bytes.
    name
        The client's name for it; only a known ending is taken from it.
    """
    with tempfile.TemporaryDirectory(prefix="cqlayout-upload-") as folder:
        path = Path(folder) / f"upload{safe_ending(name)}"
        path.write_bytes(raw)
        yield path


@contextmanager
def as_file(content: bytes | Path, name: str) -> Iterator[Path]:
    """Yield the path of an upload: that of a file of this server as it is, bytes put down for as long as the block runs.

    Parameters
    ----------
    content
        The bytes, or the file.
    name
        As for :func:`put_down`.
    """
    if isinstance(content, Path):
        yield content
        return
    with put_down(content, name) as path:
        yield path


def read_bytes(
    raw: bytes,
    name: str,
    *,
    options: ReadOptions | None = None,
    limits: Limits | None = None,
    sandbox: Sandbox | None = None,
) -> ReadResult:
    """Return the account of an upload that is in memory, and its layer.

    Parameters
    ----------
    raw, name
        As for :func:`check_bytes`.
    options, limits, sandbox
        As for :func:`read_file`, which also names the errors.
    """
    with put_down(raw, name) as path:
        return read_file(path, options, limits=limits, sandbox=sandbox, name=name)


@cache
def shared_sandbox() -> Sandbox:
    """Return the warm reading processes of this application."""
    with _LOCK:
        return Sandbox(warm=True)
