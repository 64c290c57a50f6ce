from collections.abc import Callable

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.catalog import frames
from geodata.crs import geodesic_area_km2
from geodata.embedded import table
from geodata.errors import DataFormatError
from geodata.sources import read_districts


def zones() -> gpd.GeoDataFrame:
    return frames.layout_zones().set_index("zone_id")


def test_districts_carry_the_facts_and_both_areas() -> None:
    frame = frames.districts()
    assert isinstance(frame, gpd.GeoDataFrame)
    assert len(frame) == 38
    assert frame.crs == "EPSG:4326"
    assert frame["population_2020"].sum() == 32_054_159
    assert frame["area_km2"].tolist() == pytest.approx(geodesic_area_km2(frame.geometry).tolist())
    assert frame["area_table_km2"].tolist() == table("districts")["area_km2"].tolist()


def test_a_unit_without_polygon_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "read_districts", lambda vintage: read_districts(vintage).iloc[1:])
    with pytest.raises(DataFormatError, match="no polygon for 500101"):
        frames.districts()


def test_the_units_that_changed_are_marked_and_explained() -> None:
    frame = frames.districts_2025().set_index("adcode")
    assert len(frame) == 37
    assert set(frame.index[frame["changed_2025"]]) == {"500105", "500109"}
    assert "not the national new area of 2010" in frame.loc["500105", "note_en"]
    assert "尚未见官方确认" in frame.loc["500105", "note_zh"]
    assert (frame.loc[~frame["changed_2025"], ["note_en", "note_zh"]] == "").all(axis=None)


def test_the_change_of_2025_is_measured_and_not_only_said() -> None:
    """Every unit not marked keeps its polygon but for the drawing; the marked ones do not."""
    old = read_districts("38").set_index("adcode").geometry
    new = frames.districts_2025().set_index("adcode")
    common = new.index.intersection(old.index)
    shared = shapely.area(shapely.intersection(old[common].to_numpy(), new.geometry[common].to_numpy()))
    overlap = pd.Series(shared / shapely.area(new.geometry[common].to_numpy()), index=common)
    assert (overlap[~new["changed_2025"][common]] > 0.9).all()
    assert (overlap[new["changed_2025"][common]] < 0.7).all()


def test_zones_are_the_unions_of_their_members() -> None:
    frame = zones()
    area = read_districts("38").set_index("adcode")["area_km2"]
    drawn = frame[frame["membership"] != "none"]
    assert len(drawn) == 11
    for zone in drawn.itertuples():
        assert zone.members_area_km2 == pytest.approx(area[list(zone.member_adcodes)].sum(), rel=1e-9)
        assert zone.geometry.is_valid
        assert shapely.orient_polygons(zone.geometry).equals(zone.geometry)


def test_functional_regions_cover_the_municipality_once() -> None:
    regions = ["central_urban", "main_new_urban", "three_gorges_northeast", "wuling_southeast"]
    parts = zones().loc[regions, "members_area_km2"]
    assert parts.sum() == pytest.approx(82_403, rel=0.001)


def test_membership_says_what_the_share_note_says() -> None:
    frame = zones()
    assert set(frame.index[frame["membership"] == "part"]) == {"liangjiang", "western_science_city"}
    for zone in frame.itertuples():
        in_part = zone.member_share_note.startswith("parts of each district")
        whole = "whole" in zone.member_share_note and not in_part
        assert {"part": in_part, "whole": whole, "none": not zone.member_adcodes}[zone.membership], zone.Index


def test_the_national_new_area_is_drawn_larger_than_it_is_and_says_so() -> None:
    zone = zones().loc["liangjiang"]
    assert zone["members_area_km2"] > 2 * 1_200  # about 1200 km², so the outline is no measure of the zone
    assert "larger than the zone" in zone["shape_note_en"]
    assert "大于实际范围" in zone["shape_note_zh"]


def test_the_zone_beyond_the_municipality_has_no_outline_and_says_so() -> None:
    zone = zones().loc["chengdu_chongqing"]
    assert zone["membership"] == "none"
    assert zone.geometry is None
    assert pd.isna(zone["members_area_km2"])
    assert zone["shape_note_zh"].startswith("无边界")


def test_a_member_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = table("layout_zones")
    broken.at[0, "member_adcodes"] = ("500105", "509999")  # noqa: PD008 - a tuple in one cell needs `at`
    monkeypatch.setattr(frames, "table", lambda _: broken)
    with pytest.raises(DataFormatError, match="member 509999 found"):
        frames.layout_zones()


@pytest.mark.parametrize(
    ("build", "name"),
    [
        (frames.parks, "parks"),
        (frames.infrastructure, "infrastructure"),
        (frames.infrastructure_osm, "infrastructure_osm"),
    ],
)
def test_points_stand_where_the_table_says_and_unknown_ones_are_kept(
    build: Callable[[], gpd.GeoDataFrame], name: str
) -> None:
    frame, facts = build(), table(name)
    assert frame.drop(columns="geometry").equals(facts)
    assert frame.crs == "EPSG:4326"
    assert (frame.geometry.isna() == facts["lon"].isna()).all()
    placed = frame[frame.geometry.notna()]
    assert placed.geometry.x.tolist() == placed["lon"].tolist()
    assert placed.geometry.y.tolist() == placed["lat"].tolist()
    assert not placed.geometry.is_empty.any()


def test_parks_without_a_position_are_there() -> None:
    frame = frames.parks().set_index("park_id")
    assert len(frame) == 64
    assert frame.geometry.isna().sum() == 4


def test_prefectures_surround_the_municipality() -> None:
    assert len(frames.prefectures()) == 43
