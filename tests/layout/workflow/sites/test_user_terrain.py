from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio import Affine

from geodata.errors import DataMissingError
from layout.entities.candidates import OwnSitesSetting
from layout.workflow.desk.dem import file_dem
from layout.workflow.sites.own import OwnLayer, Whereabouts
from layout.workflow.sites.user_sites import candidature
from layout.workflow.sites.user_terrain import ELEVATION, elevation

CELL = 0.01


@pytest.fixture
def dem(tmp_path: Path) -> Path:
    """Return a raster of 10 x 10 cells whose value is 100 x row + column, one cell without data."""
    values = (100 * np.arange(10)[:, None] + np.arange(10)[None, :]).astype(np.float32)
    values[0, 0] = -9999
    path = tmp_path / "dem.tif"
    profile = {
        "driver": "GTiff",
        "width": 10,
        "height": 10,
        "count": 1,
        "dtype": "float32",
        "crs": "EPSG:4326",
    }
    with rasterio.open(
        path, "w", **profile, nodata=-9999, transform=Affine(CELL, 0, 106.0, 0, -CELL, 30.0)
    ) as file:
        file.write(values, 1)
    return path


def test_cells_count_by_the_share_that_a_parcel_covers(dem: Path) -> None:
    # nine tenths of column 2 and the left half of column 3, in rows 4 and 5, each nine tenths high
    parcel = shapely.box(106.021, 30 - 0.059, 106.035, 30 - 0.041)
    found = elevation(gpd.GeoSeries([parcel], crs=4326), dem).iloc[0]
    assert found["elevation_mean_m"] == pytest.approx((0.9 * (402 + 502) + 0.5 * (403 + 503)) / 2.8, abs=1e-3)
    assert (found["elevation_min_m"], found["elevation_max_m"]) == (402, 503)


def test_a_point_takes_its_cell_and_what_lies_off_the_raster_has_no_data(dem: Path) -> None:
    shapes = gpd.GeoSeries(
        [shapely.Point(106.055, 29.975), shapely.Point(110, 29), None, shapely.Point(106.005, 29.995)],
        crs=4326,
    )
    found = elevation(shapes, dem)
    assert list(found.columns) == list(ELEVATION)
    assert (found.iloc[0] == 205).all()
    assert found.iloc[1:].isna().all().all()


def test_own_sites_carry_it_and_the_gap_is_no_longer_told(dem: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"id": ["a"]}, geometry=[shapely.box(106.021, 29.941, 106.029, 29.959)], crs=4326, index=[1]
    )
    layer = OwnLayer(frame, "a", "0")
    with_it = candidature(layer, OwnSitesSetting(), where=Whereabouts(), dem=file_dem(dem))
    without = candidature(layer, OwnSitesSetting(), where=Whereabouts())
    assert with_it.sites.frame.loc["a", "elevation_mean_m"] == pytest.approx(452, abs=1e-3)
    assert np.isnan(without.sites.frame.loc["a", "elevation_mean_m"])
    assert any("Terrain" in note.en for note in without.told)
    assert not any("Terrain" in note.en for note in with_it.told)


def test_a_missing_raster_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="no such raster"):
        elevation(gpd.GeoSeries([shapely.Point(106, 29)], crs=4326), tmp_path / "none.tif")
