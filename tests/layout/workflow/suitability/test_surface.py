from pathlib import Path

import numpy as np

from geodata.grid import Block, Grid
from geodata.write.surface import Surface
from layout.config.suitability_toml import load_suitability_case
from layout.suitability.components import Components
from layout.suitability.labels import CELLS
from layout.workflow.suitability.study import open_study
from layout.workflow.suitability.surface import surface_tags, take_out

GRID = Grid("EPSG:4544", 600_000.0, 3_300_000.0, 30.0, 40, 50)


def test_small_regions_are_excluded_and_nothing_else(tmp_path: Path) -> None:
    codes = (np.random.default_rng(3).random(GRID.shape) < 0.5).astype(np.uint16) * 6000
    components = Components(1, "queen", GRID.cols)
    with Surface(tmp_path / "codes.tif", GRID, nodata=65_535, scratch=True) as surface:
        for row in (0, 20):
            block = Block(row, 0, 20, GRID.cols)
            surface.write(block, codes[row : row + 20])
            components.add([(0, *components.label(codes[row : row + 20]))], row=row, rows=20)
        small = components.regions()[:, CELLS] < 5
        take_out(surface, components, wanted=small)
        left = surface.read(Block(0, 0, GRID.rows, GRID.cols))
    assert small.any()
    assert (left != codes).sum() == components.regions()[small, CELLS].sum()
    assert (left[left != codes] == 0).all()


def test_tags_say_what_the_numbers_mean(study_folder: Path) -> None:
    study = open_study(load_suitability_case(study_folder / "study.toml"), study_folder)
    tags = surface_tags(study)
    study.close()
    assert "0.0001" in tags["MEANING"]
    assert tags["RULES"].split(", ")[0] == study.rules[0].id
    assert "schema_version = 1" in tags["CASE"]
