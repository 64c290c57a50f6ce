from pathlib import Path

import numpy as np
import pytest
import rasterio

from geodata.errors import WriteError
from geodata.grid import Block, Grid
from geodata.write.surface import Surface, copy_as_cog

GRID = Grid("EPSG:4545", x0=0.0, y0=60_000.0, cell=30.0, rows=700, cols=1300)


def test_blocks_in_any_order_and_a_cog_with_everything_said(tmp_path: Path) -> None:
    values = np.random.default_rng(0).integers(0, 10_000, GRID.shape).astype(np.uint16)
    with Surface(tmp_path / "codes.tif", GRID, nodata=65_535) as surface:
        surface.describe(scale=1e-4, unit="1", title="suitability", tags={"CASE": "案例 = 1"})
        for row, col in ((256, 0), (0, 600), (512, 100)):
            block = Block(row, col, min(256, 700 - row), 500)
            surface.write(block, values[row : row + block.rows, col : col + block.cols])
        assert np.array_equal(surface.read(Block(300, 10, 5, 6)), values[300:305, 10:16])
    copy_as_cog(tmp_path / "codes.tif", tmp_path / "out.tif")
    with rasterio.open(tmp_path / "out.tif") as file:
        found = file.read(1)
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.overviews(1) == [2, 4] or file.overviews(1) == [2]
        assert (file.nodata, file.scales, file.units, file.descriptions) == (
            65_535,
            (1e-4,),
            ("1",),
            ("suitability",),
        )
        assert file.tags()["CASE"] == "案例 = 1"
        assert file.crs.to_epsg() == 4545
        assert tuple(file.transform)[:6] == GRID.transform
    assert np.array_equal(found[512:, 100:600], values[512:, 100:600])
    assert (found[:256, :600] == 65_535).all()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WriteError, match="codes"):
        Surface(tmp_path / "file" / "codes.tif", GRID, nodata=0)
    with Surface(tmp_path / "codes.tif", GRID, nodata=0):
        pass
    with pytest.raises(WriteError, match=r"out\.tif"):
        copy_as_cog(tmp_path / "codes.tif", tmp_path / "file" / "out.tif")
