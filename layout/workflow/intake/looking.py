"""A look at an upload before anything is kept: the account of it, and the layer where it lies, on the map and as a table."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import ExplainedError
from geodata.read import Limits, ReadOptions, ReadResult, Report, Sandbox, read_file, shared_sandbox
from geodata.read.upload import as_file
from layout.workflow.intake.parts import in_wgs84

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at an upload gave.

    Parameters
    ----------
    result
        The account of the file and its layer as it stands in the file.
    frame
        The layer in WGS84, or the table; None when the file was rejected, asks, is a raster, or cannot be placed.
    problem
        Why an accepted layer cannot be placed.
    """

    result: ReadResult
    frame: "pd.DataFrame | None"
    problem: ExplainedError | None = None

    @property
    def report(self) -> Report:
        """Return the account of the file."""
        return self.result.report


def look_at(
    name: str,
    raw: bytes | Path,
    *,
    options: ReadOptions | None = None,
    limits: Limits | None = None,
    sandbox: Sandbox | None = None,
) -> Looked:
    """Return what an upload is and where it lies; nothing is kept.

    Parameters
    ----------
    name
        The client's name for it; never used as a path.
    raw
        Its bytes, or a file of this server.
    options
        The person's answers so far.
    limits
        How much reading may take; those of a quick check when None.
    sandbox
        The reading processes; those of the application when None.
    """
    wanted = options or ReadOptions()
    with as_file(raw, name) as path:
        result = read_file(
            path,
            wanted,
            limits=limits or Limits(),
            sandbox=sandbox or shared_sandbox(),
            name=name,
            picture=True,
        )
    if result.frame is None:
        return Looked(result, None)
    try:
        return Looked(result, in_wgs84(result.frame, wanted))
    except ExplainedError as error:
        return Looked(result, None, error)
