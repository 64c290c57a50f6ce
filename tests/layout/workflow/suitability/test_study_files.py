import hashlib
from pathlib import Path

import numpy as np
import pytest

from geodata.errors import DataMissingError
from geodata.grid import Grid
from layout.config.derived_layer import ReliefLayer
from layout.config.layer_file import LayerFile
from layout.config.suitability_toml import load_suitability_case
from layout.workflow.suitability.study_files import AREA_FILE, Reader, checksums, open_cells

GRID = Grid("EPSG:4544", 600_000.0, 3_300_000.0, 30.0, 20, 30)


def test_rasters_are_read_one_above_the_other(study_folder: Path) -> None:
    layers = [LayerFile(path="dem.tif"), LayerFile(path="landcover.tif")]
    with (
        open_cells(layers[0], study_folder, grid=GRID, coarser=1) as dem,
        open_cells(layers[1], study_folder, grid=GRID, coarser=1) as cover,
    ):
        both = Reader((dem, cover))(GRID)
        assert both.shape == (2, 20, 30)
        assert np.array_equal(both[0], dem.read(GRID))
        assert set(np.unique(both[1])) <= {10, 40, 50, 80}


def test_a_coarser_grid_takes_the_nearest_cell_where_nothing_is_said(study_folder: Path) -> None:
    coarse = Grid("EPSG:4544", 600_000.0, 3_300_000.0, 90.0, 5, 5)
    with open_cells(LayerFile(path="dem.tif"), study_folder, grid=coarse, coarser=3) as found:
        values = found.read(coarse)
    with open_cells(LayerFile(path="dem.tif"), study_folder, grid=GRID, coarser=1) as fine:
        assert np.array_equal(values, fine.read(GRID)[1:15:3, 1:15:3])


def test_a_derived_layer_must_have_been_computed(study_folder: Path) -> None:
    layer = ReliefLayer(derive="relief", of="dem", radius_m=90.0)
    with pytest.raises(DataMissingError, match=r"relief\(dem\) was not computed"):
        open_cells(layer, study_folder, grid=GRID, coarser=1)


def test_checksums_of_what_is_there(study_folder: Path) -> None:
    found = checksums(load_suitability_case(study_folder / "study.toml"), study_folder)
    assert set(found) == {"dem", "landcover", "rivers", "roads", AREA_FILE}
    assert found["roads"] == hashlib.sha256((study_folder / "roads.geojson").read_bytes()).hexdigest()
