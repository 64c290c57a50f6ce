import json
from collections.abc import Callable
from typing import Any

import pytest

from geodata.read.check import Examined

Judge = Callable[..., Examined]

Make = Callable[..., bytes]
Codes = Callable[[Examined], set[str]]
POINT = {"type": "Point", "coordinates": [106.55, 29.56]}


def feature(**members: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {}, "geometry": POINT, **members}


def collection(*features: object, **members: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members}).encode()


def test_a_layer_comes_in_exactly(geojson: Make, square: dict[str, object], judge: Judge) -> None:
    found = judge(geojson(square, POINT), "地块.geojson")
    assert found.report.layer is not None
    assert found.report.layer["features"] == 2
    assert found.report.layer["fields"] == ["name"]
    assert found.layer.columns["name"] == ["地块1", "地块2"]
    assert found.layer.name == "地块"


@pytest.mark.parametrize(
    "value", [POINT, feature(), feature(id="x"), feature(id=7), feature(properties=None)]
)
def test_every_root(value: object, judge: Judge) -> None:
    assert judge(json.dumps(value).encode(), "x.geojson").report.verdict == "accept"


@pytest.mark.parametrize(
    ("raw", "verdict", "code"),
    [
        (collection(), "reject", "no-features"),
        (collection(None), "reject", "geojson-not-object"),
        (collection({"type": "Featre"}), "reject", "geojson-unknown-type"),
        (collection({"type": "Feature", "properties": {}}), "reject", "geojson-no-member"),
        (collection(feature(properties=[])), "reject", "geojson-properties"),
        (b'{"type": "FeatureCollection", "features": {}}', "reject", "geojson-no-member"),
        (b'{"type": "Topology", "objects": {}, "arcs": []}', "reject", "topojson"),
        (b'{"links": []}', "reject", "geojson-unknown-type"),
        (b"[1, 2]", "reject", "geojson-not-object"),
        (collection({"type": "Feature", "geometry": POINT}), "warn", "geojson-no-properties"),
        (collection(feature(id={})), "warn", "geojson-id"),
        (collection(feature(), bbox="all"), "warn", "geojson-bbox"),
        (collection(feature(), bbox=[1, 2, 3]), "warn", "geojson-bbox"),
        (collection(feature(features=[])), "warn", "geojson-changed-meaning"),
        (collection(feature(id=1), feature(id=1)), "warn", "duplicate-ids"),
        (collection(feature(properties={"n": 2**63})), "warn", "integer-too-large"),
        (collection(feature(geometry=None)), "warn", "null-geometry"),
        (collection(feature(properties={"a": float("nan")})), "reject", "attribute-not-finite"),
        (collection(feature(properties={"a": [float("nan")]})), "reject", "json-constant"),
        (
            collection(feature(geometry={"type": "GeometryCollection", "geometries": [POINT]})),
            "warn",
            "collection-single",
        ),
    ],
)
def test_structure(raw: bytes, verdict: str, code: str, judge: Judge, codes: Codes) -> None:
    found = judge(raw, "x.geojson")
    assert code in codes(found)
    assert found.report.verdict == verdict


def test_ids_one_and_true_text_and_number_differ(judge: Judge, codes: Codes) -> None:
    other = {"type": "Point", "coordinates": [106.6, 29.6]}
    found = judge(collection(feature(id=1), feature(id="1", geometry=other)), "x.geojson")
    assert "duplicate-ids" not in codes(found)


def test_all_lines_of_a_sequence_are_read_or_none(judge: Judge, codes: Codes) -> None:
    lines = [json.dumps(feature(properties={"n": n})) for n in range(3)]
    named = judge("\n".join(lines).encode(), "x.geojsonl")
    assert named.report.layer is not None
    assert (named.report.layer["features"], "geojson-sequence" in codes(named)) == (3, False)
    unnamed = judge("\n".join(lines).encode(), "x.geojson")
    assert (unnamed.report.layer["features"], "geojson-sequence" in codes(unnamed)) == (3, True)
    broken = judge("\n".join([*lines, '{"type": "Fea']).encode(), "x.geojsonl")
    assert broken.report.verdict == "reject"
    assert broken.report.findings[0].where.en.startswith("line 4")
    records = "".join(f"\x1e{line}\n" for line in lines).encode()
    assert judge(records, "x.geojsons").report.layer["features"] == 3


@pytest.mark.parametrize(
    ("crs", "expected"),
    [
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}, "EPSG:4326"),
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}, "EPSG:4490"),
        ({"type": "name", "properties": {"name": "EPSG:4326"}}, "EPSG:4326"),
        ({"type": "name", "properties": {"name": "/etc/passwd"}}, None),
        ({"type": "link", "properties": {"href": "http://127.0.0.1:1/crs"}}, None),
        ({"type": "name"}, None),
        ("EPSG:4326", None),
    ],
)
def test_crs_member_is_named_or_asked_for(crs: object, expected: str | None, judge: Judge) -> None:
    found = judge(collection(feature(), crs=crs), "x.geojson")
    assert found.report.verdict == ("ask" if expected is None else "accept")
    assert found.report.layer["crs"] == expected


def test_rings_are_turned_and_told(judge: Judge, square: dict[str, Any], geojson: Make) -> None:
    clockwise = {"type": "Polygon", "coordinates": [square["coordinates"][0][::-1]]}
    found = judge(geojson(square, clockwise), "x.geojson")
    assert found.report.verdict == "repair"
    assert found.layer.geometry[1].exterior.is_ccw
    told = next(item for item in found.report.findings if item.code == "ring-direction")
    assert told.where.en == "feature 2"
