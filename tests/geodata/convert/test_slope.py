"""Slope against planes, a cone, and the same surface on a projected grid."""

import numpy as np
import pyproj
import pytest

from geodata.convert.slope import cell_sides_m, slope
from geodata.errors import CRSMismatchError
from geodata.grid import Grid

METRES = Grid("EPSG:4545", x0=500_000.0, y0=3_300_000.0, cell=30.0, rows=20, cols=25)
DEGREES = Grid("EPSG:4490", x0=106.0, y0=30.0, cell=1 / 3600, rows=20, cols=25)


def plane(window: Grid) -> np.ndarray:
    x = (window.col0 + np.arange(window.cols)) * window.cell
    y = -(window.row0 + np.arange(window.rows)) * window.cell
    return (0.3 * x[None, :] + 0.4 * y[:, None]).astype(np.float32)


def test_a_plane_has_one_slope() -> None:
    np.testing.assert_allclose(slope(plane, METRES, unit="percent"), 50.0, rtol=1e-5)
    np.testing.assert_allclose(slope(plane, METRES, unit="degrees"), np.degrees(np.arctan(0.5)), rtol=1e-5)


def test_a_cone_has_its_slope_away_from_the_tip() -> None:
    def cone(window: Grid) -> np.ndarray:
        x, y = np.meshgrid(
            [window.centre(0, col)[0] for col in range(window.cols)],
            [window.centre(row, 0)[1] for row in range(window.rows)],
        )
        return (0.25 * np.hypot(x - 490_000, y - 3_290_000)).astype(np.float32)

    np.testing.assert_allclose(slope(cone, METRES, unit="percent"), 25.0, rtol=2e-3)


def test_sides_of_cells_in_degrees_are_those_of_the_ellipsoid() -> None:
    wide, high = cell_sides_m(DEGREES)
    geod = pyproj.Geod(ellps="GRS80")
    for row in (0, 19):
        lon, lat = DEGREES.centre(row, 0)
        half = DEGREES.cell / 2
        assert wide[row] == pytest.approx(geod.inv(lon - half, lat, lon + half, lat)[2], rel=1e-7)
        assert high[row] == pytest.approx(geod.inv(lon, lat - half, lon, lat + half)[2], rel=1e-7)


def test_a_hill_has_the_same_slope_on_a_grid_in_degrees_as_in_metres() -> None:
    azimuthal = pyproj.Transformer.from_crs(
        "EPSG:4490", "+proj=aeqd +lat_0=29.997 +lon_0=106.003 +ellps=GRS80", always_xy=True
    )

    def tilted(window: Grid) -> np.ndarray:
        lon, lat = np.meshgrid(
            [window.centre(0, col)[0] for col in range(window.cols)],
            [window.centre(row, 0)[1] for row in range(window.rows)],
        )
        x, y = azimuthal.transform(lon, lat)
        return (0.12 * x - 0.05 * y).astype(np.float32)

    expected = 100 * np.hypot(0.12, 0.05)
    np.testing.assert_allclose(slope(tilted, DEGREES, unit="percent"), expected, rtol=1e-4)


def test_a_gap_makes_its_neighbours_unknown() -> None:
    def gap(window: Grid) -> np.ndarray:
        heights = plane(window)
        heights[5, 6] = np.nan
        return heights

    found = np.isnan(slope(gap, METRES, unit="percent"))
    assert found.sum() == 9
    assert found[3:6, 4:7].all()


def test_feet_are_refused() -> None:
    feet = Grid("EPSG:2263", x0=0.0, y0=0.0, cell=30.0, rows=3, cols=3)
    with pytest.raises(CRSMismatchError, match="metres"):
        slope(plane, feet, unit="percent")
    gradians = Grid("EPSG:4807", x0=2.0, y0=50.0, cell=0.01, rows=3, cols=3)
    with pytest.raises(CRSMismatchError, match="metres or degrees"):
        slope(plane, gradians, unit="percent")
