"""GeoJSON (RFC 7946), one object or one feature a line, read strictly: all of it or none."""

import json
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from geodata.quality.model import Claim, Columns, RawLayer, Reading, Shape
from geodata.quality.places import TOP_LEVEL, column, inside, line, part, row, rows
from geodata.quality.shown import listed
from geodata.read import jsontext
from geodata.read.endings import ending
from geodata.read.geojson_shapes import EXPECTED, TYPES, Shapes, json_kind, type_word
from geodata.text import Bilingual

SEQUENCE_ENDINGS = {".geojsonl", ".geojsons", ".ndjson", ".jsonl"}

_INT64 = 2**63
_BBOX_LENGTHS = {4, 6}
_FOREIGN_TO_FEATURE = ("coordinates", "geometries", "features")
_FOREIGN_TO_COLLECTION = ("coordinates", "geometries", "geometry", "properties")
_BY_STANDARD = Bilingual(en="RFC 7946 (GeoJSON is WGS84)", zh="RFC 7946 规定（GeoJSON 采用 WGS84）")
_CRS_MEMBER = Bilingual(en="the crs member", zh="crs 成员")
_ROOTS = Bilingual(
    en=f"FeatureCollection, Feature, {EXPECTED.en}", zh=f"FeatureCollection、Feature、{EXPECTED.zh}"
)
_CRS84 = ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84")


@dataclass(slots=True)
class _Features:
    """The features of one file as they are gathered."""

    shapes: Shapes
    geometry: list[Shape | None] = field(default_factory=list)
    properties: list[dict[str, object]] = field(default_factory=list)
    ids: list[object] = field(default_factory=list)


def read(raw: bytes, reading: Reading) -> RawLayer:
    """Return the layer of a GeoJSON file.

    Raises
    ------
    Stop
        The file is not GeoJSON, or a feature of it is not.
    """
    text = jsontext.decode(raw, reading)
    features = _Features(Shapes(reading))
    if ending(reading.file) in SEQUENCE_ENDINGS or _looks_like_sequence(text):
        claim = _read_sequence(text, features, reading)
    else:
        value, constants = jsontext.parse(text, reading)
        claim = _read_root(value, features, reading)
        if constants:
            raise reading.stop("json-constant", jsontext.constant_place(text))
    if not features.geometry:
        raise reading.stop("no-features")
    _tell(features, reading)
    return RawLayer(
        name=reading.file.rpartition(".")[0] or reading.file,
        geometry=np.array([*features.geometry, None], dtype=object)[:-1],
        columns=_columns(features.properties),
        claim=claim,
        directed=True,
    )


def _looks_like_sequence(text: str) -> bool:
    """Return whether the first line is a whole feature and more follows (GeoJSON text sequence, RFC 8142)."""
    if text.startswith("\x1e"):
        return True
    first, _, rest = text.lstrip().partition("\n")
    if not rest.lstrip().startswith("{"):
        return False
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.get("type") == "Feature"


def _read_sequence(text: str, features: _Features, reading: Reading) -> Claim:
    """Gather the features of a file with one feature a line."""
    if ending(reading.file) not in SEQUENCE_ENDINGS:
        reading.note("geojson-sequence")
    for number, words in enumerate(text.split("\n"), start=1):
        record = words.strip("\x1e \t\r")
        if not record:
            continue
        value, constants = jsontext.parse(record, reading, first_line=number)
        if constants:
            raise reading.stop("json-constant", line(number))
        _read_root(value, features, reading)
    return Claim("EPSG:4326", _BY_STANDARD)


def _read_root(value: object, features: _Features, reading: Reading) -> Claim:
    """Gather the features of a GeoJSON object of any type."""
    if not isinstance(value, dict):
        raise reading.stop("geojson-not-object", TOP_LEVEL, found=json_kind(value))
    kind = value.get("type")
    _check_bbox(value, part("bbox"), reading)
    if kind == "FeatureCollection":
        members = value.get("features")
        if not isinstance(members, list):
            raise reading.stop("geojson-no-member", TOP_LEVEL, member="features")
        _tell_changed(value, _FOREIGN_TO_COLLECTION, TOP_LEVEL, reading)
        for number, member in enumerate(members, start=1):
            _read_feature(member, number, features, reading)
    elif kind == "Feature":
        _read_feature(value, len(features.geometry) + 1, features, reading)
    elif kind in TYPES:
        features.geometry.append(features.shapes.build(value, 1, place=row(1)))
        features.properties.append({})
        features.ids.append(None)
    elif kind == "Topology":
        raise reading.stop("topojson")
    else:
        raise reading.stop("geojson-unknown-type", part("type"), found=type_word(value), expected=_ROOTS)
    return _claim(value)


def _read_feature(value: object, number: int, features: _Features, reading: Reading) -> None:
    """Gather one feature."""
    place = row(number)
    if not isinstance(value, dict):
        raise reading.stop("geojson-not-object", place, found=json_kind(value))
    if value.get("type") != "Feature":
        where = inside(place, part("type"))
        raise reading.stop("geojson-unknown-type", where, found=type_word(value), expected="Feature")
    if "geometry" not in value:
        raise reading.stop("geojson-no-member", place, member="geometry")
    _tell_changed(value, _FOREIGN_TO_FEATURE, place, reading)
    _check_bbox(value, inside(place, part("bbox")), reading)
    geometry = value["geometry"]
    features.geometry.append(
        None if geometry is None else features.shapes.build(geometry, number, place=place)
    )
    features.properties.append(_properties(value, place, reading))
    features.ids.append(_identifier(value, place, reading))


def _properties(value: dict[str, object], place: Bilingual, reading: Reading) -> dict[str, object]:
    """Return the properties of a feature."""
    if "properties" not in value:
        reading.note("geojson-no-properties", place)
        return {}
    found = value["properties"]
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise reading.stop("geojson-properties", inside(place, part("properties")), found=json_kind(found))
    for name, item in found.items():
        if isinstance(item, float) and not math.isfinite(item):
            raise reading.stop("attribute-not-finite", inside(place, column(name)), found=item)
    return found


def _identifier(value: dict[str, object], place: Bilingual, reading: Reading) -> object:
    """Return the id of a feature; one that is neither text nor number is told and left out."""
    found = value.get("id")
    if found is None or (isinstance(found, str | int | float) and not isinstance(found, bool)):
        return found
    reading.note("geojson-id", inside(place, part("id")), found=json_kind(found))
    return None


def _check_bbox(value: dict[str, object], place: Bilingual, reading: Reading) -> None:
    """Tell a bbox that is not one; the box is computed anew in any case."""
    if "bbox" not in value:
        return
    box = value["bbox"]
    numbers = isinstance(box, list) and all(
        type(item) in {int, float} and math.isfinite(item) for item in box
    )
    if not numbers or len(box) not in _BBOX_LENGTHS:  # type: ignore[arg-type]  # numbers says that it is a list
        reading.note("geojson-bbox", place)


def _tell_changed(
    value: dict[str, object], foreign: Iterable[str], place: Bilingual, reading: Reading
) -> None:
    """Tell members that give an object the meaning of another (RFC 7946, section 7.1)."""
    found = [name for name in foreign if name in value]
    if found:
        reading.note("geojson-changed-meaning", place, members=", ".join(found))


def _claim(value: dict[str, object]) -> Claim:
    """Return what the file says about its coordinate system; a link is never followed."""
    if "crs" not in value:
        return Claim("EPSG:4326", _BY_STANDARD)
    crs = value["crs"]
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(crs, dict) and crs.get("type") == "link":
        return Claim(None, _CRS_MEMBER, "crs-link")
    if not isinstance(name, str):
        return Claim(None, _CRS_MEMBER, "crs-unreadable")
    return Claim("EPSG:4326" if name in _CRS84 else name, _CRS_MEMBER)


def _columns(properties: list[dict[str, object]]) -> Columns:
    """Return the attributes by name, in the order in which they first appear."""
    names = dict.fromkeys(name for item in properties for name in item)
    return {name: [item.get(name) for item in properties] for name in names}


def _tell(features: _Features, reading: Reading) -> None:
    """Tell what was odd about the features, once for all of them."""
    shapes = features.shapes
    for code, numbers in (
        ("extra-ordinates", shapes.dropped),
        ("collection-nested", shapes.nested),
        ("collection-single", shapes.single),
    ):
        if numbers:
            reading.note(code, rows(sorted(numbers)), count=len(numbers))
    keys = [(type(item).__name__, item) for item in features.ids if item is not None]
    repeated = [key[1] for key, times in Counter(keys).items() if times > 1]
    if repeated:
        places = [n for n, item in enumerate(features.ids, start=1) if item in repeated]
        reading.note("duplicate-ids", rows(places), ids=listed(repeated))
    large = sorted({name for item in features.properties for name, cell in item.items() if _beyond(cell)})
    for name in large:
        places = [n for n, item in enumerate(features.properties, start=1) if _beyond(item.get(name))]
        reading.note("integer-too-large", inside(rows(places), column(name)))


def _beyond(cell: object) -> bool:
    """Return whether a number is an integer that 64 bits do not hold."""
    return type(cell) is int and not -_INT64 <= cell < _INT64
