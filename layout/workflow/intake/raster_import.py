"""A raster of the office into its workspace: read whole in the sandbox, judged by what it is to become, kept with its history.

    file ─► report (and questions) ─► all cells, strip by strip ─► role ─► version in the workspace

Nothing is held in memory but a strip, and nothing is kept where the file is rejected or a question is open.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from geodata.errors import DataFormatError, WriteError
from geodata.layer import Provenance
from geodata.quality.shown import shown
from geodata.read import Report, Sandbox
from geodata.read.raster_taking import TakenRaster, taken_raster
from geodata.read.upload import is_raster
from geodata.text import Bilingual
from geodata.workspace import Workspace
from geodata.workspace.files import sha256_of
from geodata.workspace.raster_facts import RasterFacts, facts_of
from geodata.workspace.rasters import RasterDraft, add_raster
from geodata.workspace.records import refuse_read_only
from layout.entities.wording import both, say
from layout.workflow.desk.raster_roles import overviews_of, raster_item, refuse_unfit, unit_of
from layout.workflow.intake.fetched_origin import FetchedOrigin, chosen, completed, fetched_origin
from layout.workflow.intake.order import Imported, Order
from layout.workflow.intake.parts import notes_of, refused_as

_LONGEST_NAME: Final = 255
_WITH_OVERVIEWS: Final = 1.4
"""Bytes of tiles and overviews to bytes of cells, where nothing can be compressed."""


@dataclass(frozen=True, slots=True)
class Room:
    """What keeping a raster may take.

    Parameters
    ----------
    cols, rows
        Its cells.
    original, cells
        Bytes of the file, and at most of its tiles.
    free
        Bytes free in the workspace.
    """

    cols: int
    rows: int
    original: int
    cells: int
    free: int

    @property
    def most(self) -> int:
        """Return the bytes that are taken at most."""
        return self.original + self.cells


def room_for(report: Report, size: int, *, folder: Path) -> Room | None:
    """Return what keeping a raster may take, None where the report is of none.

    Parameters
    ----------
    report
        The account of the file.
    size
        Its bytes.
    folder
        The workspace, which need not be there yet.
    """
    told: Any = None if report.layer is None else report.layer.get("raster")
    if not is_raster(report) or not isinstance(told, dict):
        return None
    cols, rows = int(told["cols"]), int(told["rows"])
    home = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.is_dir())
    most = round(cols * rows * np.dtype(str(told["dtype"])).itemsize * _WITH_OVERVIEWS)
    return Room(cols, rows, size, most, shutil.disk_usage(home).free)


def import_raster(
    path: Path, order: Order, *, workspace: Workspace, sandbox: Sandbox | None = None, name: str | None = None
) -> Imported:
    """Take a raster into a workspace and return what became of it.

    Parameters
    ----------
    path
        The file.
    order
        What is to become of it: its role is one of rasters.
    workspace
        Where it is kept.
    sandbox
        The reading processes; one of its own when None.
    name
        The person's name for the file, where `path` is a place of our own.

    Raises
    ------
    ImportRefusedError
        It is no raster, or not what it is to become.
    CRSMismatchError
        It is on a datum that no public parameters join with WGS84.
    WriteError
        The disk is full or read-only; the workspace is as it was.
    WorkspaceError
        The name is no name, belongs to another kind of item, or is in the bin.
    DataFormatError
        The reading process handed over something else than a raster.
    """
    item, title = raster_item(order.role), name or path.name
    assert item is not None  # noqa: S101 - the caller has asked for it
    refuse_read_only(workspace.folder)
    with taken_raster(
        path, order.options, overviews=overviews_of(item), sandbox=sandbox, name=title
    ) as taken:
        report = taken.report
        if report.verdict in {"reject", "ask"}:
            return Imported(None, report)
        if taken.cells is None:
            raise refused_as(report, item)
        refuse_small_disk(room_for(report, path.stat().st_size, folder=workspace.folder), report)
        return _keep(item, order, taken, workspace=workspace, file=(path, title))


def refuse_small_disk(room: Room | None, report: Report) -> None:
    """Raise if the disk has not the room that keeping a raster may take.

    Parameters
    ----------
    room
        What it takes.
    report
        The account of the file.

    Raises
    ------
    WriteError
        There is too little room.
    """
    if room is not None and room.free < room.original:
        name, need, free = shown(report.file, longest=120), room.original >> 20, room.free >> 20
        raise WriteError(
            en=f"{name}: needs more than {need:,} MiB in the workspace, {free:,} MiB are free; nothing was kept. Make room, or choose"
            " another folder.",
            zh=f"{name}：工作区至少需要 {need:,} MiB，仅剩 {free:,} MiB；未保存任何内容。请腾出空间或另选文件夹。",
        )


def _keep(
    item: str, order: Order, taken: TakenRaster, *, workspace: Workspace, file: tuple[Path, str]
) -> Imported:
    """Keep a raster that was read whole."""
    (path, name), report = file, taken.report
    assert taken.cells is not None  # noqa: S101 - the caller has checked it
    facts, wkt = _told(report, item, str(order.settings.get("unit", "")))
    refuse_unfit(item, facts, wkt=wkt, file=shown(name, longest=120))
    fetched = fetched_origin(path)
    said = completed(order.origin, fetched)
    original = shown(name, longest=_LONGEST_NAME)
    draft = RasterDraft(
        item,
        chosen(order.origin.title, fetched.title if fetched else None) if said.title else both(original),
        taken.cells,
        facts,
        wkt,
        _provenance(order, fetched, path=path, name=original),
    )
    notes = (*notes_of(report, options=order.options, origin=said), *_more_notes(order, fetched))
    version = add_raster(workspace.folder, draft, original=path, original_name=original, notes=notes)
    return Imported(version, report, version.notes)


def _told(report: Report, item: str, unit: str) -> tuple[RasterFacts, str]:
    """Return what the cells told, and the coordinate system."""
    try:
        layer: Any = report.layer
        told = layer["raster"] | {"bounds": layer["bounds"]}
        return facts_of(told, unit=unit_of(item, unit or str(told["unit"]))), str(told["wkt"])
    except (KeyError, TypeError, ValueError) as error:
        raise DataFormatError(
            en=f"Handover of a raster: the account of {shown(report.file, longest=120)} is not as the reading process writes it"
            f" ({type(error).__name__}); import the file again.",
            zh=f"栅格交接：{shown(report.file, longest=120)} 的说明与读取进程的写法不符（{type(error).__name__}）；请重新导入该文件。",
        ) from error


def _provenance(order: Order, fetched: FetchedOrigin | None, *, path: Path, name: str) -> Provenance:
    """Return what is known of the origin: what the person said, completed by the publisher's record."""
    origin = order.origin
    said = completed(origin, fetched)
    who = origin.who.strip()
    return Provenance(
        licence=said.licence.strip(),
        attribution=chosen(origin.source, fetched.attribution if fetched else None),
        vintage=said.year.strip(),
        source_ids=(),
        checksum_sha256=sha256_of(path),
        note=say("data_import.by", who=who) if who else both(""),
        files=(name,),
    )


def _more_notes(order: Order, fetched: FetchedOrigin | None) -> tuple[Bilingual, ...]:
    """Return what else is kept with the version: what the publisher wants known, and the answers that changed the cells."""
    options = order.options
    notes = [fetched.note] if fetched is not None else []
    if options.nodata is not None:
        notes.append(say("raster.stated_nodata", value=f"{options.nodata:g}"))
    if options.crs is not None:
        notes.append(say("raster.stated_crs", crs=shown(options.crs, longest=120)))
    return tuple(notes)
