import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.convert import outlines
from geodata.convert.corners import NOTHING, find_corners
from geodata.convert.outlines import on_earth, polygons_of, together
from geodata.convert.polygonize import mask_polygon
from geodata.crs import CHONGQING_EQUAL_AREA, geodesic_area_km2
from geodata.grid import Grid

CRS = "EPSG:4545"


def outlined(labels: np.ndarray, grid: Grid, owners: int) -> tuple[np.ndarray, np.ndarray]:
    above = np.full(grid.cols, NOTHING, np.int32)
    return polygons_of([find_corners(labels.astype(np.int32), above, 0, last=True)], owners, grid)


@settings(max_examples=60)
@given(
    rows=st.integers(1, 14),
    cols=st.integers(1, 14),
    owners=st.integers(1, 3),
    knots=st.sampled_from([1, 3, 64]),
    seed=st.integers(0, 2**32 - 1),
)
def test_every_cell_lies_in_the_polygon_of_its_label(
    rows: int, cols: int, owners: int, knots: int, seed: int
) -> None:
    """Labels may have many parts, one within the hole of another; each hole must go to the right one."""
    grid = Grid(CRS, 300.0, 900.0, 30.0, rows, cols)
    labels = np.random.default_rng(seed).integers(-1, owners, (rows, cols))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outlines, "_KNOTS", knots)
        polygons, of = outlined(labels, grid, owners)
    assert shapely.is_valid(polygons).all()
    assert all(shapely.is_ccw(polygon.exterior) for polygon in polygons)
    down, across = np.mgrid[:rows, :cols]
    centres = shapely.points(315.0 + 30 * across, 885.0 - 30 * down)
    for owner, shape in zip(np.unique(of), together(polygons, of), strict=True):
        assert shape.is_valid
        assert np.array_equal(shapely.contains(shape, centres), labels == owner)
        assert shape.area == (labels == owner).sum() * 900


def test_a_label_nowhere_has_no_polygon() -> None:
    polygons, of = outlined(np.full((2, 2), NOTHING), Grid(CRS, 0, 0, 30.0, 2, 2), 3)
    assert (len(polygons), len(of), len(together(polygons, of))) == (0, 0, 0)


def test_a_long_edge_stays_on_its_cells_on_the_earth() -> None:
    """A belt of cells around land 240 km wide: without vertices between, inner and outer edge would cross."""
    grid = Grid(CHONGQING_EQUAL_AREA, -120_000.0, 140_000.0, 100.0, 2400, 2400)
    mask = np.zeros(grid.shape, bool)
    mask[:3] = mask[-3:] = mask[:, :3] = mask[:, -3:] = True
    mask[3:9, 700:900] = True
    flat = gpd.GeoSeries([mask_polygon(mask, grid)], crs=grid.crs)
    world = on_earth(flat, decimals=7)
    assert world.is_valid.all()
    assert geodesic_area_km2(world)[0] == pytest.approx(mask.sum() * 0.01, rel=2e-5)
    assert np.array_equal(np.round(shapely.get_coordinates(world), 7), shapely.get_coordinates(world))
    bare = gpd.GeoSeries(shapely.simplify(np.asarray(flat), 0), crs=flat.crs).to_crs(world.crs)
    assert not bare.is_valid[0]
