import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from geodata.text import Language
from layout.ui.maps.payloads import payload_bytes, payload_url
from layout.ui.maps.questions import UnknownPayloadError
from tests.layout.workflow.office_figures import keep_office


@pytest.mark.parametrize(("language", "name"), [("zh", "城口县"), ("en", "Chengkou County")])
def test_names_come_in_the_language_asked_for(language: Language, name: str) -> None:
    layer = json.loads(payload_bytes("districts", {"lang": language, "show": "gdp@2024"}))
    assert name in {feature["properties"]["name"] for feature in layer["features"]}
    assert len(layer["features"]) == 38


def test_the_other_vintage_has_37_units() -> None:
    layer = json.loads(payload_bytes("districts", {"lang": "en", "show": "gdp@2024", "vintage": "37"}))
    assert len(layer["features"]) == 37


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownPayloadError, match="language 'fr'"):
        payload_bytes("parks", {"lang": "fr"})


def test_the_address_escapes_what_it_carries() -> None:
    url = payload_url("parks", {"cluster": 'a&b="<'}, language="zh")
    assert url == "data/parks.geojson?lang=zh&cluster=a%26b%3D%22%3C"


def test_figures_of_the_office_reach_the_map_and_change_its_address(own_workspace: Path) -> None:
    question = {"colour": "intensity", "pair": "gross_output-per-industrial_land_km2"}
    before = payload_url("parks", question, language="en")
    assert "state=" not in before
    keep_office(own_workspace)
    after = payload_url("parks", question, language="en")
    query = dict(parse_qsl(after.partition("?")[2]))
    assert len(query["state"]) == 16
    layer = json.loads(payload_bytes("parks", query))
    known = {one["properties"]["id"]: dict(one["properties"]["rows"]) for one in layer["features"]}
    shown = known["wanzhou_etdz"]
    assert shown["Output intensity"].startswith("213")  # 64 / 2 = 32 ×10⁸ CNY/km² are 213 ×10⁴ CNY/mu
    assert "测试年鉴2024" in shown["Source"]
    assert known["cq_etdz"]["Output intensity"] == "no data"


def test_the_map_stays_light() -> None:
    assert len(payload_bytes("districts", {"lang": "zh", "show": "gdp@2024"})) < 400_000
