"""What an imported file becomes: the roles, and what each of them is handed.

A role takes a file that was read, placed and accepted, and keeps it in the workspace. `PlainRole` keeps it as the layer or
table that it is; parks, sites and statistics may have roles of their own, which `layout.workflow.intake.importing` lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from geodata.layer import Layer
from geodata.read import Report
from geodata.text import Bilingual
from geodata.workspace import Version, Workspace

Settings = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Origin:
    """What the person says about a file: asked for at import and kept with every version.

    Parameters
    ----------
    title
        The name to show; the file's own where blank.
    source
        Who made the data: an office, a yearbook, a survey.
    licence
        Terms of use, or "internal".
    year
        The time for which the data hold.
    who
        Who imported it.
    """

    title: str = ""
    source: str = ""
    licence: str = ""
    year: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on its way into the workspace: accepted, read, and placed in WGS84.

    Parameters
    ----------
    layer
        Its frame (EPSG:4326, or a table) under the name of the role, with provenance; the index of the frame holds the
        numbers of the rows in the file.
    report
        The account of the file.
    original
        The file itself, kept with the version.
    original_name
        The person's name for it, made safe to show.
    notes
        Warnings and mendings, and how the layer was placed.
    settings
        What the role itself has asked the person, such as confirmed matches; empty from the command line.
    """

    layer: Layer
    report: Report
    original: Path
    original_name: str
    notes: tuple[Bilingual, ...] = ()
    settings: Settings = field(default_factory=dict)

    def keep(
        self, workspace: Workspace, layer: Layer | None = None, *, notes: tuple[Bilingual, ...] = ()
    ) -> Version:
        """Keep a layer with the original and the notes, and return its version.

        Parameters
        ----------
        workspace
            Where.
        layer
            What the role made of it; the layer as it came in when None.
        notes
            What the role has to say beside what was found in the file.

        Raises
        ------
        WriteError, WorkspaceError, CRSMismatchError, DataFormatError
            As :meth:`geodata.workspace.Workspace.add_layer`; the workspace is as it was.
        """
        return workspace.add_layer(
            self.layer if layer is None else layer,
            original=self.original,
            original_name=self.original_name,
            notes=(*self.notes, *notes),
        )


class Role(Protocol):
    """What an imported file becomes."""

    @property
    def role_id(self) -> str:
        """Return the name of the role, which is that of its item in the workspace."""

    @property
    def table(self) -> bool:
        """Return whether the file is a table of figures that needs no positions."""

    def sheets_of(self, report: Report) -> tuple[str, ...]:
        """Return the sheets of a workbook that are taken together without asking, none where the person chooses.

        Parameters
        ----------
        report
            The account of a file with several sheets of which none was chosen.
        """

    def keep(self, workspace: Workspace, incoming: Incoming) -> Version:
        """Keep a file and return the version that was made.

        Parameters
        ----------
        workspace
            Where; it can be written.
        incoming
            The file.

        Raises
        ------
        ExplainedError
            The file does not fit the role, or could not be kept; the workspace is as it was.
        """


@dataclass(frozen=True, slots=True)
class PlainRole:
    """Keeps a file as it is, a new version of a layer or table; the base of the roles that look at it first."""

    role_id: str
    table: bool = False

    def sheets_of(self, report: Report) -> tuple[str, ...]:
        """Return none: the person chooses the sheet."""
        del report
        return ()

    def keep(self, workspace: Workspace, incoming: Incoming) -> Version:
        """Keep the layer under the name of the role and return its version.

        Raises
        ------
        WriteError, WorkspaceError, CRSMismatchError, DataFormatError
            As :meth:`geodata.workspace.Workspace.add_layer`.
        """
        return incoming.keep(workspace)
