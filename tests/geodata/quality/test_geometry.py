from collections.abc import Callable

import numpy as np
import pytest
import shapely

from geodata.quality import geometry
from geodata.quality.model import RawLayer, Reading, Stop

SQUARE = shapely.box(106.55, 29.56, 106.56, 29.57)
BOWTIE = shapely.Polygon([(106.55, 29.56), (106.56, 29.57), (106.56, 29.56), (106.55, 29.57)])
Maker = Callable[..., RawLayer]


def test_sound_geometries_leave_no_finding(layer: Maker, reading: Reading) -> None:
    geometry.check(layer([SQUARE]), reading, to_lonlat=lambda shapes: shapes)
    assert reading.findings == []


def test_invalid_is_mended_and_told_with_areas(layer: Maker, reading: Reading) -> None:
    found = layer([SQUARE, BOWTIE])
    geometry.check(found, reading, to_lonlat=lambda shapes: shapes)
    (told,) = reading.findings
    assert told.code == "geometry-repaired"
    assert told.where.en == "feature 2, 106.555 29.565"
    assert "0.0000 ha before, 53.7" in told.message.en
    assert "自相交" in told.message.zh
    assert found.geometry is not None
    assert shapely.is_valid(found.geometry).all()


def test_many_invalid_ones_are_summed_up(
    layer: Maker, reading: Reading, codes: Callable[[], list[str]]
) -> None:
    geometry.check(layer([BOWTIE] * 30), reading, to_lonlat=lambda shapes: shapes)
    assert codes().count("geometry-repaired") == 20
    assert codes().count("geometry-repaired-more") == 1


def test_a_collapsed_ring_is_told_to_vanish(
    layer: Maker, reading: Reading, codes: Callable[[], list[str]]
) -> None:
    flat = shapely.Polygon([(106.5, 29.5), (106.6, 29.6), (106.5, 29.5)])
    geometry.check(layer([flat, SQUARE]), reading, to_lonlat=lambda shapes: shapes)
    assert codes() == ["geometry-repaired", "geometry-vanished"]


def test_missing_and_empty_are_told_apart(
    layer: Maker, reading: Reading, codes: Callable[[], list[str]]
) -> None:
    geometry.check(layer([None, shapely.Polygon(), SQUARE]), reading, to_lonlat=lambda shapes: shapes)
    assert codes() == ["null-geometry", "empty-geometry"]
    assert reading.findings[0].where.en == "feature 1"


def test_kinds_and_heights(layer: Maker, reading: Reading, codes: Callable[[], list[str]]) -> None:
    geometry.check(layer([SQUARE, shapely.Point(106.5, 29.5, 300)]), reading, to_lonlat=lambda shapes: shapes)
    assert codes() == ["mixed-types", "heights-mixed"]
    assert geometry.families(np.array([SQUARE, shapely.MultiPolygon([SQUARE])])) == ["Polygon"]


def test_infinite_coordinates_stop(layer: Maker, reading: Reading) -> None:
    with pytest.raises(Stop):
        geometry.check_finite(layer([SQUARE, shapely.Point(float("inf"), 1)]), reading)
    assert reading.findings[0].where.en == "feature 2"


def test_rings_are_turned_as_the_standard_has_them(layer: Maker, reading: Reading) -> None:
    clockwise = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    found = layer([clockwise, shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 1)]), None])
    geometry.turn_rings(found, reading)
    assert reading.findings[0].where.en == "feature 1"
    assert found.geometry is not None
    assert found.geometry[0].exterior.is_ccw
    assert found.geometry[2] is None


def test_slivers_are_told_and_thin_parcels_are_not(
    layer: Maker, reading: Reading, codes: Callable[[], list[str]]
) -> None:
    shapes = [shapely.box(0, 0, 0.001, 1000), shapely.box(0, 0, 0.5, 1000)]
    geometry.tell_slivers(layer(shapes), np.array(shapes), reading=reading)
    assert codes() == ["sliver"]
    assert reading.findings[0].where.en == "feature 1"
