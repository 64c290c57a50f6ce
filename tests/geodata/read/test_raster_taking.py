from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio

from geodata.quality.options import ReadOptions
from geodata.read import Sandbox
from geodata.read.raster_taking import RASTER_LIMITS, taken_raster
from tests.tiffs import heights, write_tiff


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1, warm=False) as made:
        yield made


def test_a_raster_is_read_whole_in_the_sandbox_and_its_folder_ends(tmp_path: Path, sandbox: Sandbox) -> None:
    path = write_tiff(tmp_path / "dem.tif", heights(), nodata=-9999)
    with taken_raster(path, ReadOptions(), overviews="average", sandbox=sandbox) as taken:
        assert taken.report.verdict == "accept"
        told = taken.report.layer["raster"]
        assert (told["minimum"], told["maximum"], told["known"]) == (200, 437, 4800)
        cells = taken.cells
        assert cells is not None
        with rasterio.open(cells) as file:
            assert np.array_equal(file.read(1), heights())
    assert not cells.exists()


def test_a_rejected_one_and_what_is_no_raster_give_no_cells(tmp_path: Path, sandbox: Sandbox) -> None:
    values = heights()
    values[9, 9] = -9999
    bad = write_tiff(tmp_path / "bad.tif", values)
    (tmp_path / "a.csv").write_text("name,lon,lat\na,106.5,29.5\n", encoding="utf-8")
    for path, verdict in ((bad, "reject"), (tmp_path / "a.csv", "warn"), (tmp_path / "none.tif", "reject")):
        with taken_raster(path, ReadOptions(), overviews="average", sandbox=sandbox) as taken:
            assert taken.cells is None
            assert (taken.report.verdict == "reject") == (verdict == "reject"), path
    assert RASTER_LIMITS.memory_mib < 1024
