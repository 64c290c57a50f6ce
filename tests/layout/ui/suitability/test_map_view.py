from typing import Any

import pytest

from layout.ui.kept.areas import keep_found
from layout.ui.maps.view import LayerSpec, RasterSpec, base_map, layer_group
from layout.ui.suitability import map_view as suit_map_view
from layout.ui.suitability.map_view import FOUND, PLACE, map_layers_of, take_click
from layout.ui.suitability.shown import Shown, Source, picture_url
from tests.layout.ui.kept.test_areas import frame


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(suit_map_view, "recall", lambda name, default=None: kept.get(name, default))
    monkeypatch.setattr(suit_map_view, "remember", kept.__setitem__)
    return kept


def test_the_map_has_the_picture_and_outlines_that_hide_nothing(
    shown: Shown, study_source: Source, store: dict[str, Any]
) -> None:
    picture, outlines = map_layers_of(shown, study_source, language="en")
    assert isinstance(picture, RasterSpec)
    assert picture.url == picture_url(shown, study_source.case)
    assert picture.bounds == shown.view.bounds
    assert isinstance(outlines, LayerSpec)
    assert "fill=none" in outlines.url
    assert store == {}


def test_a_click_is_a_place_and_areas_belong_to_their_study(
    shown: Shown, study_source: Source, store: dict[str, Any]
) -> None:
    take_click("areas", "S01")
    assert store == {}
    take_click("place", "106.5,29.75")
    assert store[PLACE] == (106.5, 29.75)
    store[FOUND] = ("another", keep_found(frame("S01")))
    assert len(map_layers_of(shown, study_source, language="zh")) == 2
    store[FOUND] = (shown.token, keep_found(frame("S01")))
    layers = map_layers_of(shown, study_source, language="zh")
    assert layers[-1].id == "areas"
    assert isinstance(layers[0], RasterSpec)
    assert layers[0].marker == (106.5, 29.75)


def test_a_picture_is_drawn_by_its_own_function(
    shown: Shown, study_source: Source, store: dict[str, Any]
) -> None:
    assert store == {}
    view = base_map()
    layer_group(map_layers_of(shown, study_source, language="en"), "en").add_to(view)
    html = view.get_root().render()
    assert "cq.raster(" in html
    assert "cq.layer(" in html
    assert "../../raster/" in html
