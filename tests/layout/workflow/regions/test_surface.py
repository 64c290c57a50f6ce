from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio import Affine

from geodata.read.raster_file import EXCLUDED_TAG
from layout.errors import CaseError
from layout.workflow.regions.surface import existing_areas, kept_clear, read_scores, searchable, still_wanted

CODES = np.array([[0, 2000, 65_535], [9000, 0, 4000]], np.uint16)


@pytest.fixture
def surface(tmp_path: Path) -> Path:
    path = tmp_path / "s.tif"
    profile = {"driver": "GTiff", "width": 3, "height": 2, "count": 1, "dtype": "uint16", "crs": "EPSG:4545"}
    with rasterio.open(path, "w", transform=Affine(30, 0, 0, 0, -30, 60), nodata=65_535, **profile) as file:
        file.write(CODES, 1)
        file.scales = (0.0001,)
        file.update_tags(**{EXCLUDED_TAG: "0"})
    return path


def test_excluded_and_unknown_cells_are_told_apart(surface: Path) -> None:
    scores = read_scores(surface, searchable(surface))
    assert scores.values.tolist() == [
        pytest.approx([np.nan, 0.2, np.nan], nan_ok=True),
        pytest.approx([0.9, np.nan, 0.4], nan_ok=True),
    ]
    assert scores.excluded.tolist() == [[True, False, False], [False, True, False]]


def test_cells_below_the_least_score_are_excluded_and_not_unknown(surface: Path) -> None:
    scores = read_scores(surface, searchable(surface), min_score=0.5)
    assert np.isfinite(scores.values).sum() == 1
    assert scores.excluded.tolist() == [[True, True, False], [False, True, True]]


def test_existing_areas_take_their_cells_and_count(surface: Path, tmp_path: Path) -> None:
    grid = searchable(surface)
    assert len(existing_areas(None, grid)) == 0
    gpd.GeoSeries([shapely.box(0, 30, 30, 60)], crs="EPSG:4545").to_crs(4326).to_file(tmp_path / "k.geojson")
    existing = existing_areas(tmp_path / "k.geojson", grid)
    assert kept_clear(existing, grid, spacing_m=0.0)[0, 0]
    assert not kept_clear(existing, grid, spacing_m=0.0)[:, 2].any()
    assert kept_clear(existing, grid, spacing_m=50.0)[0, 2]
    assert still_wanted(3, existing) == 2
    with pytest.raises(CaseError, match="existing ones count"):
        still_wanted(1, existing)
