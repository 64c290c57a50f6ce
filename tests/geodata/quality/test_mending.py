import math

import pytest
import shapely
from pyproj import Geod

from geodata.quality.mending import crossings_of, fault_of, hectares, mended

BOWTIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
HOLE_OUTSIDE = shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 1)], [[(5, 5), (5, 6), (6, 6)]])


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        (BOWTIE, 2.0),
        (HOLE_OUTSIDE, 1.0),
        (shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3)]), 7.0),
        (shapely.Polygon([(0, 0), (1, 1), (0, 0)]), 0.0),
        (shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (3, 3), (3, 1), (1, 3)]]), 14.0),
    ],
)
def test_mended_is_valid_with_the_area_that_was_drawn(shape: shapely.Geometry, area: float) -> None:
    found = mended(shape)
    assert found.is_valid
    assert found.area == pytest.approx(area)


def test_area_is_geodesic_and_a_bow_tie_has_none() -> None:
    square = shapely.box(106.5, 29.5, 106.51, 29.51)
    expected = abs(Geod(ellps="WGS84").geometry_area_perimeter(square)[0]) / 10_000
    assert hectares(square) == pytest.approx(expected)
    assert hectares(BOWTIE) < 0.01 * hectares(mended(BOWTIE))
    assert hectares(HOLE_OUTSIDE) < hectares(mended(HOLE_OUTSIDE))
    assert hectares(None) == 0.0
    assert hectares(shapely.GeometryCollection([square, shapely.Point(0, 0)])) == pytest.approx(expected)


def test_fault_is_named_in_both_languages_with_its_place() -> None:
    reason, spot = fault_of(BOWTIE)
    assert (reason.en, reason.zh, spot) == ("self-intersection", "自相交", "1 1")


def star(points: int) -> shapely.Polygon:
    """Return a star polygon whose every edge crosses nearly all others."""
    step = points // 2
    ring = [
        (math.cos(2 * math.pi * n * step / points), math.sin(2 * math.pi * n * step / points))
        for n in range(points)
    ]
    return shapely.Polygon(ring)


def test_crossings_tell_a_star_from_an_honest_outline() -> None:
    circle = shapely.Point(0, 0).buffer(1, quad_segs=5_000)
    assert crossings_of(circle) < 10_000
    assert crossings_of(star(4_001)) > 1_000_000
    assert crossings_of(BOWTIE) == 0.0
