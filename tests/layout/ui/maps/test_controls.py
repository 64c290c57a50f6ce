from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.maps.controls import Choices, legend_styles, map_layers
from layout.ui.maps.payloads import payload_bytes

CHOSEN = Choices("gdp@2024", "38", "level", "gross_output-per-approved_area", "any", ("airport",))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_layer_of_the_map_is_served(language: str) -> None:
    layers = map_layers(CHOSEN, "zh" if language == "zh" else "en")
    for spec in layers:
        address = urlsplit(spec.url)
        layer = address.path.removeprefix("data/").removesuffix(".geojson")
        assert payload_bytes(layer, dict(parse_qsl(address.query)))


def test_ids_are_the_same_in_both_languages_and_unique() -> None:
    zh, en = ([spec.id for spec in map_layers(CHOSEN, language)] for language in ("zh", "en"))
    assert zh == en
    assert len(set(zh)) == len(zh)


def test_parks_are_on_top_and_the_only_ones_to_select() -> None:
    layers = map_layers(CHOSEN, "en")
    assert max(layers, key=lambda spec: spec.order).id == "parks"
    assert [spec.id for spec in layers if spec.selectable] == ["parks"]


def test_without_kinds_there_is_no_infrastructure() -> None:
    bare = Choices("gdp@2024", "38", "level", "best", "any", ())
    assert "infrastructure" not in {spec.id for spec in map_layers(bare, "en")}
    assert "infrastructure" not in {style["id"] for style in legend_styles(bare)}


def test_district_intensity_follows_the_definition_of_the_parks() -> None:
    chosen = Choices("intensity", "38", "level", "best", "any", ())
    assert chosen.questions()["districts"]["show"] == "intensity@best"


def _script() -> None:
    import streamlit as st  # noqa: PLC0415 - the script runs by itself

    from layout.ui.maps.controls import ask_choices  # noqa: PLC0415 - the script runs by itself

    st.text(repr(ask_choices("en")))


def test_the_choices_start_from_the_url() -> None:
    app = AppTest.from_function(_script, default_timeout=60)
    for name, value in {
        "lang": "en",
        "show": "population@2024",
        "cluster": "icnev",
        "colour": "nonsense",
    }.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert "show='population@2024'" in app.text[0].value
    assert "cluster='icnev'" in app.text[0].value
    assert "colour='level'" in app.text[0].value
