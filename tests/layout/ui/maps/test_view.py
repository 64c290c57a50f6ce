import json
import re

import folium
import pytest
from streamlit_folium import _get_feature_group_string, _get_map_string

from layout.ui.maps.view import LayerSpec, UrlGeoJson, base_map, inert_json, layer_group


def _script(layers: list[LayerSpec], selected: tuple[str, str] | None = None) -> str:
    view = base_map()
    view.get_root().render()
    return _get_feature_group_string(layer_group(layers, "en", selected=selected), view)


def test_a_layer_names_its_url_and_carries_no_data() -> None:
    script = _script([LayerSpec("parks", "data/parks.geojson?lang=en", "Parks", 50)])
    assert '"url": "../../data/parks.geojson?lang=en"' in script
    assert "FeatureCollection" not in script
    assert len(script) < 1500


def test_the_group_begins_adds_and_finishes() -> None:
    script = _script([LayerSpec("a", "data/a.geojson", "A", 1)], ("a", "x"))
    begin, layer, finish = (script.index(word) for word in ("cq.begin(", "cq.layer(", "cq.finish("))
    assert begin < layer < finish < script.index("map_div.addLayer(")
    assert '{"layer": "a", "id": "x"}' in script


def test_a_label_cannot_leave_its_json(hostile: str) -> None:
    script = _script([LayerSpec("a", "data/a.geojson", f"</script>{hostile}", 1)])
    assert "</script>" not in script
    assert "<img" not in script
    assert "5332114" not in script
    assert not re.search(r"\{\{|\{%|\$\{|`", script)


def test_inert_json_is_the_same_value(hostile: str) -> None:
    value = {hostile: [hostile, 1.5, None, True, {"a": {"b": "c"}}], 'quote " and \\': "\n"}
    text = inert_json(value)
    assert json.loads(text) == value
    assert not re.search(r"\{\{|\{%|\{#|<|&|'|`|\$", text)


def test_the_base_map_is_the_same_every_time() -> None:
    scripts = []
    for _ in range(2):
        view = base_map()
        view.get_root().render()
        scripts.append(_get_map_string(view))
    assert scripts[0] == scripts[1]
    assert "tile" not in scripts[0].lower()
    assert '"preferCanvas": true' in scripts[0]
    assert '"maxZoom": 18' in scripts[0]
    assert '"attributionControl": false' in scripts[0]


def test_no_tile_server_is_asked() -> None:
    assert not any(isinstance(child, folium.TileLayer) for child in base_map()._children.values())


def test_folium_leaves_showing_to_the_script() -> None:
    layer = UrlGeoJson(LayerSpec("a", "data/a.geojson", "A", 1))
    assert (layer.show, layer.control) == (False, False)


@pytest.mark.parametrize(
    "trait", ["kind", "show", "control", "interactive", "outline", "selectable", "label_zoom"]
)
def test_the_script_reads_every_trait(trait: str) -> None:
    assert trait in LayerSpec("a", "data/a.geojson", "A", 1).for_browser()


def test_a_map_of_one_place_starts_there() -> None:
    text = base_map(((29.1, 106.1), (29.2, 106.3))).get_root().render()
    assert "[[29.1, 106.1], [29.2, 106.3]]" in text
    assert text.count("29.1") == 1
