"""KML and KMZ, read without GDAL: no style, icon, overlay or link is ever followed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import numpy as np

from geodata.quality.model import Claim, RawLayer, Reading
from geodata.quality.places import layer, row, rows
from geodata.quality.shown import listed
from geodata.read import xmltext
from geodata.read.archive import Archive
from geodata.read.kml_shapes import KmlShapes
from geodata.read.xmltext import child, local, text_of
from geodata.text import Bilingual

_CONTAINERS = {"Document", "Folder"}
_UNREAD = ("NetworkLink", "GroundOverlay", "PhotoOverlay", "ScreenOverlay")
_BY_STANDARD = Bilingual(en="the KML standard (WGS84)", zh="KML 标准（WGS84）")
_TEXTS = ("name", "description", "address", "snippet", "phoneNumber")
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".svg", ".dae", ".txt"}


@dataclass(slots=True)
class _Folder:
    """A document or folder with the placemarks that stand directly in it, and the number of overlays and links."""

    name: str
    placemarks: list[Element] = field(default_factory=list)
    others: int = 0


def read(raw: bytes, reading: Reading) -> RawLayer:
    """Return the layer of a KML text.

    Raises
    ------
    Stop
        The text is not KML, has no placemark, or several folders have some and none was chosen.
    """
    root = xmltext.parse(raw, reading)
    if local(root) not in {"kml", *_CONTAINERS, "Placemark"}:
        raise reading.stop("kml-wrong-root", found=local(root))
    folders = [folder for folder in _folders(root) if folder.placemarks or folder.others]
    unread = [name for name in _UNREAD if any(local(item.element) == name for item in xmltext.walk(root))]
    if not any(folder.placemarks for folder in folders):
        raise reading.stop("kml-no-placemarks", found=", ".join(unread) or "-")
    if unread:
        reading.note("kml-left-out", found=", ".join(unread))
    chosen = _choose(folders, reading)
    if not chosen.placemarks:
        raise reading.stop("kml-no-placemarks", layer(chosen.name), found=", ".join(unread))
    return _layer(chosen, reading)


def read_kmz(reading: Reading) -> RawLayer:
    """Return the layer of a KMZ archive, which holds one KML text and perhaps pictures.

    Raises
    ------
    Stop
        The archive is not acceptable, or holds no or several KML texts.
    """
    archive = Archive(reading)
    texts = [item for item in archive.members if item.suffix == ".kml"]
    main = [item for item in texts if item.path.lower() == "doc.kml"] or texts
    if len(main) != 1:
        raise reading.stop("kmz-texts", found=len(texts))
    archive.tell_left_out({main[0].path}, _PICTURES)
    return read(archive.read(main[0]), reading)


def _folders(root: Element) -> list[_Folder]:
    """Return the documents and folders in document order, each with its own placemarks."""
    found = [_Folder("")]
    stack: list[tuple[Element, _Folder]] = [(root, found[0])]
    while stack:
        element, folder = stack.pop()
        if local(element) in _CONTAINERS:
            folder = _Folder(text_of(child(element, "name")) or f"{local(element)} {len(found)}")
            found.append(folder)
        if local(element) == "Placemark":
            folder.placemarks.append(element)
        elif local(element) in _UNREAD:
            folder.others += 1
        else:
            stack.extend((item, folder) for item in reversed(element))
    return found


def _choose(folders: list[_Folder], reading: Reading) -> _Folder:
    """Return the folder that was asked for, or the only one with placemarks."""
    wanted = reading.options.layer
    names = [folder.name for folder in folders]
    if wanted is not None:
        found = [folder for folder in folders if folder.name == wanted]
        if len(found) != 1:
            raise reading.stop("unknown-layer", wanted=wanted, layers=listed(names))
        return found[0]
    if len(folders) > 1:
        raise reading.which_layer(names)
    return folders[0]


def _layer(folder: _Folder, reading: Reading) -> RawLayer:
    """Return the placemarks of a folder as a layer."""
    shapes = KmlShapes(reading)
    found = np.full(len(folder.placemarks), None, dtype=object)
    records: list[dict[str, object]] = []
    for n, placemark in enumerate(folder.placemarks):
        found[n] = shapes.build(placemark, n + 1, place=row(n + 1, "placemark"))
        records.append(dict(_attributes(placemark)))
    for code, numbers in (
        ("ring-closed", shapes.closed),
        ("kml-tracks", shapes.tracks),
        ("extra-ordinates", shapes.dropped),
    ):
        if numbers:
            reading.note(code, rows(sorted(numbers), "placemark"), count=len(numbers))
    names = dict.fromkeys(name for record in records for name in record)
    columns = {name: [record.get(name) for record in records] for name in names}
    title = folder.name or reading.file.rpartition(".")[0]
    return RawLayer(title, found, columns, Claim("EPSG:4326", _BY_STANDARD), word="placemark")


def _attributes(placemark: Element) -> Iterator[tuple[str, object]]:
    """Yield the attributes of a placemark: its texts, and its extended data with the types of the text."""
    for name in _TEXTS:
        found = child(placemark, name)
        if found is not None:
            yield name, text_of(found)
    for item in xmltext.walk(placemark):
        key = item.element.get("name")
        if key and local(item.element) == "Data":
            yield key, text_of(child(item.element, "value"))
        elif key and local(item.element) == "SimpleData":
            yield key, text_of(item.element)
    for when in ("TimeStamp", "TimeSpan"):
        times = child(placemark, when)
        for moment in times if times is not None else ():
            yield local(moment), text_of(moment)
