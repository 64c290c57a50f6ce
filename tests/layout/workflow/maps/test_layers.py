import subprocess
import sys

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.crs import WGS84, geodesic_area_km2
from geodata.embedded import table
from geodata.errors import UnknownLayerError
from geodata.sources.boundaries import read_districts
from layout.errors import UnknownKeyError, UnlikePairError
from layout.landuse.pairs import BEST
from layout.landuse.vintage import Vintage
from layout.workflow.maps.layers import (
    district_frame,
    district_intensity_frame,
    infrastructure_frame,
    park_frame,
    prefecture_frame,
    zone_frame,
)


@pytest.mark.parametrize("vintage", ["38", "37"])
def test_simplified_districts_stay_valid_and_without_gaps_or_overlaps(vintage: Vintage) -> None:
    frame = district_frame(vintage)
    shapes = frame.geometry.to_numpy()
    assert len(frame) == int(vintage)
    assert frame.crs == WGS84
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    # for display only: the whole stays within 0.1 %, every unit within 0.5 % of its true area
    shown, true = geodesic_area_km2(frame.geometry), read_districts(vintage)["area_km2"]
    assert shown.sum() == pytest.approx(true.sum(), rel=1e-3)
    assert (shown / true - 1).abs().max() < 5e-3
    assert frame["area_km2"].tolist() == true.tolist()


def test_the_detailed_map_is_light_enough_for_a_browser() -> None:
    full = shapely.get_num_coordinates(read_districts("37").geometry.to_numpy()).sum()
    shown = shapely.get_num_coordinates(district_frame("37").geometry.to_numpy()).sum()
    assert shown < 0.5 * full
    assert shown < 20_000


@pytest.mark.parametrize("frame", [district_frame("38"), district_frame("37"), prefecture_frame()])
def test_labels_stand_inside_their_units(frame: gpd.GeoDataFrame) -> None:
    points = shapely.points(frame["label_lon"], frame["label_lat"])
    assert shapely.contains(frame.geometry.to_numpy(), points).all()


def test_districts_without_a_choice_carry_no_value() -> None:
    assert "value" not in district_frame("38").columns


def test_district_values_match_the_table_row_by_row() -> None:
    rows = table("statistics").query(
        "entity_kind == 'district' and indicator_id == 'population' and year == 2023 and period == 'FY'"
    )
    printed = dict(zip(rows["entity_id"], rows["value"], strict=True))
    frame = district_frame("38", "population", year=2023).set_index("adcode")
    assert frame["value"].dropna().to_dict() == printed
    assert len(printed) == 15
    assert frame["value"].isna().sum() == 23


def test_jiangbei_does_not_become_liangjiang() -> None:
    old = district_frame("38", "gdp", year=2024).set_index("adcode")
    new = district_frame("37", "gdp", year=2024).set_index("adcode")
    assert old.loc["500105", "name_zh"] == "江北区"
    assert old.loc["500105", "value"] > 0
    assert new.loc["500105", "name_zh"] == "两江新区"
    assert new["value"].isna().sum() == 2 + 1  # the two changed units and Youyang
    assert new.loc[new["value"].isna() & new["changed_2025"], "reason_zh"].str.contains("2025").all()


def test_a_strange_vintage_or_indicator_is_refused() -> None:
    with pytest.raises(UnknownLayerError):
        district_frame("36")
    with pytest.raises(UnknownKeyError):
        district_frame("38", "gdp", year=1990)


def test_frames_are_the_callers_own() -> None:
    first = district_frame("38", "gdp", year=2024)
    first["value"] = 0.0
    assert district_frame("38", "gdp", year=2024)["value"].max() > 1000
    park_frame()["level"] = "x"
    assert set(park_frame()["level"]) == {"national", "municipal", "interprovincial"}


def test_district_intensity_is_no_data_for_all_with_a_reason() -> None:
    frame = district_intensity_frame("gross_output-per-industrial_land_km2")
    assert frame["value"].isna().all()
    assert (frame["reason_zh"] != "").all()
    assert len(frame) == 38


def test_parks_keep_those_without_position() -> None:
    frame = park_frame()
    assert len(frame) == 64
    lost = frame[~frame["has_position"]]
    assert sorted(lost["park_id"]) == ["fuling_cbz", "gaozhu_na", "yongchuan_cbz", "yudong_edz"]
    assert lost.geometry.isna().all()


def test_parks_with_the_default_pair_know_three_figures() -> None:
    frame = park_frame().set_index("park_id")
    assert frame["value"].dropna().round(4).to_dict() == {
        "changshou_etdz": 120.9,
        "fuling_ip": 83.2603,
        "wulong_ip": 10.4385,
    }
    assert frame["numerator_year"].dtype == "Int64"
    assert frame.loc["wulong_ip", "leading_cluster"] == "icnev"
    assert frame.loc["fuling_cbz", "leading_cluster"] == ""
    assert pd.isna(frame.loc["fuling_cbz", "approved_area_ha"])


def test_parks_by_their_best_figure_name_their_pairs() -> None:
    frame = park_frame(BEST)
    known = frame[frame["value"].notna()]
    assert len(known) == 6
    assert known["pair_zh"].nunique() == 5


def test_an_undefined_pair_is_refused() -> None:
    with pytest.raises(UnlikePairError):
        park_frame("output-per-land")


def test_zones_are_unions_of_the_shown_districts() -> None:
    zones = zone_frame().set_index("zone_id")
    districts = district_frame("38").set_index("adcode").geometry
    assert len(zones) == 12
    assert zones.loc["chengdu_chongqing"].geometry is None
    assert zones.loc["chengdu_chongqing", "membership"] == "none"
    members = list(zones.loc["western_yu", "member_adcodes"])
    assert zones.loc["western_yu"].geometry.equals(districts.loc[members].union_all())
    partial = zones[zones["membership"] == "part"]
    assert sorted(partial.index) == ["liangjiang", "western_science_city"]


def test_zones_of_one_kind() -> None:
    kinds = zone_frame("cluster_group")["kind"].unique().tolist()
    assert kinds == ["cluster_group"]
    with pytest.raises(UnknownKeyError, match="mine"):
        zone_frame("mine")


def test_the_four_functional_regions_cover_the_municipality_once() -> None:
    names = ["central_urban", "main_new_urban", "three_gorges_northeast", "wuling_southeast"]
    regions = zone_frame("functional_region").set_index("zone_id").loc[names]
    assert geodesic_area_km2(regions.geometry).sum() == pytest.approx(
        geodesic_area_km2(district_frame("38").geometry).sum(), rel=1e-6
    )


def test_infrastructure_holds_both_licences_and_says_which() -> None:
    frame = infrastructure_frame()
    assert len(frame) == 141 + 121
    assert (frame["licence"] == "ODbL 1.0").sum() == 121
    assert len(infrastructure_frame("rail_station")) == 118
    plants = infrastructure_frame("power_plant")
    assert (plants["operating"] == "yes").sum() == 34
    assert (plants.loc[plants["status"] == "", "operating"] == "no").all()


def test_a_strange_kind_of_infrastructure_is_refused() -> None:
    with pytest.raises(UnknownKeyError, match="heliport"):
        infrastructure_frame("heliport")


def test_prefectures_surround_but_do_not_cover_the_municipality() -> None:
    frame = prefecture_frame()
    assert {"四川省", "贵州省", "湖南省", "湖北省", "陕西省"} == set(frame["province_zh"])
    home = district_frame("38").geometry.union_all()
    overlap = geodesic_area_km2(frame.geometry.intersection(home)).sum()
    assert overlap < 0.001 * geodesic_area_km2(district_frame("38").geometry).sum()


def test_no_screen_is_loaded_with_the_frames() -> None:
    code = "import layout.workflow.maps.layers, sys; print([m for m in ('streamlit', 'folium', 'rasterio') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
