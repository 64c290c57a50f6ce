import json
from collections.abc import Callable

import pytest

from geodata.quality.model import Reading, Stop
from geodata.read.geoparquet_meta import check

Make = Callable[..., Reading]
COLUMN = {"encoding": "WKB", "geometry_types": ["Point"]}


def meta(column: object = None, **members: object) -> bytes:
    found = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": COLUMN if column is None else column},
    }
    return json.dumps({**found, **members}).encode()


def test_what_the_standard_has(reading: Make) -> None:
    found = reading()
    geo = check(
        meta({**COLUMN, "bbox": [1, 2, 3, 4], "orientation": "counterclockwise"}), ["geometry"], reading=found
    )
    assert (geo.column, geo.types, geo.bbox, geo.turned, geo.spherical) == (
        "geometry",
        {"Point"},
        (1, 2, 3, 4),
        True,
        False,
    )
    assert geo.claim.text == "EPSG:4326"
    assert (
        check(meta({**COLUMN, "crs": None}), ["geometry"], reading=reading()).claim.problem == "crs-missing"
    )
    assert found.findings == []


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (None, "geoparquet-no-geo"),
        (b"{,}", "geoparquet-json"),
        (b'{"a": "\xff"}', "geoparquet-json"),
        (b"[]", "geoparquet-member"),
        (meta(version=None), "geoparquet-member"),
        (meta(version="99.0.0"), "geoparquet-version"),
        (meta(primary_column=None), "geoparquet-member"),
        (meta(columns={}), "geoparquet-member"),
        (meta(primary_column="x"), "geoparquet-primary"),
        (meta({**COLUMN, "encoding": "point"}), "geoparquet-encoding"),
        (meta({"encoding": "WKB"}), "geoparquet-member"),
        (meta({**COLUMN, "edges": "round"}), "geoparquet-member"),
        (meta({**COLUMN, "orientation": "clockwise"}), "geoparquet-member"),
        (meta({**COLUMN, "bbox": [1, 2]}), "geoparquet-member"),
        (meta({**COLUMN, "crs": "EPSG:4326"}), "geoparquet-crs"),
        (meta({**COLUMN, "crs": {"id": {"authority": "EPSG", "code": 4326}}}), "geoparquet-crs"),
    ],
)
def test_what_it_does_not(raw: bytes | None, code: str, reading: Make) -> None:
    found = reading()
    with pytest.raises(Stop):
        check(raw, ["geometry"], reading=found)
    assert found.findings[-1].code == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (meta(version="2.0-dev"), "geoparquet-draft"),
        (meta({**COLUMN, "epoch": 2024.5}), "geoparquet-epoch"),
        (meta(columns={"geometry": COLUMN, "other": COLUMN}), "geoparquet-more-columns"),
    ],
)
def test_what_is_told(raw: bytes, code: str, reading: Make) -> None:
    found = reading()
    check(raw, ["geometry"], reading=found)
    assert [item.code for item in found.findings] == [code]
