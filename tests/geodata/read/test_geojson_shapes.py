import json
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.quality.model import Reading, Stop
from geodata.quality.places import row
from geodata.read.geojson_shapes import TYPES, Shapes, json_kind, type_word

Make = Callable[..., Reading]
FLOATS = st.floats(-180, 180)


@pytest.mark.parametrize(
    "shape",
    [
        shapely.Point(1, 2), shapely.Point(1, 2, 3), shapely.LineString([(0, 0), (1, 1)]), shapely.box(0, 0, 1, 1),
        shapely.MultiPoint([(0, 0), (1, 1)]), shapely.MultiLineString([[(0, 0), (1, 1)]]),
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
        shapely.GeometryCollection([shapely.Point(0, 0), shapely.LineString([(0, 0), (1, 1)])]),
    ],
)  # fmt: skip
def test_every_type_comes_back(shape: shapely.Geometry, reading: Make) -> None:
    assert shapely.equals_exact(
        Shapes(reading()).build(json.loads(shapely.to_geojson(shape)), 1, place=row(1)), shape
    )


@given(st.lists(st.tuples(FLOATS, FLOATS), min_size=2, max_size=9))
def test_positions_are_kept_exactly(points: list[tuple[float, float]]) -> None:
    shapes = Shapes(Reading(Path("x"), "x", Path()))
    found = shapes.build(
        {"type": "LineString", "coordinates": [list(point) for point in points]}, 1, place=row(1)
    )
    assert shapely.get_coordinates(found).tolist() == [list(point) for point in points]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "geojson-not-object"),
        ([], "geojson-not-object"),
        ({}, "geojson-unknown-type"),
        ({"type": "polygon", "coordinates": []}, "geojson-unknown-type"),
        ({"type": {}, "coordinates": []}, "geojson-unknown-type"),
        ({"type": "Point"}, "geojson-no-member"),
        ({"type": "GeometryCollection"}, "geojson-no-member"),
        ({"type": "GeometryCollection", "geometries": [None]}, "geojson-not-object"),
        ({"type": "Point", "coordinates": [1]}, "coordinate-too-few"),
        ({"type": "Point", "coordinates": ["1", 2]}, "coordinate-not-number"),
        ({"type": "Point", "coordinates": [True, 2]}, "coordinate-not-number"),
        ({"type": "Point", "coordinates": [None, 2]}, "coordinate-not-number"),
        ({"type": "Point", "coordinates": [float("nan"), 2]}, "coordinate-not-finite"),
        ({"type": "Point", "coordinates": [10**400, 2]}, "coordinate-not-finite"),
        ({"type": "Point", "coordinates": "1,2"}, "coordinate-not-array"),
        ({"type": "MultiPoint", "coordinates": [0, 0]}, "coordinate-not-array"),
        ({"type": "MultiPoint", "coordinates": [[[0, 0]]]}, "coordinate-not-number"),
        ({"type": "LineString", "coordinates": [[0, 0]]}, "line-too-short"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}, "ring-too-short"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}, "ring-not-closed"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0, 5]]]}, "ring-not-closed"),
    ],
)
def test_faults(value: object, code: str, reading: Make) -> None:
    found = reading()
    with pytest.raises(Stop):
        Shapes(found).build(value, 4, place=row(4))
    assert found.findings[-1].code == code
    assert found.findings[-1].where.en.startswith("feature 4, geometry")


def test_deep_collections_stop_and_odd_ones_are_counted(reading: Make) -> None:
    value: dict[str, object] = {"type": "Point", "coordinates": [0, 0, 1, 2]}
    for _ in range(3):
        value = {"type": "GeometryCollection", "geometries": [value]}
    shapes = Shapes(reading())
    shapes.build(value, 2, place=row(2))
    assert shapes.nested == shapes.single == shapes.dropped == {2}
    for _ in range(20):
        value = {"type": "GeometryCollection", "geometries": [value]}
    with pytest.raises(Stop):
        Shapes(reading()).build(value, 1, place=row(1))


def test_empty_and_uneven_geometries(reading: Make) -> None:
    shapes = Shapes(reading())
    assert shapes.build({"type": "Polygon", "coordinates": []}, 1, place=row(1)).is_empty
    assert shapes.build({"type": "Point", "coordinates": []}, 2, place=row(2)).is_empty
    assert shapes.empty == {1, 2}
    mixed = shapes.build({"type": "LineString", "coordinates": [[0, 0], [1, 1, 5]]}, 3, place=row(3))
    assert mixed.has_z


def test_words_for_what_was_found() -> None:
    assert json_kind([]).zh == "数组"
    assert json_kind(None).en == "null"
    assert json_kind(1.5).en == "a number"
    assert type_word({"type": "Foo"}) == "Foo"
    assert getattr(type_word({}), "zh", "") == "缺失"
    assert "GeometryCollection" in TYPES
