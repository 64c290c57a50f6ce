import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import shapely

from geodata.china_datum import convert_geometries
from geodata.quality.options import Limits
from geodata.read import check
from geodata.read.check import Examined
from geodata.sources.boundaries import read_districts

Judge = Callable[..., Examined]


def test_mending_comes_with_the_layer(judge: Judge, geojson: Callable[..., bytes]) -> None:
    bowtie = {
        "type": "Polygon",
        "coordinates": [
            [[106.55, 29.56], [106.56, 29.57], [106.56, 29.56], [106.55, 29.57], [106.55, 29.56]]
        ],
    }
    found = judge(geojson(bowtie), "x.geojson")
    assert found.report.verdict == "repair"
    assert found.layer.geometry[0].is_valid
    assert found.located.name == "EPSG:4326"


def test_a_question_keeps_the_layer_back(judge: Judge, geojson: Callable[..., bytes]) -> None:
    found = judge(geojson({"type": "Point", "coordinates": [360000, 3272000]}), "x.geojson")
    assert found.report.verdict == "ask"
    assert found.layer is None
    assert found.report.layer["features"] == 1
    assert found.report.layer["crs"] is None


@pytest.mark.parametrize(("error", "code"), [(MemoryError, "limit-memory"), (RecursionError, "too-deep")])
def test_exhaustion_is_told(
    monkeypatch: pytest.MonkeyPatch, judge: Judge, error: type[BaseException], code: str
) -> None:
    def fail(_reading: object) -> None:
        raise error

    monkeypatch.setattr(check.formats, "read", fail)
    assert [item.code for item in judge(b"{}", "x.geojson").report.findings] == [code]


def test_figures_are_held_against_polygons(judge: Judge) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"面积_公顷": hectares * 15},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 29.5], [x + 0.01, 29.5], [x + 0.01, 29.51], [x, 29.51], [x, 29.5]]],
            },
        }
        for x, hectares in ((106.4, 107.4), (106.5, 107.4), (106.6, 107.4))
    ]
    found = judge(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "x.geojson")
    assert "area-unit" in {item.code for item in found.report.findings}


def test_limits_on_vertices(judge: Judge, geojson: Callable[..., bytes], square: dict[str, Any]) -> None:
    found = judge(geojson(square), "x.geojson", limits=Limits(vertices=3))
    assert [item.code for item in found.report.findings] == ["too-many-vertices"]


def test_names_of_districts_question_the_datum_until_it_is_answered(judge: Judge) -> None:
    frame = read_districts("38")
    moved = convert_geometries(np.asarray(frame.geometry, dtype=object), source="wgs84", target="gcj02")
    simple = shapely.simplify(moved, 0.002)
    features = [
        {"type": "Feature", "properties": {"区县": name}, "geometry": json.loads(shapely.to_geojson(shape))}
        for name, shape in zip(frame["name_zh"], simple, strict=True)
    ]
    raw = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    asked = judge(raw, "x.geojson")
    assert asked.report.verdict == "ask"
    assert [item.code for item in asked.report.findings if item.severity == "question"] == [
        "datum-by-district"
    ]
    for datum in ("gcj02", "wgs84"):
        answered = judge(raw, "x.geojson", datum=datum)
        assert answered.report.verdict not in {"ask", "reject"}
