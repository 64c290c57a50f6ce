import pytest
from streamlit.testing.v1 import AppTest

from layout.ui.data.background import BackgroundLook
from layout.ui.data.upload_state import LARGE_BYTES, Upload
from tests.drawn import html_of, opened, press

SCRIPT = """
from layout.ui.data.upload_view import upload_desk
upload_desk("en")
"""
LARGE = b"name,lon,lat\n" + b"".join(
    b"point%07d,106.5,29.5\n" % number for number in range(LARGE_BYTES // 20)
)


def run(upload: Upload | None = None, **kept: object) -> AppTest:
    return opened(
        AppTest.from_string(SCRIPT, default_timeout=120),
        kept | ({} if upload is None else {"upload": upload}),
    )


def test_without_a_file_there_is_the_field_alone() -> None:
    app = run()
    assert len(app.file_uploader) == 1
    assert "2 · Check" not in html_of(app)
    assert ".gpkg" in html_of(app)


def test_a_file_can_be_left() -> None:
    app = run()
    app.file_uploader[0].upload("a.geojson", b"{", "application/json").run()
    assert "In work: a.geojson · 1 B" in html_of(app)
    assert "Rejected" in html_of(app)
    press(app, "Leave this file")
    assert "In work" not in html_of(app)
    assert app.file_uploader[0].value is None


def test_a_large_file_is_read_in_the_background_and_can_be_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.ui.data.upload_view._PATIENCE_S", 0.01)
    upload = Upload("large.csv", LARGE)
    assert upload.large
    app = run(upload)
    job = app.session_state["cq_store"]["up.job"]
    assert isinstance(job, BackgroundLook)
    assert job.running
    press(app, "Cancel reading")
    job.wait(30)
    assert not job.running
    app.run()
    assert "Reading was cancelled" in html_of(app)
    press(app, "Leave this file")
    assert "up.job" not in app.session_state["cq_store"]


def test_a_large_file_that_was_read_goes_on() -> None:
    upload = Upload("large.csv", b"name,lon,lat\na,106.5,29.5\n" + b"\n" * LARGE_BYTES)
    app = run(upload)
    job = app.session_state["cq_store"].get("up.job")
    if isinstance(job, BackgroundLook):
        job.wait(90)
    app.run()
    assert "2 · Check" in html_of(app)


def test_a_sound_raster_is_placed_and_can_be_imported(study_folder: object) -> None:
    raw = (study_folder / "dem.tif").read_bytes()  # type: ignore[operator]  # a path
    app = run(Upload("dem.tif", raw))
    assert "200 × 160" in html_of(app)
    assert next(one for one in app.button if one.label == "Import into the workspace").disabled
