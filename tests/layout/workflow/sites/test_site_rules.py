"""Rules on elevation and slope at own sites, on surfaces whose heights and slopes are known in closed form."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely
from rasterio import Affine

from geodata.embedded import table
from geodata.text import Bilingual
from layout.config.toml import load_case
from layout.entities.candidates import OwnSitesSetting
from layout.rules.evaluate import Measured, Outcome
from layout.rules.register import Rule
from layout.sites.user_model import OwnSites
from layout.workflow.desk.dem import file_dem
from layout.workflow.ranking.export import write_run
from layout.workflow.ranking.own_run import OWN_DEM
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.runs.kept_ranking import ranking_run, repeat_ranking
from layout.workflow.sites.candidature import site_outcomes
from layout.workflow.sites.own import OwnLayer, Whereabouts
from layout.workflow.sites.site_rules import measured_outcomes
from layout.workflow.sites.user_sites import candidature

CRS = "EPSG:4545"
WEST, NORTH, CELL, SIZE = 370_000.0, 3_290_000.0, 30.0, 100
NAME = Bilingual(en="x", zh="某")


def rule(parameter: str, operator: str, value: float, rule_id: str = "r") -> Rule:
    return Rule(rule_id, NAME, "setback", parameter, operator, value, "", "", None, ())


@pytest.fixture(scope="module")
def dem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plane that rises by 20 % to the east from 100 m, with a gap in the south-east."""
    rows, cols = np.mgrid[:SIZE, :SIZE]
    heights = (100.0 + 0.2 * CELL * (cols + 0.5) + 0 * rows).astype(np.float32)
    heights[80:, 80:] = -9999
    return written(tmp_path_factory.mktemp("dem") / "plane.tif", heights, CELL)


def written(path: Path, heights: np.ndarray, cell: float) -> Path:
    profile: dict[str, Any] = {"driver": "GTiff", "count": 1, "dtype": "float32", "crs": CRS, "nodata": -9999}
    affine = Affine(cell, 0, WEST, 0, -cell, NORTH)
    with rasterio.open(
        path, "w", **profile, width=heights.shape[1], height=heights.shape[0], transform=affine
    ) as file:
        file.write(heights, 1)
    return path


def sites(**shapes: tuple[shapely.Geometry | None, float]) -> OwnSites:
    """Return own sites by id: a shape in the CRS of the raster, and the precision of a point."""
    placed = gpd.GeoSeries([shape for shape, _ in shapes.values()], index=list(shapes), crs=CRS).to_crs(4326)
    outlines = {key: shape for key, shape in placed.items() if shape is not None and shape.area > 0}
    frame = pd.DataFrame(
        {
            "lon": [np.nan if shape is None else shape.centroid.x for shape in placed],
            "lat": [np.nan if shape is None else shape.centroid.y for shape in placed],
            "position_precision_m": [precision for _, precision in shapes.values()],
        },
        index=list(shapes),
    )
    return OwnSites(frame, outlines, shares={}, ignored=())


def parcel(west: float, east: float) -> tuple[shapely.Geometry, float]:
    """Return a parcel between two distances east of the raster's edge, 400 m high."""
    return shapely.box(WEST + west, NORTH - 1400, WEST + east, NORTH - 1000), 0.0


def ask(own: OwnSites, one: Rule, dem: Path, share: float | None = None) -> dict[str, Measured]:
    return {
        site: found for (_, site), found in measured_outcomes(own, [one], dem=dem, parcel_share=share).items()
    }


@pytest.mark.parametrize(
    ("span", "share", "outcome"),
    [
        ((600, 900), None, "pass"),
        ((30, 330), None, "fail"),
        ((375 - 180, 375 + 120), None, "not_evaluated"),
        ((375 - 180, 375 + 120), 0.39, "pass"),
        ((375 - 180, 375 + 120), 0.45, "fail"),
    ],
)
def test_a_parcel_is_judged_by_its_share(
    dem: Path, span: tuple[float, float], share: float | None, outcome: Outcome
) -> None:
    # cells of 30 m: those from 375 - 15 m on are at 175 m or more, the one under it from 360 on has 175 exactly
    own = sites(a=parcel(span[0] - 15, span[1] - 15))
    found, reason = ask(own, rule("site_elevation_m", "ge", 175.0), dem, share)["a"]
    assert found == outcome
    assert "plane.tif" in reason.en
    assert "plane.tif" in reason.zh
    if span[0] == 195:
        assert "40 %" in reason.en
        assert ("rules.parcel_share" in reason.en) == (share is None)


def test_slope_is_that_of_the_plane_and_coarse_cells_are_not_asked(dem: Path, tmp_path: Path) -> None:
    own = sites(a=parcel(600, 900))
    assert ask(own, rule("natural_slope_pct", "lt", 19.9), dem)["a"][0] == "fail"
    passed, reason = ask(own, rule("natural_slope_pct", "lt", 20.1), dem)["a"]
    assert passed == "pass"
    assert "slope (%) 20" in reason.en
    coarse = written(tmp_path / "coarse.tif", np.full((40, 40), 300, np.float32), 90.0)
    outcome, reason = ask(own, rule("natural_slope_pct", "lt", 15), coarse)["a"]
    assert outcome == "not_evaluated"
    assert "too coarse" in reason.en
    assert ask(own, rule("site_elevation_m", "ge", 175), coarse)["a"][0] == "pass"


def test_a_point_is_as_sure_as_its_position(dem: Path) -> None:
    place = shapely.Point(WEST + 600, NORTH - 1200)  # 220 m high; 175 m are reached 225 m to the west
    own = sites(
        exact=(place, 0.0),
        near=(place, 150.0),
        far=(place, 400.0),
        low=(shapely.Point(WEST + 100, NORTH - 900), 50.0),
    )
    found = {
        site: outcome
        for site, (outcome, _) in ask(own, rule("site_elevation_m", "ge", 175), dem, 0.1).items()
    }
    assert found == {"exact": "pass", "near": "pass", "far": "not_evaluated", "low": "fail"}


def test_gaps_and_places_off_the_raster_are_told(dem: Path) -> None:
    gap = shapely.box(WEST + 2300, NORTH - 2600, WEST + 2500, NORTH - 2300)
    own = sites(
        gap=(gap, 0.0),
        off=(shapely.Point(WEST - 5000, NORTH), 0.0),
        none=(None, np.nan),
        hole=(shapely.Point(WEST + 2700, NORTH - 2700), 0.0),
    )
    found = ask(own, rule("site_elevation_m", "ge", 175), dem)
    assert {outcome for outcome, _ in found.values()} == {"not_evaluated"}
    assert "has data for 66.7 %" in found["gap"][1].en
    assert "lies off plane.tif" in found["off"][1].en
    assert "no position" in found["none"][1].en


def test_other_rules_are_left_out(dem: Path) -> None:
    assert ask(sites(a=parcel(600, 900)), rule("fill_depth_m", "le", 5), dem) == {}


def test_a_ranking_with_the_office_s_raster_evaluates_them(tmp_path: Path, dem: Path) -> None:
    shapes = gpd.GeoSeries([parcel(600, 900)[0], parcel(30, 330)[0]], crs=CRS)
    frame = gpd.GeoDataFrame({"name": ["high", "low"]}, geometry=shapes).to_crs(4326)
    layer = OwnLayer(frame, "sites.geojson", "0" * 64)
    own = candidature(layer, OwnSitesSetting(), where=Whereabouts(), dem=file_dem(dem))
    case = load_case(Path("cases/nev-battery.toml"))
    rows = table("rules").set_index("rule_id")
    shipped = rows.loc["tgr_normal_level"]
    asked = rule(shipped["parameter"], shipped["operator"], shipped["value"], "tgr_normal_level")
    found = site_outcomes(case, own.sites.frame, rules=[asked], own=own)
    assert sorted(found["outcome"]) == ["fail", "pass"]
    assert own.dem.sha256
    file = tmp_path / "sites.geojson"
    frame.to_file(file, driver="GeoJSON")
    (tmp_path / "plane.tif").write_bytes(dem.read_bytes())
    setting = OwnSitesSetting(dem="plane.tif", inherit_clusters=True)
    candidates = case.candidates.model_copy(update={"layer": "sites", "path": file.name, "sites": setting})
    result = rank_sites(case.model_copy(update={"candidates": candidates}), where=Whereabouts(tmp_path))
    outcomes = result.rule_outcomes.set_index("rule_id")
    assert sorted(outcomes.loc["tgr_normal_level", "outcome"]) == ["fail", "pass"]
    assert list(result.excluded["rule_id"]) == ["tgr_normal_level"]
    assert set(outcomes.loc["cjj83_natural_slope", "outcome"]) == {"fail"}  # 20 % is more than 15 %
    assert result.inputs["own_sites_dem"] == own.dem.sha256
    write_run(result, tmp_path / "out")
    again = rank_sites(load_case(tmp_path / "out" / "case.toml"), where=Whereabouts(tmp_path / "out"))
    assert again.rule_outcomes.equals(result.rule_outcomes)  # reasons and all, from the cells that came along
    assert (tmp_path / "out" / OWN_DEM).stat().st_size < dem.stat().st_size
    run = ranking_run(result)
    assert repeat_ranking(run) == run.result
