"""What the engine sums up of regions on its way, against cells cut out by hand and the pass over polygons."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from scipy import ndimage

from geodata.convert.masks import near_mask
from geodata.convert.polygonize import mask_polygon
from geodata.convert.shapes import flat_shapes
from geodata.convert.slope import slope
from layout.config.suitability_toml import parse_suitability_case
from layout.suitability.engine import Work, run_program
from layout.suitability.labels import CELLS
from layout.suitability.strip import UNSCORED_CODE
from layout.suitability.value_layers import ValuePart, values_of
from layout.workflow.suitability.area_facts import Told, allowed_means, telling_components, told_by_run
from layout.workflow.suitability.area_pass import cells_of
from layout.workflow.suitability.area_told import tell_areas, tell_regions
from layout.workflow.suitability.study import Study, open_study

LEAST = 4000


@pytest.fixture(scope="module")
def study(study_text: str, study_folder: Path) -> Iterator[Study]:
    """A study whose slope rule is stricter in a part of its area."""
    found = open_study(parse_suitability_case(study_text, origin="test"), study_folder)
    west, south, _, north = found.grid.bounds
    part = shapely.box(west, south, sum(found.grid.bounds[::2]) / 2, north)
    found.wanted.mask_of("part")
    shapes = flat_shapes(np.array([part], dtype=object), found.grid)
    found.inputs = replace(found.inputs, masks=[*found.inputs.masks, (shapes, 0.0)])
    (limit,) = found.slopes
    found.slopes = (
        replace(limit, rule_id="steep@part", limit=8.0, within="part"),
        replace(limit, without=("part",)),
    )
    yield found
    found.close()


def run(study: Study, rows: int, threads: int) -> tuple[Told, np.ndarray, np.ndarray]:
    codes = np.full(study.grid.shape, UNSCORED_CODE, np.uint16)

    def sink(block: object, found: np.ndarray) -> None:
        codes[block.row : block.row + block.rows, block.col : block.col + block.cols] = found  # type: ignore[attr-defined]

    components = telling_components(study, least=LEAST, connectivity="rook")
    outcome = run_program(
        study.program,
        study.inputs,
        sink=sink,
        work=Work(strip_rows=rows, threads=threads, gap=7),
        components=components,
    )
    return told_by_run(study, components, outcome=outcome), components.regions(), codes


def test_facts_are_those_of_the_cells_whatever_the_strips(study: Study) -> None:
    told, regions, codes = run(study, 64, 2)
    labels, count = ndimage.label((codes >= LEAST) & (codes < UNSCORED_CODE))
    assert count == len(regions)
    slopes = slope(lambda window: study.inputs.read(window)[0], study.grid, unit="percent")
    for number in np.argsort(-regions[:, CELLS])[:12]:
        own = labels == labels[regions[number, 6], regions[number, 7]]
        for place, limit in enumerate(study.slopes):
            held = own & ~np.isnan(slopes)
            for code, wanted in [(limit.within, True), *((one, False) for one in limit.without)]:
                if code is not None:
                    shapes = study.inputs.masks[study.wanted.mask_of(code) - 1][0]
                    held &= near_mask(shapes, study.grid) == wanted
            assert told.facts.sloped[place, number] == held.sum()
            assert told.facts.under[place, number] == (held & (slopes <= limit.limit)).sum()
    for rows, threads in ((1, 1), (17, 3)):
        other, same, _ = run(study, rows, threads)
        assert np.array_equal(same, regions)
        assert all(
            np.array_equal(getattr(other.facts, name), getattr(told.facts, name))
            for name in ("known", "total", "least", "sloped", "under")
        )
        assert np.array_equal(other.means, told.means)


def test_regions_tell_what_their_polygons_tell(study: Study) -> None:
    told, regions, codes = run(study, 64, 2)
    labels, _ = ndimage.label((codes >= LEAST) & (codes < UNSCORED_CODE))
    largest = np.argsort(-regions[:, CELLS])[:3]
    masks = [labels == labels[regions[one, 6], regions[one, 7]] for one in largest]
    shapes = gpd.GeoSeries([mask_polygon(mask, study.grid) for mask in masks], crs=study.grid.crs)
    own = tell_regions(study, Told(told.facts.taken(largest), told.means), cells=regions[largest, CELLS])
    assert [one and one.record() for one in tell_areas(study, shapes)] == [one.record() for one in own]


def test_the_mean_of_allowed_land_is_of_all_of_it(study: Study) -> None:
    parts: list[ValuePart] = []
    run_program(study.program, study.inputs, sink=lambda *_: None, work=Work(raw=True), keep=parts.append)
    values = np.concatenate([values_of(part, study.program).values for part in parts], axis=1)
    assert sum(len(cells_of(part)[0]) for part in parts) == values.shape[1]
    expected = np.nanmean(values.astype(np.float64), axis=1)
    assert allowed_means(study) == pytest.approx(expected, abs=1e-8)
