"""What the commands print of rasters: the room that one takes before it is kept, and what was kept."""

from pathlib import Path
from typing import TYPE_CHECKING

from geodata.text import Language
from layout.i18n import translate

if TYPE_CHECKING:
    from geodata.quality.options import Limits
    from geodata.read import ReadOptions
    from geodata.workspace import Version

MIB = 1024 * 1024
_SUFFIXES = {".tif", ".tiff"}


def limits_of(path: Path) -> "Limits | None":
    """Return how much checking a file may take: more for a raster, which is never held whole; None for the usual.

    Parameters
    ----------
    path
        The file.
    """
    from geodata.read.raster_taking import RASTER_LIMITS  # noqa: PLC0415 - kept out of `cqlayout --help`, which must be fast

    return RASTER_LIMITS if path.suffix.lower() in _SUFFIXES else None


def room_line(path: Path, options: "ReadOptions", *, place: Path, language: Language) -> str | None:
    """Return the line that says how large a raster is and what it takes, None for what is no usable raster.

    Parameters
    ----------
    path, options
        The file and the person's answers.
    place
        The workspace.
    language
        Language of the line.
    """
    from geodata.read import check_file  # noqa: PLC0415 - as above
    from layout.workflow.intake.raster_import import room_for  # noqa: PLC0415 - as above

    report = check_file(path, options, limits=limits_of(path))
    if report.verdict.value in {"reject", "ask"}:
        return None
    room = room_for(report, path.stat().st_size, folder=place)
    if room is None:
        return None
    return translate(
        "cli.raster.room",
        language,
        cols=f"{room.cols:,}",
        rows=f"{room.rows:,}",
        original=f"{room.original / MIB:,.1f}",
        cells=f"{room.cells / MIB:,.1f}",
        free=f"{room.free / MIB:,.0f}",
    )


def kept_raster(version: "Version", place: Path, *, language: Language) -> str:
    """Return the line that says what raster was kept where.

    Parameters
    ----------
    version
        A version of a raster.
    place
        The workspace.
    language
        Language of the line.
    """
    facts = version.raster
    assert facts is not None  # noqa: S101 - the caller has checked the kind
    return translate(
        "cli.raster.kept",
        language,
        file=version.original.name if version.original else "-",
        name=version.item_id,
        number=version.number,
        cols=f"{facts.cols:,}",
        rows=f"{facts.rows:,}",
        low=f"{facts.minimum:g}",
        high=f"{facts.maximum:g}",
        unit=facts.unit,
        known=f"{facts.known / (facts.cols * facts.rows):.1%}",
        size=f"{version.size / MIB:,.1f}",
        folder=place,
    )
