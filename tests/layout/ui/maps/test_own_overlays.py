import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import geopandas as gpd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.ui.maps.controls import Choices, legend_styles, map_layers
from layout.ui.maps.layers import drawn
from layout.ui.maps.own_overlays import own_specs, own_styles
from layout.ui.maps.payloads import payload_bytes

BLANK = Bilingual(en="", zh="")
PROVENANCE = Provenance("internal", BLANK, "2025", (), "0" * 64, BLANK)
SCRIPT = """
import streamlit as st
from layout.ui.maps.own_overlays import own_choice
st.text(repr(own_choice("en")))
"""


@pytest.fixture
def office(own_workspace: Path, hostile: str) -> Workspace:
    workspace = Workspace.create(own_workspace)
    frame = gpd.GeoDataFrame(
        {hostile: [hostile]}, geometry=[shapely.box(106, 29, 106.1, 29.1)], crs="EPSG:4326"
    )
    workspace.add_layer(Layer("地块", Bilingual(en=hostile, zh=hostile), frame, PROVENANCE))
    return workspace


def test_without_a_workspace_nothing_is_offered_or_drawn() -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert app.text[0].value == "()"
    assert len(app.multiselect) == 0
    assert own_specs(("land",), "en", order=1) == []
    assert own_styles(()) == []


def test_a_layer_is_offered_chosen_and_served_by_url(office: Workspace, hostile: str) -> None:
    app = AppTest.from_string(SCRIPT, default_timeout=30).run()
    app.multiselect[0].select("地块").run()
    assert app.text[0].value == "('地块',)"
    [spec] = own_specs(("地块",), "en", order=45)
    address = urlsplit(spec.url)
    served = json.loads(payload_bytes("own", dict(parse_qsl(address.query))))
    assert served["features"][0]["properties"]["rows"] == [[hostile, hostile]]
    assert office.version("地块").sha256 in spec.url


def test_it_stands_below_the_parks_with_a_legend_and_follows_a_new_version(office: Workspace) -> None:
    chosen = Choices("gdp@2024", "38", "level", "best", "any", (), ("地块",))
    layers = {spec.id: spec for spec in map_layers(chosen, "zh")}
    assert layers["own-地块"].order < layers["parks"].order
    assert legend_styles(chosen)[-1]["id"] == "own"
    before = layers["own-地块"].url
    office.add_layer(office.load("地块"))
    assert own_specs(("地块",), "zh", order=1)[0].url != before or len(office.versions("地块")) == 2
    office.remove("地块")
    assert own_specs(("地块",), "zh", order=1) == []


def test_the_layer_of_a_damaged_workspace_is_said(own_workspace: Path) -> None:
    own_workspace.mkdir()
    (own_workspace / "workspace.sqlite").write_bytes(b"no database")
    app = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert not app.exception
    assert app.text[0].value == "()"
    assert 'role="alert"' in "".join(element.proto.body for element in app.get("html"))


def test_another_question_is_refused(office: Workspace) -> None:
    with pytest.raises(KeyError):
        drawn("own", {"path": str(office.folder)})
