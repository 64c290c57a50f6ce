"""A file read for what it is to become: the sheets of a workbook that a role takes together need no question."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.layer import Layer, Provenance
from geodata.quality.findings import Verdict
from geodata.quality.shown import shown
from geodata.read import ReadOptions, ReadResult, Report, Sandbox, read_file
from geodata.workspace.files import sha256_of
from layout.entities.wording import both, say
from layout.errors import ImportRefusedError
from layout.workflow.import_roles import Origin, Role

if TYPE_CHECKING:
    import pandas as pd


def read_for(
    role: Role, path: Path, *, options: ReadOptions, sandbox: Sandbox | None, name: str | None
) -> tuple[ReadResult, tuple[str, ...]]:
    """Return what reading gave, and the sheets that the role takes together, of which the first was read.

    Parameters
    ----------
    role
        What the file is to become.
    path, options, sandbox, name
        As for :func:`geodata.read.read_file`.

    Raises
    ------
    DataFormatError
        The reading process handed over something else than a layer.
    """
    found = read_file(path, options, sandbox=sandbox, name=name)
    sheets = role.sheets_of(found.report) if found.report.verdict is Verdict.ASK else ()
    if not sheets:
        return found, ()
    return read_file(path, replace(options, layer=sheets[0]), sandbox=sandbox, name=name), sheets


def raster_refused(report: Report) -> ImportRefusedError:
    """Return the error for a raster.

    Parameters
    ----------
    report
        The account of the file.
    """
    name = shown(report.file, longest=120)
    return ImportRefusedError(
        en=f"{name}: a raster found; a workspace keeps layers and tables. Name the file in the case that uses it"
        " (`cqlayout suitability`).",
        zh=f"{name}：这是栅格；工作区只保存矢量图层和表格。请在使用它的案例中直接引用该文件（cqlayout suitability）。",
    )


def layer_from(role_id: str, frame: "pd.DataFrame", *, origin: Origin, file: tuple[Path, str]) -> Layer:
    """Return the layer with what the person said about its origin.

    Parameters
    ----------
    role_id
        The name of the item that it becomes.
    frame
        What was read, placed.
    origin
        Source, licence, year and who.
    file
        The original, and its name.
    """
    path, name = file
    who = origin.who.strip()
    provenance = Provenance(
        licence=origin.licence.strip(),
        attribution=both(origin.source.strip()),
        vintage=origin.year.strip(),
        source_ids=(),
        checksum_sha256=sha256_of(path),
        note=say("data_import.by", who=who) if who else both(""),
        files=(name,),
    )
    return Layer(role_id, both(origin.title.strip() or name), frame, provenance)
