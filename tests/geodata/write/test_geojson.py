"""RFC 7946 checked on the bytes that were written, with checks of our own and none of the writer's."""

import json
import math
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.catalog import load
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.text import Bilingual
from geodata.write import to_geojson_bytes

MAP_LAYERS = [
    "districts",
    "districts-2025",
    "layout-zones",
    "prefectures",
    "parks",
    "infrastructure",
    "infrastructure-osm",
]
RING_DEPTH = {"Polygon": 1, "MultiPolygon": 2}
POSITION_DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}


def frame(
    *shapes: shapely.Geometry | None, crs: str | None = "EPSG:4326", **columns: object
) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns or {"n": range(len(shapes))}, geometry=list(shapes), crs=crs)


def written(*args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever the writer takes
    return json.loads(to_geojson_bytes(*args, **kwargs))


def flattened(nested: list[Any], depth: int) -> Iterator[Any]:
    if depth == 0:
        yield nested
    else:
        for inner in nested:
            yield from flattened(inner, depth - 1)


def signed_area(ring: list[list[float]]) -> float:
    west, south = ring[0][:2]  # from a corner: no digits are lost
    near = [(position[0] - west, position[1] - south) for position in ring]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(near)) / 2


def check_rfc7946(raw: bytes) -> dict[str, Any]:
    """Sections 1.4 to 5 and 7.1 of RFC 7946, as far as they can be checked on one document."""
    text = raw.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert not re.search(r"NaN|Infinity", re.sub(r'"(?:[^"\\]|\\.)*"', "", text))
    document = json.loads(text)
    assert document["type"] == "FeatureCollection"
    assert not {"crs", "geometry", "properties", "coordinates", "geometries"} & set(document)
    positions: list[list[float]] = []
    for feature in document["features"]:
        assert set(feature) <= {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        if feature["geometry"] is not None:
            positions += check_geometry(feature["geometry"])
    for position in positions:
        assert len(position) in {2, 3}
        assert abs(position[0]) <= 180
        assert abs(position[1]) <= 90
        assert all(math.isfinite(number) and round(number, 7) == number for number in position)
    if positions:
        xs, ys = [position[0] for position in positions], [position[1] for position in positions]
        assert document["bbox"] == [min(xs), min(ys), max(xs), max(ys)]
    else:
        assert "bbox" not in document
    return document


def check_geometry(geometry: dict[str, Any]) -> list[list[float]]:
    if geometry["type"] == "GeometryCollection":
        assert set(geometry) == {"type", "geometries"}
        return [position for part in geometry["geometries"] for position in check_geometry(part)]
    assert set(geometry) == {"type", "coordinates"}
    kind = geometry["type"]
    polygons = flattened(geometry["coordinates"], RING_DEPTH[kind] - 1) if kind in RING_DEPTH else []
    for outer, *holes in polygons:
        assert signed_area(outer) > 0
        assert all(signed_area(hole) < 0 for hole in holes)
        for ring in (outer, *holes):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(one != other for one, other in pairwise(ring))
    return list(flattened(geometry["coordinates"], POSITION_DEPTH[kind]))


@pytest.mark.parametrize("layer_id", MAP_LAYERS)
def test_every_layer_of_the_catalogue_is_rfc7946(layer_id: str) -> None:
    data = load(layer_id).frame
    document = check_rfc7946(to_geojson_bytes(data, name=layer_id))
    assert len(document["features"]) == len(data)
    assert document["name"] == layer_id
    missing = [feature["geometry"] is None for feature in document["features"]]
    assert missing == data.geometry.isna().tolist()


@pytest.mark.parametrize("layer_id", MAP_LAYERS)
def test_another_reader_finds_the_same_layer(layer_id: str, tmp_path: Path) -> None:
    data = load(layer_id).frame
    path = tmp_path / "layer.geojson"
    path.write_bytes(to_geojson_bytes(data))
    back = gpd.read_file(path)
    assert back.crs == "EPSG:4326"
    here, there = data.geometry.to_numpy(), back.geometry.to_numpy()
    assert (shapely.is_missing(here) == shapely.is_missing(there)).all()
    known = ~shapely.is_missing(here)
    assert shapely.equals(here[known], there[known]).all()
    assert back["name_zh"].fillna("").tolist() == data["name_zh"].tolist()


def test_rings_are_turned_whatever_they_were() -> None:
    square, hole = [(0, 0), (0, 4), (4, 4), (4, 0)], [(1, 1), (2, 1), (2, 2)]
    one, other = shapely.Polygon(square, [hole]), shapely.Polygon(square[::-1], [hole[::-1]])
    check_rfc7946(
        to_geojson_bytes(frame(one, other, shapely.MultiPolygon([one]), shapely.GeometryCollection([other])))
    )


def test_every_kind_of_geometry_is_written() -> None:
    line = shapely.LineString([(0, 0), (1, 1)])
    shapes = [
        shapely.Point(1, 2),
        shapely.Point(1, 2, 3),
        shapely.MultiPoint([(1, 2), (3, 4)]),
        line,
        shapely.MultiLineString([line]),
        shapely.LinearRing([(0, 0), (1, 0), (1, 1)]),
        shapely.GeometryCollection([shapely.Point(1, 2), shapely.GeometryCollection([line])]),
    ]
    document = check_rfc7946(to_geojson_bytes(frame(*shapes)))
    kinds = [feature["geometry"]["type"] for feature in document["features"]]
    assert kinds[5] == "LineString"
    assert kinds[6] == "GeometryCollection"
    assert document["features"][1]["geometry"]["coordinates"] == [1, 2, 3]


def test_other_systems_are_turned_into_wgs84_longitude_first() -> None:
    # false easting of CGCS2000 / 3-degree zone 36 (EPSG:4524) on its central meridian 108 E, at 30 N
    there = gpd.GeoSeries([shapely.Point(108, 30)], crs="EPSG:4326").to_crs("EPSG:4524")
    assert there.iloc[0].x == pytest.approx(36_500_000)
    document = check_rfc7946(to_geojson_bytes(frame(there.iloc[0], crs="EPSG:4524")))
    assert document["features"][0]["geometry"]["coordinates"] == [108, 30]


def test_null_empty_and_vanishing_geometries_are_null() -> None:
    sliver = shapely.Polygon([(0, 0), (1, 0), (1, 1e-9)])
    document = check_rfc7946(to_geojson_bytes(frame(None, shapely.Point(), sliver)))
    assert [feature["geometry"] for feature in document["features"]] == [None] * 3


def test_values_are_those_of_json_and_unknown_is_null() -> None:
    point = shapely.Point(106, 29)
    properties = written(
        frame(
            point,
            area=[np.nan],
            growth=[np.inf],
            year=pd.array([None], dtype="Int64"),
            count=np.array([3], dtype="int32"),
            flag=[np.bool_(True)],  # noqa: FBT003 - a value, not a switch
            zones=[("a", "b")],
            parts=[{"land": 0.5, "none": np.nan}],
            day=[pd.Timestamp("2027-01-31")],
            text=['<img src=x onerror="1"> {{1*1}} ${x} `备注`'],
            title=[Bilingual(en="x", zh="甲")],
        )
    )["features"][0]["properties"]
    assert properties == {
        "area": None,
        "growth": None,
        "year": None,
        "count": 3,
        "flag": True,
        "zones": ["a", "b"],
        "parts": {"land": 0.5, "none": None},
        "day": "2027-01-31T00:00:00",
        "text": '<img src=x onerror="1"> {{1*1}} ${x} `备注`',
        "title": {"en": "x", "zh": "甲"},
    }


def test_a_named_index_becomes_property_and_id() -> None:
    data = frame(shapely.Point(1, 2), score=[0.5])
    data.index = pd.Index(["bishan_htz"], name="site_id")
    feature = written(data)["features"][0]
    assert feature["id"] == "bishan_htz"
    assert list(feature["properties"]) == ["site_id", "score"]
    assert "id" not in written(frame(shapely.Point(1, 2)))["features"][0]
    twice = pd.concat([data, data])
    assert [set(feature) for feature in written(twice)["features"]] == [
        {"type", "geometry", "properties"}
    ] * 2


def test_members_of_the_collection() -> None:
    document = written(
        frame(shapely.Point(1, 2)),
        name="parks",
        extra_members={"attribution": Bilingual(en="a", zh="甲"), "rows": 1},
    )
    assert list(document) == ["type", "name", "attribution", "rows", "bbox", "features"]
    assert document["attribution"] == {"en": "a", "zh": "甲"}


@pytest.mark.parametrize(
    "member", ["type", "features", "bbox", "crs", "coordinates", "geometries", "geometry", "properties"]
)
def test_members_that_the_format_reserves_are_refused(member: str) -> None:
    with pytest.raises(DataFormatError, match=f"extra member '{member}' found"):
        to_geojson_bytes(frame(shapely.Point(1, 2)), extra_members={member: 1})


def test_equal_frames_give_equal_bytes() -> None:
    assert to_geojson_bytes(load("parks").frame) == to_geojson_bytes(load("parks").frame)


def test_an_empty_frame_is_an_empty_collection() -> None:
    document = check_rfc7946(to_geojson_bytes(frame()))
    assert document["features"] == []


def test_the_frame_is_not_changed() -> None:
    data = frame(shapely.Polygon([(0, 0), (0, 1), (1, 1)]))
    before = data.copy()
    to_geojson_bytes(data)
    assert data.equals(before)
    assert data.geometry.iloc[0].wkt == before.geometry.iloc[0].wkt


def test_a_frame_without_crs_or_geometry_is_refused() -> None:
    with pytest.raises(CRSMismatchError, match="without CRS"):
        to_geojson_bytes(frame(shapely.Point(1, 2), crs=None))
    for table in (pd.DataFrame({"a": [1]}), gpd.GeoDataFrame({"a": [1]})):
        with pytest.raises(DataFormatError, match="write it as CSV"):
            to_geojson_bytes(table)


@pytest.mark.parametrize("x", [math.nan, math.inf, 181])
def test_coordinates_that_cannot_be_are_refused(x: float) -> None:
    with pytest.raises(DataFormatError, match="feature 1 has a coordinate"):
        to_geojson_bytes(frame(shapely.Point(1, 2), shapely.Point(x, 2)))


def test_columns_of_one_name_are_refused() -> None:
    data = frame(shapely.Point(1, 2), a=[1], b=[2])
    data.columns = ["a", "a", "geometry"]
    with pytest.raises(DataFormatError, match="column a found twice"):
        to_geojson_bytes(data)
    named = frame(shapely.Point(1, 2), a=[1])
    named.index.name = "a"
    with pytest.raises(DataFormatError, match="column a found twice"):
        to_geojson_bytes(named)


def test_a_value_without_json_form_and_half_a_character_are_refused() -> None:
    with pytest.raises(DataFormatError, match="type set found"):
        to_geojson_bytes(frame(shapely.Point(1, 2), a=[{1}]))
    with pytest.raises(DataFormatError, match="half a surrogate pair"):
        to_geojson_bytes(frame(shapely.Point(1, 2), a=[("\ud800",)]))
