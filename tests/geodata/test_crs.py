import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import CRS, Geod, Transformer

from geodata.crs import CHONGQING_EQUAL_AREA, WGS84, geodesic_area_km2
from geodata.errors import CRSMismatchError
from geodata.sources import read_districts

CORNERS = [(105.28, 28.16), (110.2, 28.16), (105.28, 32.22), (110.2, 32.22)]


def zone_area_km2(south: float, north: float, width_deg: float) -> float:
    """Area between two parallels in closed form (Snyder 1987, equation 3-12 on the WGS84 ellipsoid)."""
    a, f = 6378.137, 1 / 298.257223563
    e = math.sqrt(f * (2 - f))

    def q(latitude: float) -> float:
        s = math.sin(math.radians(latitude))
        return (1 - e * e) * (s / (1 - e * e * s * s) + math.atanh(e * s) / e)

    return math.radians(width_deg) * a * a * (q(north) - q(south)) / 2


def test_area_of_a_quadrangle_against_the_closed_form() -> None:
    # edges along the parallels are cut short, because a geodesic between two corners bulges away from the parallel
    quadrangle = shapely.segmentize(shapely.box(106, 29, 107, 30), 0.002)
    assert geodesic_area_km2(quadrangle) == pytest.approx(zone_area_km2(29, 30, 1), rel=1e-8)


def test_area_does_not_depend_on_ring_directions_and_takes_holes_off() -> None:
    outer, hole = [(106, 29), (107, 29), (107, 30), (106, 30)], [(106.2, 29.2), (106.4, 29.2), (106.4, 29.4)]
    whole, cut = geodesic_area_km2(shapely.Polygon(outer)), geodesic_area_km2(shapely.Polygon(hole))
    for shell in (outer, outer[::-1]):
        for inner in (hole, hole[::-1]):
            assert geodesic_area_km2(shapely.Polygon(shell, [inner])) == pytest.approx(whole - cut, rel=1e-12)


def test_area_of_a_series_keeps_the_index_and_unknown_is_nan() -> None:
    series = gpd.GeoSeries([shapely.box(106, 29, 107, 30), None], index=["a", "b"], crs=WGS84)
    areas = geodesic_area_km2(series)
    assert areas.index.tolist() == ["a", "b"]
    assert areas["a"] == geodesic_area_km2(shapely.box(106, 29, 107, 30))
    assert math.isnan(areas["b"])


@pytest.mark.parametrize("crs", [None, "EPSG:3857", CHONGQING_EQUAL_AREA])
def test_area_refuses_a_series_that_is_not_in_degrees(crs: str | None) -> None:
    series = gpd.GeoSeries([shapely.box(0, 0, 1, 1)], crs=crs)
    with pytest.raises(CRSMismatchError, match="expected degrees"):
        geodesic_area_km2(series)


def test_working_grid_is_equal_area_on_every_district() -> None:
    districts = read_districts("38")
    projected = districts.to_crs(CHONGQING_EQUAL_AREA).area / 1e6
    np.testing.assert_allclose(projected, districts["area_km2"], rtol=2e-6)


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("azimuth", range(0, 180, 15))
def test_working_grid_distorts_lengths_as_little_as_said(corner: tuple[float, float], azimuth: int) -> None:
    lon, lat, _ = Geod(ellps="WGS84").fwd(*corner, azimuth, 1_000)
    to_grid = Transformer.from_crs(WGS84, CHONGQING_EQUAL_AREA, always_xy=True)
    (x1, y1), (x2, y2) = to_grid.transform(*corner), to_grid.transform(lon, lat)
    assert math.hypot(x2 - x1, y2 - y1) == pytest.approx(1_000, rel=0.0004)


def test_working_grid_is_metric_and_stands_on_the_same_datum() -> None:
    crs = CRS(CHONGQING_EQUAL_AREA)
    assert {axis.unit_name for axis in crs.axis_info} == {"metre"}
    assert crs.geodetic_crs is not None
    assert crs.geodetic_crs.ellipsoid == CRS(WGS84).ellipsoid


def test_area_series_is_named_for_its_unit() -> None:
    areas = geodesic_area_km2(gpd.GeoSeries([shapely.box(0, 0, 1, 1)], crs=WGS84))
    assert isinstance(areas, pd.Series)
    assert areas.name == "area_km2"
