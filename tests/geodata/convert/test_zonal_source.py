import numpy as np

from geodata.convert.zonal_source import WindowSource
from geodata.grid import Block, Grid

GRID = Grid("EPSG:4545", x0=300.0, y0=600.0, cell=30.0, rows=4, cols=6)


def test_a_window_is_a_block_of_the_grid() -> None:
    asked: list[Block] = []

    def read(block: Block) -> np.ndarray:
        asked.append(block)
        return np.ones((block.rows, block.cols), dtype=np.int16)

    source = WindowSource(read, GRID, wkt="somewhere")
    cells = source.read_window(2, 1, 3, 2)
    assert asked == [Block(row=1, col=2, rows=2, cols=3)]
    assert source.read_window(0, 0, 0, 4).shape == (4, 0)
    assert len(asked) == 1
    assert cells.shape == (2, 3)
    assert cells.dtype == np.float64
    assert source.extent() == (300.0, 480.0, 480.0, 600.0)
    assert source.res() == (30.0, 30.0)
    assert source.srs_wkt() == "somewhere"
    assert np.isnan(source.nodata_value())
