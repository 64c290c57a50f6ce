import threading
import tomllib
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geodata.layer import Layer
from geodata.workspace import Workspace
from layout.config.suitability_case import SuitabilityCase
from layout.workflow.intake.importing import Order, import_file
from layout.workflow.sites.drawn_sites import check_drawn
from layout.workflow.sites.keep_sites import keep_as_sites, sites_of
from layout.workflow.sites.kept_sites import Label, keep_drawn, sites_alone


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


def test_areas_take_the_columns_and_units_of_the_candidates_there(
    own_workspace: Path, case: SuitabilityCase
) -> None:
    parcels = gpd.GeoDataFrame(
        {"编号": ["p1"], "名称": ["甲"], "面积(亩)": [300.0]}, geometry=[shapely.Point(106.6, 29.6)], crs=4326
    )
    path = own_workspace.parent / "p.gpkg"
    parcels.to_file(path)
    workspace = Workspace.create(own_workspace)
    import_file(path, Order("sites"), workspace=workspace)
    keep_as_sites(areas("S01"), case)
    frame = workspace.load("sites").frame
    assert frame["编号"].tolist() == ["p1", "S01"]
    assert frame["面积(亩)"].tolist() == [300.0, pytest.approx(20.5 * 15)]
    assert "land_ha" not in frame


def test_areas_kept_while_sites_are_drawn_and_imported_lose_none(
    own_workspace: Path, case: SuitabilityCase
) -> None:
    workspace = Workspace.create(own_workspace)

    def draw(number: int) -> None:
        box = shapely.box(106.3 + number / 50, 29.5, 106.31 + number / 50, 29.51)
        drawn = check_drawn(shapely.geometry.mapping(box))
        keep_drawn(Workspace.open(own_workspace), drawn, label=Label(f"地块{number}"))

    work = [threading.Thread(target=draw, args=(number,)) for number in range(4)]
    work += [threading.Thread(target=keep_as_sites, args=(areas(f"S{number}"), case)) for number in range(4)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    names = set(workspace.load("sites").frame["name_zh"])
    assert names == {f"地块{n}" for n in range(4)} | {f"连片区域 S{n}" for n in range(4)}


def test_an_import_waits_for_who_changes_the_sites_and_tells_what_is_left_out(
    own_workspace: Path, case: SuitabilityCase
) -> None:
    del case
    workspace = Workspace.create(own_workspace)
    drawn = check_drawn(shapely.geometry.mapping(shapely.box(106.3, 29.5, 106.31, 29.51)))
    keep_drawn(workspace, drawn, label=Label("手绘"))
    path = own_workspace.parent / "p.gpkg"
    gpd.GeoDataFrame({"名称": ["甲"]}, geometry=[shapely.Point(106.6, 29.6)], crs=4326).to_file(path)
    done = []
    with sites_alone(workspace):
        waiting = threading.Thread(
            target=lambda: done.append(
                import_file(path, Order("sites"), workspace=Workspace.open(own_workspace))
            )
        )
        waiting.start()
        waiting.join(timeout=3)
        assert waiting.is_alive()
        assert workspace.version("sites").number == 1
    waiting.join()
    version = done[0].version
    assert version is not None
    assert version.number == 2
    assert "1 drawn sites are not in this file" in " ".join(note.en for note in version.notes)
    assert workspace.load("sites", 1).frame["name_zh"].tolist() == ["手绘"]


def test_what_areas_tell_stays_with_the_candidates(case: SuitabilityCase) -> None:
    told = areas("A", "B").assign(
        slope_share_steep=[0.9, float("nan")],
        nearest_road_m=[120.0, 40.0],
        why_en=["Near.", None],
        why_zh=["近。", None],
    )
    sites = sites_of(told, case)
    assert sites["slope_share_steep"].tolist()[0] == 0.9
    assert sites["slope_share_steep"].isna().tolist() == [False, True]
    assert sites["nearest_road_m"].tolist() == [120.0, 40.0]
    assert sites["note"][0].endswith("近。 / Near.")
    assert "Near" not in sites["note"][1]
