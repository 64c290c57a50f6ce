import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geodata.write.rings import DECIMALS, ready_for_geojson

TINY = 3e-8  # below half a step of the seventh decimal


def signed_area(ring: shapely.LinearRing) -> float:
    x, y = (np.array(ring.coords)[:, :2] - ring.coords[0][:2]).T  # from a corner: no digits are lost
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def decimals(geometry: BaseGeometry) -> int:
    numbers = shapely.get_coordinates(geometry, include_z=geometry.has_z).ravel().tolist()
    return max(len(repr(number).partition(".")[2]) for number in numbers)


def test_outer_rings_turn_left_and_holes_right() -> None:
    shell, hole = [(0, 0), (0, 4), (4, 4), (4, 0)], [(1, 1), (2, 1), (2, 2)]
    for outer in (shell, shell[::-1]):
        for inner in (hole, hole[::-1]):
            made = ready_for_geojson(shapely.MultiPolygon([shapely.Polygon(outer, [inner])]))
            assert signed_area(made.geoms[0].exterior) > 0
            assert signed_area(made.geoms[0].interiors[0]) < 0


def test_positions_are_rounded_and_not_cut_off() -> None:
    made = ready_for_geojson(shapely.Point(106.123456789, -29.98765432199))
    assert (made.x, made.y) == (106.1234568, -29.9876543)
    assert repr(ready_for_geojson(shapely.Point(-1e-9, 0)).x) == "0.0"


def test_heights_are_kept() -> None:
    made = ready_for_geojson(shapely.Point(106, 29, 312.5))
    assert made.has_z
    assert made.z == 312.5


def test_positions_that_fall_together_are_dropped() -> None:
    made = ready_for_geojson(shapely.Polygon([(0, 0), (1, 0), (1 + TINY, TINY), (1, 1)]))
    assert list(made.exterior.coords) == [(0, 0), (1, 0), (1, 1), (0, 0)]


@pytest.mark.parametrize(
    "valid",
    [
        # a spike that rounding lays on the opposite edge
        shapely.Polygon([(0, 0), (1, 0), (1, 1), (0.5, TINY), (0, 1)]),
        # a hole smaller than the grid
        shapely.Polygon(
            [(0, 0), (1, 0), (1, 1), (0, 1)], [[(0.2, 0.2), (0.2 + TINY, 0.2), (0.2, 0.2 + TINY)]]
        ),
        # two parts that rounding brings together
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(1 + TINY, 0, 2, 1)]),
    ],
)
def test_a_valid_geometry_stays_valid_where_plain_rounding_would_break_it(valid: BaseGeometry) -> None:
    assert valid.is_valid
    assert not shapely.transform(valid, lambda xy: np.round(xy, DECIMALS)).is_valid
    made = ready_for_geojson(valid)
    assert made.is_valid
    assert made.area == pytest.approx(valid.area, abs=1e-6)
    assert decimals(made) <= DECIMALS


@pytest.mark.parametrize(
    "thin", [shapely.Polygon([(0, 0), (1, 0), (1, TINY), (0, TINY)]), shapely.LineString([(0, 0), (TINY, 0)])]
)
def test_what_is_thinner_than_the_grid_becomes_empty(thin: BaseGeometry) -> None:
    assert ready_for_geojson(thin).is_empty


def test_an_invalid_geometry_is_passed_on_and_not_mended_in_secret() -> None:
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    assert not ready_for_geojson(bow_tie).is_valid


@given(
    radii=st.lists(st.floats(0.1, 1), min_size=5, max_size=30),
    size=st.sampled_from([1.0, 1e-3, 1e-5, 1e-6, 3e-7]),
    clockwise=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_stars_of_any_size_come_out_valid_rounded_and_oriented(
    *, radii: list[float], size: float, clockwise: bool
) -> None:
    angles = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    positions = np.column_stack([106.5 + size * np.cos(angles) * radii, 29.5 + size * np.sin(angles) * radii])
    star = shapely.Polygon(positions[::-1] if clockwise else positions)
    assume(star.is_valid)
    made = ready_for_geojson(star)
    assert made.is_valid
    assert made.area == pytest.approx(star.area, abs=star.length * 1e-7)
    for part in shapely.get_parts(made):
        if part.geom_type == "Polygon" and not part.is_empty:
            assert signed_area(part.exterior) > 0
            assert decimals(part) <= DECIMALS
