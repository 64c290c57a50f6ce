"""The parts of an import: where the layer lies, what is kept of its origin, its notes, and the original as one file."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.exchange import placed
from geodata.layer import Layer, Provenance
from geodata.quality.findings import Severity
from geodata.quality.shown import shown
from geodata.read import ReadOptions, Report
from geodata.read.preparing import siblings
from geodata.text import Bilingual
from geodata.workspace.files import sha256_of
from layout.entities.wording import both, say
from layout.errors import ImportRefusedError
from layout.workflow.desk.roles import Origin

if TYPE_CHECKING:
    import pandas as pd

PLACED_IN: Final = "EPSG:4326"

_KEPT_AS_NOTES = {Severity.REPAIR, Severity.WARNING}
_SAME_PLACE = {"EPSG:4326"}
_LONGEST_NAME = 255


def in_wgs84(frame: "pd.DataFrame", options: ReadOptions) -> "pd.DataFrame":
    """Return a frame in WGS84 degrees; a table stays as it is.

    Parameters
    ----------
    frame
        As the reader gave it.
    options
        The person's answers; the datum counts here.

    Raises
    ------
    CRSMismatchError
        It is on a datum that no public parameters join with WGS84.
    """
    return placed(frame, datum=options.datum, to_crs=PLACED_IN)


def layer_of(role_id: str, frame: "pd.DataFrame", *, origin: Origin, file: tuple[Path, str]) -> Layer:
    """Return the layer with what the person said about its origin.

    Parameters
    ----------
    role_id
        The name of its item.
    frame
        Placed in WGS84, or a table.
    origin
        What the person said.
    file
        The file to keep, and its name as it can be shown: the title where none was given.
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


def notes_of(report: Report, *, options: ReadOptions, origin: Origin) -> tuple[Bilingual, ...]:
    """Return what is kept with the version: warnings and mendings, how it was placed, what was not said of its origin.

    Parameters
    ----------
    report
        The account of the file.
    options
        The person's answers.
    origin
        What the person said.
    """
    notes = [item.message for item in report.findings if item.severity in _KEPT_AS_NOTES]
    layer = report.layer or {}
    if options.datum in {"gcj02", "bd09"}:
        notes.append(say("data_import.shifted", datum={"gcj02": "GCJ-02", "bd09": "BD-09"}[options.datum]))
    elif layer.get("crs") and layer["crs"] not in _SAME_PLACE and layer.get("geometry") != "Raster":
        notes.append(say("data_import.placed", crs=shown(layer["crs"], longest=_LONGEST_NAME)))
    if options.axes == "yx":
        notes.append(say("data_import.exchanged"))
    notes += [say(f"data_import.no_{key}") for key in ("source", "year") if not getattr(origin, key).strip()]
    return tuple(notes)


@contextmanager
def original_of(path: Path, name: str) -> Iterator[tuple[Path, str]]:
    """Yield the file to keep and its name: a loose Shapefile with its parts as one zip, anything else as it is.

    Parameters
    ----------
    path
        The file.
    name
        The person's name for it; what is yielded of it can be shown.
    """
    title = shown(name, longest=_LONGEST_NAME)
    others = siblings(path)
    if not others:
        yield path, title
        return
    with tempfile.TemporaryDirectory(prefix="cqlayout-original-") as folder:
        packed = Path(folder) / "original.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in sorted([path, *others]):
                # the same parts give the same bytes, so that they are kept once
                archive.writestr(zipfile.ZipInfo(part.name), part.read_bytes(), zipfile.ZIP_DEFLATED)
        yield packed, f"{title}.zip"


def refused_as(report: Report, role: str) -> ImportRefusedError:
    """Return the error for a raster that is to become a layer, or a layer that is to become a raster.

    Parameters
    ----------
    report
        The account of the file.
    role
        What it was to become.
    """
    name, wanted = shown(report.file, longest=120), shown(role, longest=64)
    if (report.layer or {}).get("geometry") == "Raster":
        return ImportRefusedError(
            en=f"{name}: a raster found, and {wanted!r} is a layer or table; import it --as dem, landcover or raster:{wanted}.",
            zh=f"{name}：这是栅格，而 {wanted!r} 是图层或表格；请用 --as dem、landcover 或 raster:{wanted} 导入。",
        )
    return ImportRefusedError(
        en=f"{name}: no raster found, and {wanted!r} takes one; give a GeoTIFF, or import the file under another name.",
        zh=f"{name}：不是栅格，而 {wanted!r} 须为栅格；请提供 GeoTIFF，或以其他名称导入该文件。",
    )
