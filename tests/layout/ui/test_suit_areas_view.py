from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout.resources import bundle_folder
from layout.ui.suit_choice import Loaded
from layout.ui.suit_files import new_folder, take_file
from layout.ui.suit_jobs import start_job
from layout.ui.suit_shown import Source

STORE = "cq_store"
FILES = ("area.geojson", "dem.tif", "landcover.tif", "rivers.gpkg", "roads.geojson")


def areas_page(kept: dict[str, object]) -> AppTest:
    app = AppTest.from_file(str(bundle_folder() / "pages" / "suitability.py"), default_timeout=60)
    for key, value in {"lang": "en", "study": "loaded", "view": "areas"}.items():
        app.query_params[key] = value
    app.session_state[STORE] = kept
    return app.run()


def said(app: AppTest) -> str:
    return unescape("".join(element.proto.body for element in app.get("html")))


@pytest.fixture(scope="module")
def ran(study_folder: Path, study_text: str) -> Loaded:
    """Return the study as it was loaded, with its full run done."""
    folder = new_folder()
    files = tuple(
        (name, take_file(folder, (study_folder / name).read_bytes(), name=name, number=number))
        for number, name in enumerate(FILES)
    )
    loaded = Loaded("study.toml", study_text, folder, files)
    job = start_job(Source(loaded.case, loaded.folder, apart=True))
    job.wait(120)
    assert job.state == "done"
    return loaded


def test_areas_share_a_total_and_tell_in_the_table(ran: Loaded) -> None:
    kept = {"suit.loaded": ran, "suit.areas.count": 3, "suit.areas.total": 60.0, "suit.areas.least": 10.0}
    app = areas_page(kept | {"suit.areas.manner": "total"})
    app.button("suit_find").click().run()
    assert not app.exception
    html = said(app)
    assert "3 of 3 found" in html
    assert "mean of the allowed land" in html
    assert "under 15" in html
    app.session_state[STORE]["lang"] = "zh"
    app.run()
    assert "可用土地均值" in said(app)


def test_a_total_that_cannot_be_shared_is_told_and_stays(ran: Loaded) -> None:
    kept = {"suit.loaded": ran, "suit.areas.count": 3, "suit.areas.total": 60.0, "suit.areas.most": 10.0}
    app = areas_page(kept | {"suit.areas.manner": "total"})
    app.button("suit_find").click().run()
    assert "ha together" in said(app)
    assert app.number_input[1].value == 60.0
