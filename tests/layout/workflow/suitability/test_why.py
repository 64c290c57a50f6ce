import tomllib
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pyproj
import pytest
import rasterio
import shapely

from geodata.errors import DataFormatError
from layout.config.suitability_toml import build_suitability_case, load_suitability_case
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import Study, open_study
from layout.workflow.suitability.why import why
from tests.layout.workflow.derived_cases import KINDS, derived_case, write_extra

TO_DEGREES = pyproj.Transformer.from_crs(4544, 4326, always_xy=True)


@pytest.fixture(scope="module")
def study(study_folder: Path) -> Iterator[Study]:
    opened = open_study(load_suitability_case(study_folder / "study.toml"), study_folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def surface(study_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("why")
    run_suitability(load_suitability_case(study_folder / "study.toml"), study_folder, out=out)
    return out / "suitability.tif"


def test_the_answer_agrees_with_the_surface_everywhere(study: Study, surface: Path) -> None:
    with rasterio.open(surface) as file:
        codes = file.read(1)
        places = [divmod(index, file.width) for index in range(0, codes.size, 1777)]
        for row, col in places:
            answer = why(
                study, **dict(zip(("lon", "lat"), TO_DEGREES.transform(*file.xy(row, col)), strict=True))
            )
            code = codes[row, col]
            assert answer.state == {0: "excluded", 65_535: "outside"}.get(int(code), "available")
            assert answer.score == (code / 10_000 if 0 < code < 65_535 else None)
            taken = [rule.text.rule_id for rule in answer.rules if rule.state == "takes"]
            assert bool(taken) == (answer.state == "excluded") or answer.state == "outside"
            if answer.score is not None:
                assert sum(item["contribution"] for item in answer.criteria) == pytest.approx(
                    answer.score, abs=6e-5
                )


def test_a_setback_tells_distance_found_and_distance_to_go(study: Study, study_folder: Path) -> None:
    waters = gpd.read_file(study_folder / "rivers.gpkg")
    river = waters.geometry[waters["kind"] == "river"].iloc[0]
    row, col = study.grid.cell_of(603_000.0, 3_298_400.0)
    x, y = study.grid.centre(row, col)
    lon, lat = TO_DEGREES.transform(x, y)
    rule = next(item for item in why(study, lon=lon, lat=lat).rules if item.text.rule_id == "yrpl_chem_1km")
    apart = river.distance(shapely.Point(x, y))
    assert 0 < apart < 1000
    assert rule.state == "takes"
    assert (rule.limit, rule.unit) == (1000.0, "m")
    assert rule.found == pytest.approx(apart, abs=1e-6)
    assert rule.shortfall == pytest.approx(1000 - apart, abs=1e-6)
    # the river is nearly straight here: the next cell that complies is about as far as what is missing
    assert rule.distance_to_compliance_m is not None
    assert rule.shortfall <= rule.distance_to_compliance_m + 1e-6
    assert rule.distance_to_compliance_m == pytest.approx(rule.shortfall, abs=60)


def test_inside_the_river_the_distance_is_negative(study: Study) -> None:
    lon, lat = TO_DEGREES.transform(603_000.0, 3_299_000.0)
    rule = next(item for item in why(study, lon=lon, lat=lat).rules if item.text.rule_id == "yrpl_chem_1km")
    assert rule.found is not None
    assert -90 <= rule.found < 0
    assert rule.shortfall is not None
    assert rule.shortfall > 1000


def test_what_was_not_evaluated_is_listed(study: Study) -> None:
    lon, lat = TO_DEGREES.transform(603_000.0, 3_297_600.0)
    last = why(study, lon=lon, lat=lat).rules[-1]
    assert (last.text.rule_id, last.state) == ("pbf_exclusion", "not_evaluated")
    assert last.distance_to_compliance_m is None
    assert last.reason is not None


@pytest.mark.parametrize(("lon", "lat"), [(29.5, 106.5), (0.0, 0.0), (float("nan"), 3.0)])
def test_a_place_elsewhere_is_questioned(study: Study, lon: float, lat: float) -> None:
    with pytest.raises(DataFormatError, match="swapped"):
        why(study, lon=lon, lat=lat)


def test_compliance_out_of_sight_is_not_invented(study_folder: Path, study_text: str) -> None:
    rule = {
        "id": "everywhere",
        "name": {"en": "all", "zh": "全部"},
        "layer": "dem",
        "exclude": {"ge": -1000},
        "no_data": "exclude",
    }
    case = build_suitability_case(
        tomllib.loads(study_text) | {"rules": [rule], "criteria": []}, origin="test"
    )
    opened = open_study(case, study_folder)
    answer = why(opened, lon=106.0636, lat=29.7950)
    opened.close()
    assert answer.state == "excluded"
    assert answer.rules[0].distance_to_compliance_m is None
    assert answer.rules[0].shortfall is not None
    assert answer.criteria == ()


def test_derived_layers_show_their_values(study_folder: Path, study_text: str, tmp_path: Path) -> None:
    write_extra(tmp_path)
    opened = open_study(derived_case(study_text, study_folder, tmp_path), study_folder)
    row, col = 70, 60
    raw = opened.inputs.read(opened.grid)[:, row, col]
    lon, lat = TO_DEGREES.transform(*opened.grid.centre(row, col))
    answer = why(opened, lon=lon, lat=lat)
    opened.close()
    assert [item["id"] for item in answer.criteria] == list(KINDS)
    for item, value in zip(answer.criteria, raw, strict=True):
        assert item["raw"] == pytest.approx(float(value)), item["id"]
    (rule,) = answer.rules
    assert (rule.text.rule_id, rule.limit) == ("rough", 60.0)
    assert rule.found == pytest.approx(float(raw[0]))


def test_a_distance_is_not_told_beyond_what_was_measured(study_folder: Path, study_text: str) -> None:
    data = tomllib.loads(study_text)
    road = data["criteria"][1]
    value = {"kind": "linear", "worst": 150.0, "best": 0.0, "reason": road["value"]["reason"]}
    near = {"measure": "distance_m", "layer": "roads", "where": road["where"]}
    rule = {"id": "far", "name": {"en": "far", "zh": "远"}, "exclude": {"gt": 100}} | near
    keys = {"rules": [rule], "criteria": [road | {"value": value}]}
    opened = open_study(build_suitability_case(data | keys, origin="test"), study_folder)
    ways = gpd.read_file(study_folder / "roads.geojson").to_crs(4544)
    ways = ways[ways["class"].isin(road["where"]["class"])].union_all()
    seen, cell = set(), opened.grid.cell
    for col in range(20, opened.grid.cols - 20, 9):
        x, y = opened.grid.centre(opened.grid.rows // 2, col)
        answer = why(opened, **dict(zip(("lon", "lat"), TO_DEGREES.transform(x, y), strict=True)))
        (item,), (found,) = answer.criteria, answer.rules
        apart = ways.distance(shapely.Point(x, y))
        seen.add(item["raw"] is None)
        if item["raw"] is None:
            assert 150 < item["beyond_m"] <= apart + cell
            assert (item["value"], found.state, found.found, found.limit) == (0.0, "takes", None, 100.0)
        else:
            assert item["beyond_m"] is None
            assert item["raw"] == pytest.approx(apart, abs=cell) == found.found
    opened.close()
    assert seen == {True, False}
