from pathlib import Path

import numpy as np

from layout.ui.maps.own_layers import kept_sites
from layout.ui.sites.own_sites_table import area_text, nearest_text, own_sites_html
from tests.layout.ui.own_layer import fill


def test_every_figure_says_what_it_is_and_names_are_escaped(own_workspace: Path) -> None:
    fill(own_workspace)
    found = kept_sites()
    assert found is not None
    html = own_sites_html(found.sites.frame, "en")
    assert "12.5 ha free land, as stated" in html
    assert "40 ha, as stated" in html
    assert "Jiulongpo District" in html
    assert "Intelligent connected new energy vehicles" in html
    assert "<b>{{7*7}}" not in html
    assert "no data" in html
    assert "±" in html


def test_an_area_that_nobody_knows_is_no_data() -> None:
    row = {"free_land_ha": np.nan, "land_ha": np.nan, "land_basis": ""}
    assert area_text(row, "zh") == "无数据"
    assert area_text(row | {"land_ha": 12.346, "land_basis": "measured"}, "zh") == "12.35 公顷（量算）"


def test_the_nearest_park_has_name_and_distance() -> None:
    assert nearest_text("cq_htz", 4.2704, language="zh") == "重庆高新技术产业开发区，4.27 公里"
    assert nearest_text("", float("nan"), language="en") == "no data"
