from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from geodata.grid import Block, Grid
from geodata.write.surface import Surface
from layout.suitability.components import Components
from layout.suitability.labels import CELLS
from layout.workflow.suitability.areas import AREA_COLUMNS, area_cells, area_frame

GRID = Grid("EPSG:4544", x0=600_000.0, y0=3_300_000.0, cell=30.0, rows=6, cols=7)
CODES = (
    np.array(
        [
            [9, 9, 0, 0, 0, 0, 0],
            [9, 0, 0, 0, 5, 5, 0],
            [0, 0, 0, 5, 5, 5, 0],
            [0, 7, 0, 5, 0, 5, 0],
            [0, 0, 8, 5, 5, 5, 0],
            [0, 0, 0, 0, 0, 0, 0],
        ],
        np.uint16,
    )
    * 1000
)


def frame_of(folder: Path, codes: np.ndarray) -> gpd.GeoDataFrame:
    components = Components(1, "rook", GRID.cols)
    with Surface(folder / "codes.tif", GRID, nodata=65_535) as surface:
        for row in (0, 4):
            strip = codes[row : row + 4]
            surface.write(Block(row, 0, *strip.shape), strip)
            components.add([(0, *components.label(strip))], row=row, rows=len(strip))
        return area_frame(area_cells(surface, components, large=components.regions()[:, CELLS] > 0))


def test_polygons_of_regions(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, CODES)
    assert list(frame.columns) == [*AREA_COLUMNS, "geometry"]
    assert frame["cells"].tolist() == [11, 3, 1]
    assert frame["area_id"].tolist() == ["A0001", "A0002", "A0003"]
    assert frame["mean_score"].tolist() == [pytest.approx((10 * 5 + 8) / 110), 0.9, 0.7]
    assert frame["compactness"][2] == pytest.approx(np.pi / 4, abs=1e-3)  # a square
    assert len(frame.geometry[0].interiors) == 1
    assert np.allclose(frame["geodesic_area_ha"], frame["cells"] * 0.09, rtol=5e-3)


def test_no_regions_are_an_empty_frame(tmp_path: Path) -> None:
    frame = frame_of(tmp_path, CODES * 0)
    assert len(frame) == 0
    assert frame.crs.to_epsg() == 4326
