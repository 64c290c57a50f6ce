"""All cells of a raster that a person brings: read and written anew in the sandbox, with the account of what they tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geodata.quality.findings import Verdict
from geodata.quality.options import Limits, ReadOptions
from geodata.read.preparing import prepared, run_job
from geodata.read.raster_cells import Overviews
from geodata.read.report import Report
from geodata.read.sandbox.client import Sandbox
from geodata.read.sandbox.wish import CELLS
from geodata.read.upload import is_raster

RASTER_LIMITS: Final = Limits(seconds=1_200.0, memory_mib=800, file_mib=4_000, expanded_mib=4_000)
"""What reading all cells may take: a city at 30 m is 235 million of them, done in about a minute with some 300 MiB."""


@dataclass(frozen=True, slots=True)
class TakenRaster:
    """A raster that was read whole.

    Parameters
    ----------
    report
        The account of the file; `layer["raster"]` holds what the cells told.
    cells
        One band as a tiled GeoTIFF; None where the file was rejected or a question is open, or it is no raster.
    """

    report: Report
    cells: Path | None


@contextmanager
def taken_raster(
    path: Path,
    options: ReadOptions,
    *,
    overviews: Overviews,
    sandbox: Sandbox | None = None,
    name: str | None = None,
) -> Iterator[TakenRaster]:
    """Yield a raster read whole; its cells lie in a folder that ends with the block.

    Parameters
    ----------
    path
        The file.
    options
        The person's answers: coordinate system, band, no-data value.
    overviews
        How its overviews are made: `average` for quantities, `nearest` for classes.
    sandbox
        The reading processes; one of its own when None.
    name
        The person's name for the file; that of `path` when None.
    """
    with prepared(path, options, limits=RASTER_LIMITS, name=name, raster=overviews) as (job, refused):
        report = refused if refused is not None else run_job(job, sandbox)
        handed = job.folder / CELLS
        usable = report.verdict not in {Verdict.REJECT, Verdict.ASK} and is_raster(report)
        yield TakenRaster(report, handed if usable and handed.is_file() and not handed.is_symlink() else None)
