from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from geodata.read.check import Examined
from geodata.read.locate import bounds_of, to_lonlat

Judge = Callable[..., Examined]

Make = Callable[..., bytes]
Codes = Callable[[Examined], set[str]]
PLACES = [(106.55, 29.56), (106.42, 29.30), (107.52, 29.55)]


def points(geojson: Make, pairs: list[tuple[float, float]], code: str | None = None) -> bytes:
    members = {} if code is None else {"crs": {"type": "name", "properties": {"name": code}}}
    return geojson(*({"type": "Point", "coordinates": list(map(float, pair))} for pair in pairs), **members)


def projected(code: str) -> list[tuple[float, float]]:
    transformer = Transformer.from_crs("EPSG:4326", code, always_xy=True)
    return [transformer.transform(*place) for place in PLACES]


@pytest.mark.parametrize(
    "code", ["EPSG:4490", "EPSG:4544", "EPSG:4545", "EPSG:4524", "EPSG:32648", "EPSG:3857"]
)
def test_a_right_declaration_is_taken(geojson: Make, judge: Judge, code: str) -> None:
    pairs = PLACES if code == "EPSG:4490" else projected(code)
    found = judge(points(geojson, pairs, code), "x.geojson")
    assert found.report.verdict in {"accept", "warn"}
    assert found.report.layer["crs"] == code


@pytest.mark.parametrize(
    ("pairs", "declared", "choice"),
    [
        (projected("EPSG:4545"), None, "EPSG:4545"),
        (projected("EPSG:4545"), "EPSG:4326", "EPSG:4545"),
        (projected("EPSG:4524"), "EPSG:4545", "EPSG:4524"),
        (projected("EPSG:4545"), "EPSG:4524", "EPSG:4545"),
        ([(y, x) for x, y in projected("EPSG:4545")], "EPSG:4545", "EPSG:4545 yx"),
        ([(y, x) for x, y in projected("EPSG:4524")], None, "EPSG:4524 yx"),
        (projected("EPSG:3857"), "EPSG:4326", "EPSG:3857"),
        ([(y, x) for x, y in PLACES], None, "EPSG:4326 yx"),
        (PLACES, "EPSG:4545", "EPSG:4326"),
        (projected("EPSG:4544"), None, "EPSG:4544"),
    ],
)
def test_every_mistake_gets_the_right_question_and_the_answer_is_taken(
    geojson: Make, judge: Judge, pairs: list[tuple[float, float]], declared: str | None, choice: str
) -> None:
    raw = points(geojson, pairs, declared)
    asked = judge(raw, "x.geojson")
    assert asked.report.verdict == "ask"
    question = next(item for item in asked.report.findings if item.severity == "question")
    assert choice in question.choices
    assert question.choices[0] == choice
    crs, _, axes = choice.partition(" ")
    answered = judge(raw, "x.geojson", crs=crs, axes=axes or None)
    assert answered.report.verdict in {"accept", "warn"}
    assert answered.report.layer["crs"] == crs


@pytest.mark.parametrize(
    ("pairs", "code", "where"),
    [
        ([*PLACES, (29.30, 106.40)], "rows-swapped", "feature 4"),
        ([*PLACES, (359633, 3272548)], "mixed-units", "feature 4"),
        ([(206.55, 29.56), (106.55, 129.56)], "degrees-out-of-range", "features 1, 2"),
        ([(179, 10), (181, 10)], "degrees-out-of-range", "feature 2"),
    ],
)
def test_rows_that_are_no_degrees_are_named(
    geojson: Make, judge: Judge, pairs: list[tuple[float, float]], code: str, where: str
) -> None:
    found = judge(points(geojson, pairs), "x.geojson")
    assert found.report.verdict == "reject"
    assert (found.report.findings[0].code, found.report.findings[0].where.en) == (code, where)


def test_radians_are_asked_about(geojson: Make, judge: Judge, codes: Codes) -> None:
    found = judge(points(geojson, np.radians(PLACES)), "x.geojson")
    assert found.report.verdict == "ask"
    assert "crs-radians" in codes(found)


def test_superseded_datums_are_asked_about_and_may_be_accepted(
    geojson: Make, judge: Judge, codes: Codes
) -> None:
    raw = points(geojson, projected("EPSG:2384"), "EPSG:2384")
    asked = judge(raw, "x.geojson")
    assert (asked.report.verdict, "crs-old-datum" in codes(asked)) == ("ask", True)
    answered = judge(raw, "x.geojson", crs="EPSG:2384")
    assert (answered.report.verdict, "crs-old-datum-accepted" in codes(answered)) == ("warn", True)


def test_a_wrong_answer_is_doubted_and_an_unknown_one_refused(
    geojson: Make, judge: Judge, codes: Codes
) -> None:
    raw = points(geojson, projected("EPSG:4545"))
    assert "crs-answer-doubtful" in codes(judge(raw, "x.geojson", crs="EPSG:4546"))
    assert codes(judge(raw, "x.geojson", crs="EPSG:1")) == {"crs-option-unknown"}


def test_the_wrong_zone_and_utm_are_warned_of(geojson: Make, judge: Judge, codes: Codes) -> None:
    east = [(107.5, 29.5), (107.6, 29.6), (107.7, 29.7)]
    transformer = Transformer.from_crs("EPSG:4326", "EPSG:32648", always_xy=True)
    raw = points(geojson, [transformer.transform(*place) for place in east], "EPSG:4544")
    assert "zone-far" in codes(judge(raw, "x.geojson"))
    assert "zone-far" not in codes(judge(points(geojson, projected("EPSG:4545"), "EPSG:4545"), "x.geojson"))


def test_datum_option_moves_points_and_needs_degrees(geojson: Make, judge: Judge, codes: Codes) -> None:
    assert judge(points(geojson, PLACES), "x.geojson", datum="gcj02").report.verdict == "accept"
    raw = points(geojson, projected("EPSG:4545"), "EPSG:4545")
    assert "datum-needs-degrees" in codes(judge(raw, "x.geojson", datum="bd09"))


def test_bounds_and_degrees(parcels: gpd.GeoDataFrame) -> None:
    metres = np.asarray(parcels.to_crs("EPSG:4545").geometry)
    back = to_lonlat(metres, CRS.from_epsg(4545))
    assert shapely.equals_exact(back, np.asarray(parcels.geometry), tolerance=1e-9).all()
    assert callable(bounds_of)
