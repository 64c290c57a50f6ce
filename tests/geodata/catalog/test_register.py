import subprocess
import sys

import pytest

from geodata.catalog import Entry, entries, entry, load
from geodata.errors import UnknownLayerError

IDS = [
    *(
        "districts",
        "districts-2025",
        "layout-zones",
        "prefectures",
        "parks",
        "infrastructure",
        "infrastructure-osm",
    ),
    "terrain-30s",
    *("clusters", "targets", "statistics", "former-names", "indicators", "rules", "sources"),
]


def test_ids_are_those_of_the_contract_and_come_once() -> None:
    assert [item.layer_id for item in entries()] == IDS


@pytest.mark.parametrize("item", entries(), ids=lambda item: item.layer_id)
def test_every_entry_says_everything_in_both_languages(item: Entry) -> None:
    assert item.licence
    assert item.vintage
    assert len(item.checksum_sha256) == 64
    texts = [item.title, item.attribution, item.confidence_summary, item.precision_note]
    if item.layer_id != "indicators":
        texts.append(item.note)
    for text in texts:
        assert text.en.strip()
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text.zh), text
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in text.en.replace("审图号", "")), text


@pytest.mark.parametrize("layer_id", IDS)
def test_every_layer_loads_with_its_provenance(layer_id: str) -> None:
    layer = load(layer_id)
    item = entry(layer_id)
    assert layer.layer_id == layer_id
    assert len(layer.frame) > 0
    assert layer.provenance == item.provenance
    assert layer.provenance.source_ids == item.source_ids
    if "confidence" in layer.frame.columns:
        assert sum(item.confidence.values()) == len(layer.frame)


def test_layers_are_loaded_afresh() -> None:
    load("parks").frame["name_en"] = "changed"
    assert "changed" not in set(load("parks").frame["name_en"])


@pytest.mark.parametrize("ask", [entry, load])
def test_an_unknown_layer_is_named_with_those_that_exist(ask) -> None:  # noqa: ANN001 - one of two functions
    with pytest.raises(
        UnknownLayerError, match="'roads'; expected one of districts, districts-2025"
    ) as caught:
        ask("roads")
    assert "没有名为 'roads' 的图层" in caught.value.message("zh")


def test_listing_the_catalogue_loads_no_geometry_library() -> None:
    script = (
        "import sys; from geodata.catalog import entries;"
        "[(e.checksum_sha256, e.confidence_summary, e.precision_note) for e in entries()];"
        "sys.exit(sum(name in sys.modules for name in ('geopandas', 'pyogrio', 'rasterio', 'streamlit')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
