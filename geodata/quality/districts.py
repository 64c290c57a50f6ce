"""The districts of the municipality by every name they are known by, with their boundaries."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from geodata.errors import DataMissingError
from geodata.quality.model import Shape
from geodata.sources.boundaries import read_districts

_NAMED_SHARE = 0.6
_LEAST_ROWS = 1
# Names before a county or city became a district are its short name with the old ending, but for this one.
_OLD_NAMES = {"开州区": "开县"}
_OLD_ENDINGS = ("县", "市")
_ENDINGS = ("区", "县", "自治县", "土家族自治县", "土家族苗族自治县", "苗族土家族自治县")


@dataclass(frozen=True, slots=True, eq=False)
class District:
    """A unit of the municipality before November 2025.

    Parameters
    ----------
    name
        Its name in Chinese.
    shape
        Its boundary in degrees.
    """

    name: str
    shape: Shape


@cache
def districts() -> Mapping[str, District]:
    """Return the 38 units by full name, short name, old names and English name; empty where no boundary is installed."""
    try:
        frame = read_districts("38")
    except DataMissingError:
        return {}
    shapes = dict(zip(frame["name_zh"], np.asarray(frame.geometry), strict=True))
    found: dict[str, District] = {}
    for record in _facts():
        shape = shapes.get(record["name_zh"])
        if shape is None:
            continue
        district = District(record["name_zh"], shape)
        for name in _names(record):
            found.setdefault(name, district)
    return found


@cache
def names() -> frozenset[str]:
    """Return every name of every district, without loading a boundary."""
    return frozenset(name for record in _facts() for name in _names(record))


def _facts() -> list[dict[str, str]]:
    """Return the rows of the district table."""
    file = resources.files("geodata.embedded") / "facts" / "districts.csv"
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))


def _names(record: Mapping[str, str]) -> list[str]:
    """Return the names of a district, old ones included; a short name of one character is no name."""
    full = record["name_zh"]
    short = [full.removesuffix(ending) for ending in _ENDINGS if full.endswith(ending)]
    old = [name + ending for name in short for ending in _OLD_ENDINGS]
    others = (record["name_en"], _OLD_NAMES.get(full, ""))
    return [name for name in (full, *others, *short, *old) if len(name) > 1]


def named_column(columns: Mapping[str, list[object]]) -> str | None:
    """Return the column that names the district of most rows, or None.

    Parameters
    ----------
    columns
        Attribute values by name.
    """
    best: tuple[float, str] | None = None
    for title, values in columns.items():
        texts = [value.strip() for value in values if isinstance(value, str) and value.strip()]
        if len(texts) < _LEAST_ROWS:
            continue
        share = sum(text in names() for text in texts) / len(texts)
        if share >= _NAMED_SHARE and (best is None or share > best[0]):
            best = (share, title)
    return None if best is None else best[1]
