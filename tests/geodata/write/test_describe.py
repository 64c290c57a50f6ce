import json
from dataclasses import replace
from xml.etree import ElementTree as ET

from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.write.describe import abstract, description, qgis_metadata, sources_table


def test_everything_known_of_a_layer_is_told_in_each_form(points_layer: Layer) -> None:
    plain = json.dumps(description(points_layer), ensure_ascii=False)
    table = sources_table(points_layer)
    for text in ("CC BY 4.0", "规划局", "office_2024", "office.xlsx", "2024", "仅供测试"):
        assert text in plain
        assert text in abstract(points_layer)
        assert table.iloc[:, 1].str.contains(text, regex=False).any()


def test_what_is_not_known_has_no_line(points_layer: Layer) -> None:
    origin = replace(points_layer.provenance, vintage="", files=(), note=Bilingual(en="", zh=""))
    layer = Layer("x", points_layer.title, points_layer.frame, origin)
    assert "vintage" not in abstract(layer)
    assert len(sources_table(layer)) == len(sources_table(points_layer)) - 3


def test_the_metadata_of_qgis_is_xml_whatever_the_words(points_layer: Layer) -> None:
    layer = Layer(
        "a\x01b", Bilingual(en="<script>\x00&", zh="\ud800园"), points_layer.frame, points_layer.provenance
    )
    root = ET.fromstring(qgis_metadata(layer))  # noqa: S314 - our own text
    assert root.findtext("identifier") == "ab"
    assert root.findtext("title") == "园 <script>&"
    assert root.findtext("license") == "CC BY 4.0"
    assert 'of</b> plans & "maps"' in (root.findtext("rights") or "")
