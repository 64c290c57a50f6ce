import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import CRS, Geod, Transformer

from geodata.embedded import table
from layout.sites.user_model import Facts
from layout.sites.user_places import (
    district_shares,
    hosts_by_outline,
    measured,
    nearest_parks,
    possible_zones,
    zones_of_district,
)

Square = Callable[..., shapely.Polygon]
A, F = 6378137.0, 1 / 298.257223563


def array(*shapes: object) -> np.ndarray:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


def authalic(lat_deg: float) -> float:
    """Return the area term of Snyder (1987), equation 3-12, of a latitude."""
    e = math.sqrt(F * (2 - F))
    s = math.sin(math.radians(lat_deg))
    return (1 - e * e) * (s / (1 - e * e * s * s) - math.log((1 - e * s) / (1 + e * s)) / (2 * e))


def test_area_against_the_closed_form_of_a_quad_and_against_pyproj(square: Square) -> None:
    shape = square(106.35, 29.5, 0.02)
    found = float(measured(array(shape))["measured_ha"].iloc[0])
    closed = A * A * math.radians(0.02) * (authalic(29.52) - authalic(29.5)) / 2 / 10_000
    assert found == pytest.approx(closed, rel=1e-6)
    area, _ = Geod(ellps="WGS84").geometry_area_perimeter(shape)
    assert found == pytest.approx(abs(area) / 10_000, rel=1e-12)


def test_a_hole_is_no_land_and_a_point_has_no_area(square: Square) -> None:
    ring = square(106.35, 29.5, 0.03).difference(square(106.36, 29.51, 0.01))
    found = measured(
        array(ring, square(106.35, 29.5, 0.03), square(106.36, 29.51, 0.01), shapely.Point(106, 29.5), None)
    )
    whole, hole = found["measured_ha"].iloc[1], found["measured_ha"].iloc[2]
    assert found["measured_ha"].iloc[0] == pytest.approx(whole - hole, rel=1e-9)
    assert np.isnan(found["measured_ha"].iloc[3])
    assert found["extent_m"].iloc[3] == 0
    assert found.iloc[4].isna().all()
    assert ring.contains(shapely.Point(found["lon"].iloc[0], found["lat"].iloc[0]))


def test_the_extent_is_the_greatest_distance_from_the_point_to_the_outline(square: Square) -> None:
    found = measured(array(square(106.35, 29.5, 0.02))).iloc[0]
    corners = [(106.35, 29.5), (106.37, 29.5), (106.37, 29.52), (106.35, 29.52)]
    geod = Geod(ellps="WGS84")
    by_hand = max(geod.inv(found["lon"], found["lat"], *corner)[2] for corner in corners)
    assert found["extent_m"] == pytest.approx(by_hand, abs=1e-6)


def test_shares_against_a_brute_force_overlay_on_an_equal_area_plane(facts: Facts, square: Square) -> None:
    shape = square(106.2, 29.5, 0.12)
    shares = district_shares(array(shape), facts.ground)[0]
    plane = CRS.from_proj4("+proj=laea +lat_0=29.56 +lon_0=106.26 +datum=WGS84 +units=m")
    move = Transformer.from_crs("EPSG:4326", plane, always_xy=True).transform
    # a chain of many points, because an edge is a geodesic in one reckoning and a straight line in the other
    flat = [
        shapely.transform(shapely.segmentize(one, 0.001), lambda p: np.column_stack(move(*p.T)))
        for one in (shape, *facts.ground.shapes)
    ]
    areas = {
        code: flat[0].intersection(other).area
        for code, other in zip(facts.ground.adcodes, flat[1:], strict=True)
    }
    expected = {code: area / flat[0].area for code, area in areas.items() if area > 1e-4 * flat[0].area}
    assert set(shares) == set(expected)
    assert len(shares) > 1
    for code, share in shares.items():
        assert share == pytest.approx(expected[code], abs=1e-5)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


def test_what_lies_outside_is_missing_from_the_shares(facts: Facts, square: Square) -> None:
    outside, border = square(100.0, 29.0), square(105.5, 30.0, 0.4)
    found = district_shares(array(outside, border, None, shapely.Point(106.55, 29.56)), facts.ground)
    assert found[0] == {}
    assert 0.05 < sum(found[1].values()) < 0.999
    assert found[2] == {}
    assert found[3] == {"500103": 1.0}


def test_zones_by_district_leave_flagships_open() -> None:
    zones = table("layout_zones")
    assert set(zones_of_district(zones, "500107")) == {"central_urban", "main_metropolitan"}
    assert possible_zones(zones, "500107") == ("western_science_city",)
    assert zones_of_district(zones, "") == ()


def test_the_nearest_park_against_all_distances_by_pyproj() -> None:
    parks = table("parks")
    found = nearest_parks(pd.DataFrame({"lon": [106.36, np.nan], "lat": [29.51, np.nan]}), parks)
    geod = Geod(ellps="WGS84")
    placed = parks.dropna(subset=["lon"])
    km = [
        geod.inv(106.36, 29.51, lon, lat)[2] / 1000
        for lon, lat in zip(placed["lon"], placed["lat"], strict=True)
    ]
    assert found["nearest_park_id"].iloc[0] == placed["park_id"].iloc[int(np.argmin(km))]
    assert found["nearest_park_km"].iloc[0] == pytest.approx(min(km), abs=1e-9)
    assert found["nearest_park_id"].iloc[1] == ""


def test_a_park_hosts_what_lies_in_it_by_more_than_half(square: Square) -> None:
    outlines = {"cq_htz": square(106.3, 29.4, 0.1)}
    shapes = array(square(106.35, 29.45), square(106.395, 29.45, 0.02), shapely.Point(106.31, 29.41), None)
    assert hosts_by_outline(shapes, outlines) == ["cq_htz", "", "cq_htz", ""]
    assert hosts_by_outline(shapes, {}) == ["", "", "", ""]
