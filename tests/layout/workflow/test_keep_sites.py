import tomllib
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.layer import Layer
from geodata.workspace import Workspace
from layout.config.suitability_case import SuitabilityCase
from layout.workflow.keep_sites import keep_as_sites, sites_of


@pytest.fixture
def case(study_text: str) -> SuitabilityCase:
    return SuitabilityCase.model_validate(tomllib.loads(study_text))


def areas(*names: str) -> gpd.GeoDataFrame:
    shapes = [shapely.box(106.5 + n / 10, 29.5, 106.55 + n / 10, 29.55) for n in range(len(names))]
    return gpd.GeoDataFrame(
        {"area_id": list(names), "area_ha": [20.5] * len(names), "mean_score": [0.75] * len(names)},
        geometry=shapes,
        crs=4326,
    )


def test_areas_become_candidates_of_a_new_workspace(own_workspace: Path, case: SuitabilityCase) -> None:
    version = keep_as_sites(areas("S01", "S02"), case)
    assert (version.item_id, version.number, version.rows) == ("sites", 1, 2)
    frame = Workspace.open(own_workspace).load("sites").frame
    assert frame["site_id"].tolist() == ["S01", "S02"]
    assert frame["name_zh"][0] == "连片区域 S01"
    assert "Test study" in frame["note"][0]
    assert "invented" in version.provenance.attribution.en


def test_more_areas_join_those_that_are_kept_and_none_comes_twice(
    own_workspace: Path, case: SuitabilityCase
) -> None:
    keep_as_sites(areas("S01", "S02"), case)
    version = keep_as_sites(areas("S02", "S03"), case)
    assert (version.number, version.rows) == (2, 3)
    frame = Workspace.open(own_workspace).load("sites").frame
    assert frame["site_id"].tolist() == ["S01", "S02", "S03"]


def test_figures_and_shape_are_those_of_the_area(case: SuitabilityCase) -> None:
    given = areas("A")
    site = sites_of(given, case).iloc[0]
    assert (site["land_ha"], site["suitability_score"]) == (20.5, 0.75)
    assert site.geometry.equals(given.geometry.iloc[0])


def test_candidates_in_the_bin_stay_there_and_the_new_ones_begin_anew(
    own_workspace: Path, case: SuitabilityCase
) -> None:
    keep_as_sites(areas("S01"), case)
    Workspace.open(own_workspace).remove("sites")
    version = keep_as_sites(areas("S02"), case)
    assert (version.number, version.rows) == (2, 1)
    assert Workspace.open(own_workspace).load("sites").frame["site_id"].tolist() == ["S02"]


def test_the_area_goes_into_the_column_that_the_office_uses(
    own_workspace: Path, case: SuitabilityCase
) -> None:
    older = areas("S01").rename(columns={"area_id": "site_id"}).drop(columns="mean_score")
    made = keep_as_sites(areas("S09"), case)
    origin = made.provenance
    Workspace.open(own_workspace).add_layer(Layer("sites", made.title, older, origin))
    keep_as_sites(areas("S02"), case)
    frame = Workspace.open(own_workspace).load("sites").frame
    assert frame["area_ha"].tolist() == [20.5, 20.5]
    assert "land_ha" not in frame.columns
