from collections.abc import Callable

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geodata.china_datum import convert_geometries
from geodata.quality import datum_evidence as evidence
from geodata.quality.datum_evidence import DATUMS, datum_evidence
from geodata.quality.districts import districts
from geodata.quality.model import Geometries, RawLayer, Reading, Stop
from geodata.quality.options import Datum
from geodata.sources.boundaries import read_districts

Maker = Callable[..., RawLayer]


@pytest.fixture(scope="module")
def whole() -> tuple[list[str], Geometries]:
    """Return the 38 districts with their names."""
    known = {district.name: district.shape for district in districts().values()}
    return list(known), np.array(list(known.values()), dtype=object)


@pytest.fixture(scope="module")
def scattered(whole: tuple[list[str], Geometries]) -> tuple[list[str], Geometries]:
    """Return 30 places in each district, drawn at random."""
    draw, names, points = np.random.default_rng(20_270), [], []
    for name, shape in zip(*whole, strict=True):
        west, south, east, north = shape.bounds
        inside = 0
        while inside < 30:
            point = shapely.Point(draw.uniform(west, east), draw.uniform(south, north))
            if shape.contains(point):
                points.append(point)
                names.append(name)
                inside += 1
    return names, np.array(points, dtype=object)


def shifted(shapes: Geometries, datum: Datum) -> Geometries:
    return convert_geometries(shapes, source="wgs84", target=datum)


def test_the_offset_of_gcj02_is_what_the_districts_say(whole: tuple[list[str], Geometries]) -> None:
    names, shapes = whole
    moved = shifted(shapes, "gcj02")
    geod = Geod(ellps="WGS84")
    for shape, other in zip(shapes, moved, strict=True):
        azimuth, _, metres = geod.inv(shape.centroid.x, shape.centroid.y, other.centroid.x, other.centroid.y)
        east, north = metres * np.sin(np.radians(azimuth)), metres * np.cos(np.radians(azimuth))
        assert 300 < east < 500
        assert -420 < north < -200
    found = datum_evidence(names, moved)
    assert found.outside_m["gcj02"] < 1
    assert found.outside_m["wgs84"] > 100


@pytest.mark.parametrize("datum", DATUMS)
def test_the_right_datum_is_found_from_outlines_and_from_places(
    whole: tuple[list[str], Geometries], scattered: tuple[list[str], Geometries], datum: Datum
) -> None:
    for names, shapes in (whole, scattered):
        found = datum_evidence(names, shifted(shapes, datum))
        assert found.best == datum
        assert found.speaks_against_wgs84 == (datum != "wgs84")
        assert found.losses == 0


def test_borders_that_are_drawn_otherwise_ask_no_question() -> None:
    other = read_districts("37")
    found = datum_evidence(list(other["name_zh"]), np.asarray(other.geometry, dtype=object))
    assert found.telling > 20
    assert found.best == "wgs84"


def test_coarse_borders_that_err_to_all_sides_ask_no_question(
    scattered: tuple[list[str], Geometries],
) -> None:
    names, points = scattered
    draw = np.random.default_rng(7)
    noisy = shapely.transform(points, lambda at: at + draw.normal(0, 0.005, at.shape))
    assert not datum_evidence(names, noisy).speaks_against_wgs84


def test_wrong_names_are_no_evidence(scattered: tuple[list[str], Geometries]) -> None:
    names, points = scattered
    mixed = [names[(index * 37) % len(names)] for index in range(len(names))]
    assert not datum_evidence(mixed, points).speaks_against_wgs84


def test_nothing_named_or_located_is_no_evidence() -> None:
    found = datum_evidence(
        ["", "Paris", "渝中区"],
        np.array([shapely.Point(106.5, 29.5), shapely.Point(2, 48), None], dtype=object),
    )
    assert found.telling == 0
    assert not found.speaks_against_wgs84


def test_the_question_names_column_evidence_and_answers(
    whole: tuple[list[str], Geometries], layer: Maker, reading: Reading
) -> None:
    names, shapes = whole
    moved = shifted(shapes, "gcj02")
    with pytest.raises(Stop):
        evidence.check(layer(list(moved), 区县=names), moved, reading=reading)
    told = reading.findings[-1]
    assert told.code == "datum-by-district"
    assert told.choices == ("gcj02", "wgs84")
    assert "38 lie clearly better as GCJ-02" in told.message.en
    assert "--datum gcj02" in told.remedy.zh
    assert "column 区县" in told.where.en


def test_a_sound_layer_is_asked_nothing(
    whole: tuple[list[str], Geometries], layer: Maker, reading: Reading
) -> None:
    names, shapes = whole
    evidence.check(layer(list(shapes), 区县=names), shapes, reading=reading)
    evidence.check(layer(list(shapes), title=["x"] * len(shapes)), shapes, reading=reading)
    assert reading.findings == []
