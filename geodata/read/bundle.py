"""Which layer of a zip archive is meant: a Shapefile set, or a single file of another format."""

from dataclasses import dataclass
from pathlib import Path

from geodata.quality.model import Reading
from geodata.quality.places import member
from geodata.quality.shown import listed
from geodata.read.archive import Archive, Member
from geodata.read.endings import READABLE

# Files that a Shapefile may bring along and that say nothing about its features.
HARMLESS = {
    ".shx", ".dbf", ".prj", ".cpg", ".cst", ".qpj", ".qix", ".sbn", ".sbx", ".fbn", ".fbx", ".ain", ".aih", ".atx", ".ixs",
    ".mxs", ".idm", ".ind", ".xml", ".qmd", ".qml", ".sld", ".lyr", ".lyrx", ".txt", ".md", ".pdf", ".doc", ".docx", ".jpg",
    ".jpeg", ".png", ".index", ".id", ".dat", ".map", ".html", ".htm",
}  # fmt: skip
_PARTS = {".shp", ".shx", ".dbf", ".prj", ".cpg"}
_TAB_PARTS = {".tab", ".dat", ".map", ".id", ".ind"}
# A text file beside a Shapefile is a note; it is a table only where it stands alone.
_NOTES = {".txt", ".xml"}
_DATABASE_FOLDER = ".gdb/"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one layer, unpacked.

    Parameters
    ----------
    path
        The main file in the work folder.
    title
        The name of the layer.
    name
        The main file's name in the archive.
    answered
        Whether the layer option chose this file, so that it does not name a layer inside of it.
    """

    path: Path
    title: str
    name: str
    answered: bool


def unpack(reading: Reading) -> Bundle:
    """Return the layer of an archive, unpacked into the work folder under names of our own.

    Parameters
    ----------
    reading
        The archive being read.

    Raises
    ------
    Stop
        The archive is not acceptable, holds no layer, or holds several and none was chosen.
    """
    archive = Archive(reading)
    layers = _layers(archive)
    if not layers:
        raise _nothing(archive, reading)
    chosen = _choose(layers, reading)
    return _extract(archive, chosen, reading)


def _layers(archive: Archive) -> list[Member]:
    """Return the main files: every .shp, and every other readable file that is not empty."""
    shapes = [item for item in archive.members if item.suffix == ".shp"]
    others = [
        item
        for item in archive.members
        if item.suffix in READABLE and item.suffix not in {".shp", ".zip", *_NOTES} and item.info.file_size
    ]
    if shapes or others:
        return [*shapes, *others]
    return [item for item in archive.members if item.suffix == ".txt" and item.info.file_size]


def _nothing(archive: Archive, reading: Reading) -> BaseException:
    """Return the stop for an archive without a layer, saying what is missing."""
    if any(_DATABASE_FOLDER in item.path.lower() for item in archive.members):
        return reading.stop("archive-geodatabase")
    tables = [item for item in archive.members if item.suffix in {".dbf", ".shx"}]
    if tables:
        return reading.stop("shapefile-no-shp", member(tables[0].path))
    return reading.stop("archive-nothing-readable", members=listed([item.path for item in archive.members]))


def _choose(layers: list[Member], reading: Reading) -> Member:
    """Return the layer that was asked for, or the only one."""
    wanted = reading.options.layer
    if wanted is None:
        if len(layers) > 1:
            titles = [item.title for item in layers]
            raise reading.which_layer(
                [item.title if titles.count(item.title) == 1 else item.path for item in layers]
            )
        return layers[0]
    found = [item for item in layers if wanted in {item.title, item.path}]
    if not found and len(layers) == 1:
        return layers[0]
    if len(found) != 1:
        raise reading.stop("unknown-layer", wanted=wanted, layers=listed([item.title for item in layers]))
    return found[0]


def _extract(archive: Archive, chosen: Member, reading: Reading) -> Bundle:
    """Write the files of a layer as `layer.*` into the work folder."""
    kinds = {".shp": _PARTS, ".tab": _TAB_PARTS}.get(chosen.suffix, {chosen.suffix})
    parts = [item for item in archive.members if item.stem == chosen.stem and item.suffix in kinds]
    folder = reading.folder / "unpacked"
    folder.mkdir(exist_ok=True)
    for item in parts:
        (folder / f"layer{item.suffix}").write_bytes(archive.read(item))
    siblings = {
        item.path for item in archive.members if item.suffix in READABLE and item.suffix not in _NOTES
    }
    archive.tell_left_out({item.path for item in parts} | siblings, HARMLESS)
    answered = reading.options.layer in {chosen.title, chosen.path}
    return Bundle(folder / f"layer{chosen.suffix}", chosen.title, chosen.path, answered)
