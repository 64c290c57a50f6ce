"""What areas tell, against slopes, distances and values worked out apart from the engine."""

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.convert.masks import near_mask
from geodata.convert.shapes import flat_shapes
from geodata.convert.slope import slope
from layout.config.suitability_toml import load_suitability_case, parse_suitability_case
from layout.workflow.suitability.area_told import tell_areas
from layout.workflow.suitability.study import Study, open_study
from layout.workflow.suitability.why_area import why_area

CENTRE = shapely.Point(603_100, 3_297_500)
SHAPES = gpd.GeoSeries(
    [CENTRE.buffer(250), shapely.box(604_000, 3_297_000, 604_300, 3_297_400)], crs="EPSG:4544"
)


@pytest.fixture(scope="module")
def study(study_folder: Path) -> Iterator[Study]:
    found = open_study(load_suitability_case(study_folder / "study.toml"), study_folder)
    yield found
    found.close()


def test_slope_shares_count_cells(study: Study) -> None:
    told = tell_areas(study, SHAPES)
    slopes = slope(lambda window: study.inputs.read(window)[0], study.grid, unit="percent")
    for shape, one in zip(SHAPES, told, strict=True):
        assert one is not None
        own = slopes[near_mask(flat_shapes([shape], study.grid), study.grid)]
        assert one.cells == own.size
        assert one.slopes[0].share == pytest.approx((own <= 25).mean(), abs=1e-9)


def test_access_is_the_way_from_the_nearest_cell(study: Study, study_folder: Path) -> None:
    roads = gpd.read_file(study_folder / "roads.geojson").to_crs("EPSG:4544")
    main = roads[roads["class"].isin(["motorway", "primary"])].geometry
    for shape, one in zip(SHAPES, tell_areas(study, SHAPES), strict=True):
        assert one is not None
        (access,) = one.access
        assert access.unit == "m"
        assert access.nearest == pytest.approx(main.distance(shape).min(), abs=1.5 * study.grid.cell)


def test_effects_are_weights_times_differences_and_add_up(study: Study) -> None:
    first = tell_areas(study, SHAPES)[0]
    assert first is not None
    account = why_area(study, np.array([SHAPES[0]], dtype=object))
    for lift in first.lifts:
        assert lift.value == pytest.approx(account.criteria[lift.criterion_id], abs=1e-4)
        assert lift.effect == pytest.approx(lift.weight * ((lift.value or 0) - (lift.mean or 0)))
    assert [lift.weight for lift in first.lifts] == pytest.approx([0.4, 0.6])
    assert first.additive


def test_who_is_outside_is_not_told(study: Study) -> None:
    far = gpd.GeoSeries([SHAPES[0], shapely.box(0, 0, 10, 10)], crs="EPSG:4544")
    told = tell_areas(study, far)
    assert told[0] is not None
    assert told[1] is None


def test_a_distance_beyond_the_reach_and_a_study_without_slope(study_text: str, study_folder: Path) -> None:
    text = study_text.replace("[2000, 0]", "[600, 0]")
    rules = text.index("[[rules]]"), text.index('[[rules]]\nid = "water"')
    criteria = text.index('[[criteria]]\nid = "slope"'), text.index('[[criteria]]\nid = "road"')
    bare = text[: rules[0]] + text[rules[1] : criteria[0]] + text[criteria[1] :]
    study = open_study(parse_suitability_case(bare, origin="test"), study_folder)
    inside = gpd.GeoSeries([shapely.box(602_800, 3_297_000, 602_900, 3_297_100)], crs="EPSG:4544")
    (told,) = tell_areas(study, inside.to_crs(4326))
    study.close()
    assert told is not None
    assert [item.share for item in told.slopes] == [None]
    assert told.access[0].nearest is None
    assert told.access[0].beyond == 600
    assert told.record()["slope"][0]["share"] is None
