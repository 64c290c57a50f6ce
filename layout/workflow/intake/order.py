"""What is to become of a file of the office, and what became of it."""

from dataclasses import dataclass, field

from geodata.read import ReadOptions, Report
from geodata.text import Bilingual
from geodata.workspace import Version
from layout.workflow.desk.roles import Origin, Settings


@dataclass(frozen=True, slots=True)
class Order:
    """What is to become of a file.

    Parameters
    ----------
    role
        `parks`, `sites`, `statistics`, `dem`, `landcover`, `raster:<name>`, or the name of any other layer.
    origin
        Source, licence, year and who.
    options
        The person's answers to the questions that the file raised.
    settings
        What the role itself has asked; a raster's `unit`.
    """

    role: str
    origin: Origin = field(default_factory=Origin)
    options: ReadOptions = field(default_factory=ReadOptions)
    settings: Settings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file.

    Parameters
    ----------
    version
        The version that was kept; None when the file was rejected or a question is open.
    report
        The account of the file.
    notes
        What is kept with the version: warnings, mendings, how it was placed, what is not known of its origin.
    """

    version: Version | None
    report: Report
    notes: tuple[Bilingual, ...] = ()
