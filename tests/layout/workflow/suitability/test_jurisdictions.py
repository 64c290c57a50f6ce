"""Jurisdictions against the embedded tables and geodesic areas."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.catalog import load
from geodata.crs import CHONGQING_EQUAL_AREA
from layout.workflow.suitability.jurisdictions import jurisdiction_shapes, jurisdictions, members, names


def outline(*codes: str) -> np.ndarray:
    frame = load("districts").frame.set_index("adcode").to_crs(CHONGQING_EQUAL_AREA)
    return frame.loc[list(codes)].geometry.to_numpy()


def test_districts_zones_and_the_municipality_are_known() -> None:
    assert len(members()["500000"]) == 38
    assert members()["500112"] == ("500112",)
    assert "500112" in members()["liangjiang"]
    assert names().keys() == members().keys()
    assert len(jurisdiction_shapes("liangjiang")) == len(members()["liangjiang"])


def test_how_an_area_lies() -> None:
    asked = ["500112", "500103", "liangjiang", "500000"]
    found = jurisdictions(asked, outline("500112"), crs=CHONGQING_EQUAL_AREA)
    assert {code: place.lies for code, place in found.items()} == {
        "500112": "around",
        "500103": "apart",
        "liangjiang": "around",
        "500000": "around",
    }
    assert found["liangjiang"].met == {"500112"}
    assert [found[code].whole_members for code in asked] == [False, False, True, False]
    table = load("districts").frame.set_index("adcode")["area_km2"]
    assert found["500112"].size / 1e6 == pytest.approx(table["500112"], rel=1e-3)
    both = jurisdictions(asked, outline("500112", "500103"), crs=CHONGQING_EQUAL_AREA)
    assert both["500112"].lies == both["500103"].lies == both["liangjiang"].lies == "across"


def test_slivers_do_not_count_and_a_small_district_inside_a_large_area_does() -> None:
    (yubei,) = outline("500112")
    swollen = np.array([yubei.buffer(2.0)], dtype=object)
    found = jurisdictions(["500112", "500109"], swollen, crs=CHONGQING_EQUAL_AREA)
    assert found["500112"].lies == "around"
    assert found["500109"].lies == "apart"
    whole = np.array([shapely.box(*gpd.GeoSeries(outline("500103", "500229")).total_bounds)], dtype=object)
    assert jurisdictions(["500103"], whole, crs=CHONGQING_EQUAL_AREA)["500103"].lies == "across"
