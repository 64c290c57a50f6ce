from pathlib import Path

import numpy as np
import pytest

from geodata.grid import Block, Grid
from geodata.write.surface import Surface
from layout.config.suitability_toml import load_suitability_case
from layout.suitability.components import label_array
from layout.workflow.suitability_areas import AREA_COLUMNS, area_frame, region_window

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


def test_polygons_of_regions(tmp_path: Path, study_folder: Path) -> None:
    case = load_suitability_case(study_folder / "study.toml")
    regions = label_array(CODES, least=1, connectivity="rook")
    with Surface(tmp_path / "codes.tif", GRID, nodata=65_535) as surface:
        surface.write(Block(0, 0, 6, 7), CODES)
        frame = area_frame(surface, regions, case=case, least=1)
        block, values, mask = region_window(surface, regions[0], least=1, queen=False)
    assert list(frame.columns) == [*AREA_COLUMNS, "geometry"]
    assert frame["cells"].tolist() == [11, 3, 1]
    assert frame["area_id"].tolist() == ["A0001", "A0002", "A0003"]
    assert frame["mean_score"].tolist() == [pytest.approx((10 * 5 + 8) / 110), 0.9, 0.7]
    assert frame["compactness"][2] == pytest.approx(np.pi / 4, abs=1e-3)  # a square
    assert len(frame.geometry[0].interiors) == 1
    assert (block, mask.tolist()) == (Block(0, 0, 2, 2), [[True, True], [True, False]])
    assert values[1, 0] == 9000


def test_no_regions_are_an_empty_frame(tmp_path: Path, study_folder: Path) -> None:
    case = load_suitability_case(study_folder / "study.toml")
    with Surface(tmp_path / "codes.tif", GRID, nodata=65_535) as surface:
        frame = area_frame(surface, label_array(CODES * 0, least=1, connectivity="rook"), case=case, least=1)
    assert len(frame) == 0
    assert frame.crs.to_epsg() == 4326
