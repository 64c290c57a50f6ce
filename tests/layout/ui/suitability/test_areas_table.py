from html import unescape

import geopandas as gpd
import shapely

from layout.ui.suitability.areas_table import areas_html

HOSTILE = "<img src=x onerror=alert(1)>"


def frame(**more: list[object]) -> gpd.GeoDataFrame:
    own = {
        "area_id": ["S01-A"],
        "cells": [1200],
        "area_ha": [108.0],
        "mean_score": [0.7],
        "sum_score": [840.0],
    }
    return gpd.GeoDataFrame(own | more, geometry=[shapely.box(106, 29, 106.1, 29.1)], crs=4326)


def test_what_areas_tell_is_shown_in_the_language_and_missing_is_no_data() -> None:
    told = frame(slope_en=["90% under 15 %"], slope_zh=["90% 低于 15 %"], why_en=[None], why_zh=["因为"])
    english, chinese = unescape(areas_html(told, "en")), unescape(areas_html(told, "zh"))
    assert "90% under 15 %" in english
    assert "no data" in english
    assert "因为" in chinese
    assert "1,200" in english
    assert "Nearest" not in english


def test_parcels_are_listed_and_escaped() -> None:
    html = areas_html(frame(parcels=[("P1", HOSTILE)], excluded_share=[0.125], no_data_share=[0.0]), "en")
    assert HOSTILE not in html
    assert HOSTILE in unescape(html)
    assert "12.5%" in unescape(html)
