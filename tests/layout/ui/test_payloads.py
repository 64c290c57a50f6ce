import json

import pytest

from geodata.text import Language
from layout.ui.layers import UnknownPayloadError
from layout.ui.payloads import payload_bytes, payload_url


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


def test_the_map_stays_light() -> None:
    assert len(payload_bytes("districts", {"lang": "zh", "show": "gdp@2024"})) < 400_000
