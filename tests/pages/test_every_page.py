"""Every page of the folder runs in both languages, says what it says in that language, and stays thin."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGES = sorted((Path(__file__).resolve().parents[2] / "pages").glob("*.py"))
HAN = re.compile(r"[一-鿿]")


def _labels(app: AppTest) -> list[str]:
    widgets = [
        *app.selectbox,
        *app.multiselect,
        *app.number_input,
        *app.text_input,
        *app.checkbox,
        *app.button,
        *app.radio,
        *app.file_uploader,
    ]
    return [widget.label for widget in widgets] + [tab.label for tab in app.tabs]


def test_the_glob_finds_the_pages() -> None:
    assert {page.stem for page in PAGES} >= {"map", "site_selection", "data"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_runs_and_speaks_the_language(page: Path, language: str) -> None:
    app = AppTest.from_file(str(page), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    labels = _labels(app)
    assert labels
    in_chinese = [label for label in labels if HAN.search(label)]
    assert in_chinese == (labels if language == "zh" else [])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_holds_no_computation_and_no_words(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 150
    assert not HAN.search(source)
    for library in ("pandas", "numpy", "geopandas", "shapely", "folium"):
        assert f"import {library}" not in source
    assert not re.search(r"st\.(markdown|write|caption|title|header|info|error|warning|success)\(", source)
