from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.catalog import entries
from geodata.workspace import Workspace
from layout.ui.data.upload_state import Upload
from tests.drawn import press

Page = Callable[..., AppTest]
Said = Callable[[AppTest], str]
METRES = b"name,X,Y\na,3272765.5,36359965.6\nb,3244124.3,36345518.7\n"
HOSTILE = "<img src=x onerror=alert(1)>{{1234*4321}}.geojson"
PARCEL = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"<b>名称":"{{7*7}}<script>"},'
    '"geometry":{"type":"Polygon","coordinates":[[[106.22,29.58],[106.23,29.58],[106.23,29.59],[106.22,29.59],[106.22,29.58]]]}}]}'
).encode()
SAID = {"up.source": "Office", "up.year": "2025", "up.licence": "internal", "up.who": "Li"}


def kept(app: AppTest, name: str) -> object:
    return app.session_state["cq_store"].get(name)


def test_every_dataset_can_be_shown(page: Page, said: Said) -> None:
    app = page("data", data_view="layer")
    for one in entries():
        next(iter(app.selectbox)).select(one.layer_id).run()
        assert not app.exception, one.layer_id
        assert one.checksum_sha256 in said(app)
        assert len(app.get("download_button")) == {"table": 1, "raster": 0}.get(one.kind, 2)


@pytest.mark.parametrize("view", ["layer", "all", "conflicts", "gaps"])
def test_the_missing_review_number_is_said(page: Page, said: Said, view: str) -> None:
    assert "审图号" in said(page("data", data_view=view))


def test_open_data_keep_their_notice(page: Page, said: Said) -> None:
    assert "ODbL" in said(page("data", data_view="layer", layer="infrastructure-osm"))


def test_an_uploaded_file_is_asked_about_placed_confirmed_and_imported(
    page: Page, said: Said, own_workspace: Path
) -> None:
    app = page("data", kept=dict(SAID))
    assert "Nothing is kept yet" in said(app)
    app.file_uploader[0].upload("候选.csv", METRES, "text/csv").run()
    html = said(app)
    assert "A question must be answered" in html
    assert "EPSG:4524" in html
    assert "2 / 2" in html
    system = next(box for box in app.selectbox if box.label == "Coordinate system")
    system.select("EPSG:4524 yx").run()
    html = said(app)
    assert "First 2 of 2 rows" in html
    assert "confirmation of the place" in html
    assert not Workspace.exists(own_workspace)
    app.checkbox[0].check().run()
    next(field for field in app.text_input if field.label == "Year").set_value("2025").run()
    press(app, "Import into the workspace")
    assert "Imported: sites, version 1, 2 rows" in said(app)
    version = Workspace.open(own_workspace).version("sites")
    assert (version.provenance.vintage, version.provenance.attribution.en) == ("2025", "Office")
    assert version.original is not None
    assert version.original.name == "候选.csv"
    assert kept(app, "upload") is None


def test_the_unfinished_upload_survives_the_language_switch(page: Page, said: Said) -> None:
    app = page("data")
    app.file_uploader[0].upload("a.csv", METRES, "text/csv").run()
    next(box for box in app.selectbox if box.label == "Coordinate system").select("EPSG:4524 yx").run()
    app.session_state["cq_store"]["lang"] = "zh"
    app.run()
    assert not app.exception
    assert "正在处理：a.csv" in said(app)
    assert next(box for box in app.selectbox if box.label == "坐标系").value == "EPSG:4524 yx"
    assert "前 2 行" in said(app)


def test_hostile_names_are_shown_as_they_are(page: Page, said: Said) -> None:
    app = page("data", kept={"upload": Upload(HOSTILE, PARCEL)})
    html = said(app)
    assert "<img" not in html
    assert "<script" not in html
    assert "{{" not in html
    assert HOSTILE in unescape(html)
    assert "{{7*7}}<script>" in unescape(html)
    assert "<b>名称" in unescape(html)


def test_degrees_wait_for_the_datum(page: Page, said: Said) -> None:
    app = page("data", kept={"upload": Upload("a.geojson", PARCEL), "up.sure": True, **SAID})
    assert "datum of the degrees" in said(app)
    next(box for box in app.selectbox if box.label == "Datum of the degrees").select("wgs84").run()
    assert "Still needed" not in said(app)


def test_an_error_at_import_keeps_what_was_entered(page: Page, said: Said, own_workspace: Path) -> None:
    Workspace.create(own_workspace)
    filled = {"up.sure": True, "up.datum": "wgs84", "up.role": "layer", "up.name": "a b", **SAID}
    app = page("data", kept={"upload": Upload("a.geojson", PARCEL), **filled})
    press(app, "Import into the workspace")
    assert "expected up to 64 letters" in said(app)
    assert kept(app, "up.name") == "a b"
    assert kept(app, "up.source") == "Office"
    assert Workspace.open(own_workspace).items() == ()


def test_a_read_only_workspace_is_shown_and_takes_nothing(
    page: Page, said: Said, own_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace.create(own_workspace)
    monkeypatch.setattr("geodata.workspace.records.is_writable", lambda _folder: False)
    filled = {"up.sure": True, "up.datum": "wgs84", **SAID}
    app = page("data", kept={"upload": Upload("a.geojson", PARCEL), **filled})
    assert "read-only: everything can be seen" in said(app)
    press(app, "Import into the workspace")
    assert "the folder is read-only; nothing was changed" in said(app)
    assert kept(app, "upload") is not None


def test_a_table_of_figures_is_offered_where_there_are_no_coordinates(
    page: Page, said: Said, own_workspace: Path
) -> None:
    raw = "项目,数值\n甲,1\n".encode()
    app = page(
        "data", kept={"upload": Upload("t.csv", raw), "up.role": "layer", "up.name": "figures", **SAID}
    )
    assert "Rejected" in said(app)
    press(app, "Read it as a table of figures without coordinates")
    assert "none (table)" in said(app)
    press(app, "Import into the workspace")
    assert Workspace.open(own_workspace).version("figures").kind == "table"


def test_versions_the_bin_and_downloads(page: Page, said: Said, own_workspace: Path) -> None:
    filled = {"up.sure": True, "up.datum": "wgs84", "up.role": "layer", "up.name": "land", **SAID}
    for _ in range(2):
        app = page("data", kept={"upload": Upload("a.geojson", PARCEL), **filled})
        press(app, "Import into the workspace")
    workspace = Workspace.open(own_workspace)
    next(box for box in app.selectbox if box.label == "Version").select("1").run()
    press(app, "Make version 1 the newest again")
    assert workspace.version("land").restored_from == 1
    press(app, "Prepare file")
    assert "Download" in [one.proto.label for one in app.get("download_button")]
    press(app, "Move to the bin")
    assert workspace.items() == ()
    press(app, "Recover")
    assert [item.item_id for item in workspace.items()] == ["land"]
    assert "In the workspace" in said(page("data", data_view="all"))


def test_a_damaged_workspace_is_said_and_not_touched(page: Page, said: Said, own_workspace: Path) -> None:
    own_workspace.mkdir()
    (own_workspace / "workspace.sqlite").write_bytes(b"no database")
    html = said(page("data"))
    assert 'role="alert"' in html
    assert (own_workspace / "workspace.sqlite").read_bytes() == b"no database"
