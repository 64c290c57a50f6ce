"""A file of the office into its workspace: checked, read in the sandbox, placed in WGS84, kept with its history.

    file ─► report (and questions) ─► frame ─► WGS84 ─► role ─► version in the workspace

Nothing is kept where the file is rejected or a question is open.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from geodata.quality.findings import Verdict
from geodata.read import ReadOptions, ReadResult, Sandbox, shared_sandbox
from geodata.read.upload import as_file
from geodata.workspace import Workspace, WorkspaceError
from geodata.workspace.model import item_name
from geodata.workspace.records import refuse_read_only
from layout.workflow.desk.raster_roles import raster_item
from layout.workflow.desk.roles import Incoming, PlainRole, Role
from layout.workflow.desk.tables import PARKS_ITEM, SITES_ITEM, STATISTICS_ITEM
from layout.workflow.intake.order import Imported, Order
from layout.workflow.intake.parts import in_wgs84, layer_of, notes_of, original_of, refused_as
from layout.workflow.intake.reading import read_for
from layout.workflow.intake.user_roles import ParksRole, SitesRole
from layout.workflow.statistics.role import StatisticsRole

__all__ = ["Imported", "Order", "import_file", "import_upload", "role_of", "workspace_at"]

STOPPED: Final = frozenset({Verdict.REJECT, Verdict.ASK})

# What a file may become; any other name is a layer of that name.
ROLES: Final[dict[str, Role]] = {
    PARKS_ITEM: ParksRole(),
    SITES_ITEM: SitesRole(),
    STATISTICS_ITEM: StatisticsRole(STATISTICS_ITEM),
}


def role_of(name: str) -> Role:
    """Return the role that a name stands for; a name that is none is a plain layer.

    Parameters
    ----------
    name
        What the person typed.

    Raises
    ------
    WorkspaceError
        It is no name for an item of a workspace.
    """
    known = item_name(name)
    return ROLES.get(known) or PlainRole(known)


def import_upload(
    name: str,
    raw: bytes | Path,
    *,
    order: Order,
    workspace: Workspace,
    sandbox: Sandbox | None = None,
    result: ReadResult | None = None,
) -> Imported:
    """Take an upload into a workspace and return what became of it.

    Parameters
    ----------
    name, raw
        The client's name and the bytes, or a file of this server.
    order, workspace, sandbox
        As for :func:`import_file`; the reading processes of the application when None.
    result
        What reading the same bytes with the same answers gave before, so that they are not read again.

    Raises
    ------
    ImportRefusedError, CRSMismatchError, WriteError, WorkspaceError, DataFormatError
        As :func:`import_file`.
    """
    with as_file(raw, name) as path:
        if result is None:
            return import_file(
                path, order, workspace=workspace, sandbox=sandbox or shared_sandbox(), name=name
            )
        refuse_read_only(workspace.folder)
        return _keep(result, order, workspace=workspace, file=(path, name))


def import_file(
    path: Path,
    order: Order,
    *,
    workspace: Workspace,
    sandbox: Sandbox | None = None,
    name: str | None = None,
) -> Imported:
    """Take a file into a workspace and return what became of it.

    Parameters
    ----------
    path
        The file; the other parts of a loose Shapefile are looked for beside it and kept with it, as one zip.
    order
        What is to become of it.
    workspace
        Where it is kept, as a new version of the item that the role names.
    sandbox
        Reading processes that run already; one is started for this file otherwise.
    name
        The person's name for the file, where `path` is a place of our own.

    Raises
    ------
    ImportRefusedError
        It is a raster and is to become a layer, or the other way round; or a raster is not what it is to become.
    CRSMismatchError
        It is on a datum that no public parameters join with WGS84.
    WriteError
        The disk is full or read-only; the workspace is as it was.
    WorkspaceError
        The name is no name, belongs to another kind of item, or is in the bin.
    DataFormatError
        The frame cannot be kept.
    """
    refuse_read_only(workspace.folder)
    if raster_item(order.role) is not None:
        from layout.workflow.intake.raster_import import import_raster  # noqa: PLC0415 - rasters are rare

        return import_raster(path, order, workspace=workspace, sandbox=sandbox, name=name)
    found, sheets = read_for(role_of(order.role), path, options=_options(order), sandbox=sandbox, name=name)
    taken = replace(order, settings={**order.settings, "sheets": sheets}) if sheets else order
    return _keep(found, taken, workspace=workspace, file=(path, name or path.name))


def _options(order: Order) -> ReadOptions:
    """Return the answers, with the mark of a table where the role reads tables."""
    return replace(order.options, table=order.options.table or role_of(order.role).table)


def _keep(found: ReadResult, order: Order, *, workspace: Workspace, file: tuple[Path, str]) -> Imported:
    """Keep what was read, unless it was rejected or a question is open."""
    role, options, report = role_of(order.role), _options(order), found.report
    if report.verdict in STOPPED:
        return Imported(None, report)
    if found.frame is None:
        raise refused_as(report, order.role)
    notes = notes_of(report, options=options, origin=order.origin)
    with original_of(*file) as (original, title):
        layer = layer_of(
            role.role_id, in_wgs84(found.frame, options), origin=order.origin, file=(original, title)
        )
        incoming = Incoming(layer, report, original, title, notes, order.settings)
        version = role.keep(workspace, incoming)
    return Imported(version, report, version.notes)


def workspace_at(folder: str | os.PathLike[str]) -> Workspace:
    """Return the workspace in a folder, made now where there is none.

    Raises
    ------
    WorkspaceError
        The folder holds a workspace of another format, or a damaged one.
    WriteError
        The folder cannot be made or written.
    """
    if Workspace.exists(folder):
        return Workspace.open(folder)
    try:
        return Workspace.create(folder)
    except WorkspaceError:
        return Workspace.open(folder)  # another session has made it in the meantime
