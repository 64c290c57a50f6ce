from pathlib import Path

import numpy as np
import pytest

from geodata.errors import DataFormatError
from geodata.read.raster_cells import PICTURE_CELLS
from geodata.read.raster_sample import raster_sample
from tests.tiffs import CELL, NORTH, WEST, heights, write_tiff


def test_a_sample_has_few_cells_nan_without_data_and_the_whole_place(tmp_path: Path) -> None:
    values = heights(40, 2000)
    values[:, :1000] = -9999
    found = raster_sample(write_tiff(tmp_path / "a.tif", values, nodata=-9999))
    assert found.values.shape == (13, PICTURE_CELLS)
    assert np.isnan(found.values[:, :319]).all()
    assert np.nanmax(found.values) <= values.max()
    assert found.bounds == (WEST, NORTH - 40 * CELL, WEST + 2000 * CELL, NORTH)
    assert "105" in found.crs


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).random((300, 300)).astype(np.float32)
    path = write_tiff(tmp_path / "a.tif", noise, compress="deflate")
    path.write_bytes(path.read_bytes()[:150_000])
    with pytest.raises(DataFormatError, match=r"import the raster again|cut short"):
        raster_sample(path)
