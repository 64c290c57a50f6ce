from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio import Affine
from rio_cogeo import cog_validate

from geodata.errors import DataFormatError
from geodata.fetch.mosaic import mosaic

SIDE = 120
BOUNDS = (106.5, 29.25, 107.5, 29.75)


def tile(
    folder: Path, name: str, *, west: float, values: np.ndarray, nodata: float | None = None, side: int = SIDE
) -> Path:
    path = folder / name
    profile = {
        "driver": "GTiff",
        "width": side,
        "height": side,
        "count": 1,
        "dtype": values.dtype,
        "crs": "EPSG:4326",
        "transform": Affine(1 / side, 0, west, 0, -1 / side, 30.0),
        "nodata": nodata,
    }
    with rasterio.open(path, "w", **profile) as file:
        file.write(values, 1)
    return path


@pytest.fixture
def heights() -> np.ndarray:
    return np.random.default_rng(1).normal(400, 100, (SIDE, 2 * SIDE)).astype(np.float32)


def test_tiles_join_without_resampling_and_are_cut(tmp_path: Path, heights: np.ndarray) -> None:
    tiles = [
        tile(tmp_path, "a.tif", west=106.0, values=heights[:, :SIDE]),
        tile(tmp_path, "b.tif", west=107.0, values=heights[:, SIDE:]),
    ]
    out = tmp_path / "dem.tif"
    mosaic(tiles, out, bounds=BOUNDS, classes=False, tags={"LICENCE": "free"})
    with rasterio.open(out) as file:
        assert np.array_equal(file.read(1), heights[30:90, 60:180])
        assert file.bounds == pytest.approx(BOUNDS)
        assert file.tags()["LICENCE"] == "free"
    assert cog_validate(out, quiet=True)[0]


def test_bounds_between_cells_widen_to_whole_cells(tmp_path: Path, heights: np.ndarray) -> None:
    out = tmp_path / "dem.tif"
    source = tile(tmp_path, "a.tif", west=106.0, values=heights[:, :SIDE])
    mosaic([source], out, bounds=(106.2512, 29.2512, 106.7488, 29.7488), classes=False, tags={})
    with rasterio.open(out) as file:
        assert file.bounds == pytest.approx((106.25, 29.25, 106.75, 29.75), abs=1e-9)
        assert np.array_equal(file.read(1), heights[30:90, 30:90])


def test_where_no_tile_is_the_value_is_unknown_and_not_zero(tmp_path: Path, heights: np.ndarray) -> None:
    out = tmp_path / "dem.tif"
    mosaic(
        [tile(tmp_path, "a.tif", west=106.0, values=heights[:, :SIDE])],
        out,
        bounds=BOUNDS,
        classes=False,
        tags={},
    )
    with rasterio.open(out) as file:
        found = file.read(1, masked=True)
    assert found.mask[:, 60:].all()
    assert not found.mask[:, :60].any()


def test_overviews_of_classes_show_classes(tmp_path: Path) -> None:
    side = 1200
    classes = np.where(np.random.default_rng(2).random((side, side)) < 0.5, 10, 80).astype(np.uint8)
    out = tmp_path / "cover.tif"
    source = tile(tmp_path, "a.tif", west=106.0, values=classes, nodata=0, side=side)
    mosaic([source], out, bounds=(106.0, 29.0, 107.0, 30.0), classes=True, tags={})
    with rasterio.open(out, overview_level=0) as file:
        assert set(np.unique(file.read(1))) == {10, 80}


@pytest.mark.parametrize("kind", ["no raster", "other cells", "other type", "no unknown"])
def test_tiles_that_do_not_fit_are_named(tmp_path: Path, heights: np.ndarray, kind: str) -> None:
    good = tile(tmp_path, "a.tif", west=106.0, values=heights[:, :SIDE])
    bad = tmp_path / "bad.tif"
    if kind == "no raster":
        bad.write_bytes(b"II*\0 cut short")
    elif kind == "other cells":
        tile(tmp_path, "bad.tif", west=107.0, values=heights[:60, :60].copy(), side=60)
    else:
        tile(tmp_path, "bad.tif", west=107.0, values=np.ones((SIDE, SIDE), np.uint8))
    tiles = [bad] if kind == "no unknown" else [good, bad]
    with pytest.raises(DataFormatError, match=r"bad\.tif"):
        mosaic(tiles, tmp_path / "out.tif", bounds=BOUNDS, classes=False, tags={})
    assert not (tmp_path / "out.tif").exists()
