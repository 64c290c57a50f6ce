"""The "geo" metadata of a GeoParquet file, checked member by member (GeoParquet 1.1.0)."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.quality.model import Claim, Reading
from geodata.quality.places import column, inside, part
from geodata.quality.shown import listed
from geodata.read.crs_text import parse
from geodata.text import Bilingual

KNOWN_VERSIONS = ("0.4.0", "1.0.0-beta.1", "1.0.0-rc.1", "1.0.0", "1.1.0")
_DRAFTS = ("2.0-dev", "2.0.0-dev", "1.1.0-dev", "1.2.0-dev")
_BOX_LENGTHS = {4, 6}
_CRS84 = Bilingual(en="the GeoParquet standard (OGC:CRS84)", zh="GeoParquet 标准（OGC:CRS84）")
_CRS = Bilingual(en="the crs of the geo metadata", zh="geo 元数据中的 crs")
_WHERE = part("geo metadata")


@dataclass(frozen=True, slots=True)
class Geo:
    """What the metadata say about the primary geometry column.

    Parameters
    ----------
    column
        Its name.
    types
        Declared geometry types; empty means not declared.
    bbox
        Declared bounds, or None.
    spherical
        Whether edges are geodesics.
    turned
        Whether rings are declared to run counter-clockwise.
    claim
        Its coordinate system.
    """

    column: str
    types: frozenset[str]
    bbox: tuple[float, ...] | None
    spherical: bool
    turned: bool
    claim: Claim


def check(raw: bytes | None, columns: list[str], *, reading: Reading) -> Geo:
    """Return what the metadata say about the primary geometry column.

    Parameters
    ----------
    raw
        The value of the "geo" key, or None when there is none.
    columns
        The columns of the file.
    reading
        Where findings go.

    Raises
    ------
    Stop
        The metadata are missing or do not follow the standard.
    """
    if raw is None:
        raise reading.stop("geoparquet-no-geo", _WHERE)
    try:
        found = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise reading.stop("geoparquet-json", _WHERE) from None
    if not isinstance(found, dict):
        raise reading.stop("geoparquet-member", _WHERE, member="geo")
    _check_version(found.get("version"), reading)
    name, members = found.get("primary_column"), found.get("columns")
    if not isinstance(name, str):
        raise reading.stop("geoparquet-member", _WHERE, member="primary_column")
    if not isinstance(members, dict) or not members:
        raise reading.stop("geoparquet-member", _WHERE, member="columns")
    if name not in members or name not in columns or not isinstance(members[name], dict):
        raise reading.stop("geoparquet-primary", _WHERE, name=name, columns=listed(columns))
    others = [other for other in members if other != name]
    if others:
        reading.note("geoparquet-more-columns", _WHERE, name=name, others=listed(others))
    return _column(name, members[name], reading)


def _check_version(version: object, reading: Reading) -> None:
    """Stop at a version that nobody knows; tell a draft."""
    if not isinstance(version, str):
        raise reading.stop("geoparquet-member", _WHERE, member="version")
    if version in _DRAFTS:
        reading.note("geoparquet-draft", _WHERE, version=version)
    elif version not in KNOWN_VERSIONS:
        raise reading.stop("geoparquet-version", _WHERE, version=version, known=", ".join(KNOWN_VERSIONS))


def _column(name: str, meta: Mapping[str, object], reading: Reading) -> Geo:
    """Return the metadata of the geometry column."""
    where = inside(_WHERE, column(name))
    if meta.get("encoding") != "WKB":
        raise reading.stop("geoparquet-encoding", where, found=meta.get("encoding", "-"))
    types = meta.get("geometry_types")
    if not isinstance(types, list) or not all(isinstance(item, str) for item in types):
        raise reading.stop("geoparquet-member", where, member="geometry_types")
    if meta.get("edges", "planar") not in {"planar", "spherical"}:
        raise reading.stop("geoparquet-member", where, member="edges")
    if meta.get("orientation", "counterclockwise") != "counterclockwise":
        raise reading.stop("geoparquet-member", where, member="orientation")
    if "epoch" in meta:
        reading.note("geoparquet-epoch", where, epoch=meta["epoch"])
    return Geo(
        column=name,
        types=frozenset(types),
        bbox=_box(meta, where, reading),
        spherical=meta.get("edges") == "spherical",
        turned="orientation" in meta,
        claim=_claim(meta, where, reading),
    )


def _box(meta: Mapping[str, object], where: Bilingual, reading: Reading) -> tuple[float, ...] | None:
    """Return the declared bounds."""
    box = meta.get("bbox")
    if box is None:
        return None
    numbers = isinstance(box, list) and all(
        type(item) in {int, float} and math.isfinite(item) for item in box
    )
    if not numbers or len(box) not in _BOX_LENGTHS:  # type: ignore[arg-type]  # numbers says that it is a list
        raise reading.stop("geoparquet-member", where, member="bbox")
    return tuple(float(item) for item in box)  # type: ignore[attr-defined]  # as above


def _claim(meta: Mapping[str, object], where: Bilingual, reading: Reading) -> Claim:
    """Return the declared coordinate system; without one it is CRS84, and null says that nobody knows."""
    if "crs" not in meta:
        return Claim("EPSG:4326", _CRS84)
    crs = meta["crs"]
    if crs is None:
        return Claim(None, _CRS, "crs-missing")
    text = json.dumps(crs)
    if not isinstance(crs, dict) or parse(text) is None:
        raise reading.stop("geoparquet-crs", where, found=text)
    return Claim("EPSG:4326" if crs.get("id") == {"authority": "OGC", "code": "CRS84"} else text, _CRS)
