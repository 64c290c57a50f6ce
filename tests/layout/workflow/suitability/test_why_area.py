"""An area's account against the surface of the whole run, cut out by hand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely

from geodata.convert.masks import near_mask
from geodata.convert.shapes import flat_shapes
from geodata.errors import DataFormatError
from layout.config.suitability_toml import load_suitability_case
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import Study, open_study
from layout.workflow.suitability.why_area import why_area, why_area_file

CENTRE = shapely.Point(603_100, 3_297_500)
AREA = np.array([CENTRE.buffer(700), CENTRE.buffer(300)], dtype=object)


@pytest.fixture(scope="module")
def study(study_folder: Path) -> Iterator[Study]:
    found = open_study(load_suitability_case(study_folder / "study.toml"), study_folder)
    yield found
    found.close()


@pytest.fixture(scope="module")
def cut(study: Study, study_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> np.ndarray:
    out = tmp_path_factory.mktemp("whole")
    run_suitability(study.case, study_folder, out=out)
    with rasterio.open(out / "suitability.tif") as file:
        codes = file.read(1)
    return codes[near_mask(flat_shapes(AREA, study.grid), study.grid)]


def test_hectares_and_score_are_those_of_the_surface(study: Study, cut: np.ndarray) -> None:
    found = why_area(study, AREA)
    assert found.area_ha == pytest.approx(cut.size * 0.09)
    assert found.excluded_ha == pytest.approx((cut == 0).sum() * 0.09)
    available = cut[(cut > 0) & (cut < 65_535)]
    assert found.available_ha == pytest.approx(available.size * 0.09)
    assert found.mean_score == pytest.approx(available.mean() / 10_000)
    assert 0 < found.excluded_ha < found.area_ha


def test_each_rule_says_how_much_of_the_area_it_takes(study: Study) -> None:
    found = why_area(study, AREA)
    table = found.waterfall.set_index("rule_id")
    assert table["in_order_ha"].sum() == pytest.approx(found.excluded_ha, abs=1e-3)
    assert table["shapley_ha"].sum() == pytest.approx(found.excluded_ha, abs=1e-3)
    assert not table.loc["pbf_exclusion", "evaluated"]
    assert table.loc["water", "alone_ha"] > 0


def test_means_of_criteria_agree_with_the_score_where_no_rule_takes_anything(study: Study) -> None:
    case = study.case.model_copy(update={"rules": ()})
    free = open_study(case, study.folder)
    try:
        found = why_area(free, AREA)
    finally:
        free.close()
    weights = {item.id: item.weight for item in case.criteria}
    mixed = sum(found.criteria[name] * weight for name, weight in weights.items()) / sum(weights.values())
    assert found.excluded_ha == 0
    assert mixed == pytest.approx(found.mean_score, abs=2e-4)


def test_a_file_of_polygons_is_an_area(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "area.geojson"
    gpd.GeoSeries(AREA, crs="EPSG:4544").to_crs(4326).to_file(path)
    found = why_area_file(study, path)
    assert found.area_ha == pytest.approx(why_area(study, AREA).area_ha, rel=1e-3)


def test_what_holds_nothing_is_refused(study: Study) -> None:
    away = np.array([shapely.Point(700_000, 3_297_500).buffer(500)], dtype=object)
    with pytest.raises(DataFormatError, match="outside the grid"):
        why_area(study, away)
    x, y = study.grid.centre(80, 100)
    tiny = np.array([shapely.Point(x + 10, y + 10).buffer(2)], dtype=object)
    with pytest.raises(DataFormatError, match="no centre"):
        why_area(study, tiny)


def test_the_study_is_left_as_it_was(study: Study) -> None:
    before = replace(study.inputs)
    why_area(study, AREA)
    assert study.inputs == before
