"""One job of the child process: read a file, leave its report and perhaps its layer in the work folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from geodata.quality.options import Limits, ReadOptions
from geodata.read.sandbox.wish import RasterWish

RESULT = "result.json"
LAYER = "layer.arrow"


@dataclass(frozen=True, slots=True)
class Job:
    """What the child process is to do.

    Parameters
    ----------
    folder
        The work folder; it holds the file and takes the result.
    source
        The name of the file in the work folder.
    file
        The name of the file as the person knows it.
    options, limits
        The person's answers, and the bounds.
    layer
        Whether the layer itself is wanted, beside the report.
    raster
        What is wanted of a raster beside the report.
    """

    folder: Path
    source: str
    file: str
    options: ReadOptions
    limits: Limits
    layer: bool = False
    raster: RasterWish = ""

    def as_record(self) -> dict[str, object]:
        """Return the job as plain JSON types."""
        return {
            "folder": str(self.folder),
            "source": self.source,
            "file": self.file,
            "options": self.options.as_record(),
            "limits": self.limits.as_record(),
            "layer": self.layer,
            "raster": self.raster,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> "Job":
        """Return the job that :meth:`as_record` wrote."""
        wished = next(wish for wish in get_args(RasterWish) if wish == record["raster"])
        return cls(
            folder=Path(str(record["folder"])),
            source=str(record["source"]),
            file=str(record["file"]),
            options=ReadOptions(**record["options"]),  # type: ignore[arg-type]  # written by as_record of that class
            limits=Limits.from_record(record["limits"]),  # type: ignore[arg-type]  # as above
            layer=bool(record["layer"]),
            raster=wished,
        )


def run(job: Job) -> None:
    """Read the file of a job and write the result; runs in a confined process.

    Parameters
    ----------
    job
        What is to be done.
    """
    from geodata.quality.model import Reading  # noqa: PLC0415 - as above
    from geodata.read.check import examine  # noqa: PLC0415 - loaded after the confinement, or already there in a warm server
    from geodata.read.handover import write_layer  # noqa: PLC0415 - as above
    from geodata.read.raster_handover import hand_over  # noqa: PLC0415 - as above

    work = job.folder / "work"
    work.mkdir()
    reading = Reading(job.folder / job.source, job.file, work, job.options, job.limits)
    examined = examine(reading)
    if examined.layer is not None and examined.layer.raster is not None:
        examined = hand_over(examined, reading, folder=job.folder, wish=job.raster)
    elif job.layer and examined.layer is not None:
        write_layer(examined.layer, examined.located, path=job.folder / LAYER)
    text = json.dumps(examined.report.as_record(), ensure_ascii=True, allow_nan=False)
    (job.folder / RESULT).write_text(text, encoding="ascii")
