from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.workspace import Workspace
from layout.ui.data.upload_state import Upload
from layout.workflow.intake import importing
from tests.drawn import html_of, opened

SCRIPT = """
from layout.ui.data.import_form import confirm_place, import_form, tell_done
from layout.ui.data.upload_state import answers, current_upload
tell_done("en")
upload = current_upload()
if upload is not None:
    looked = upload.look(answers())
    upload.drawn()
    confirm_place(upload, "en")
    import_form(upload, looked, language="en")
"""
POINTS = "名称,lon,lat\n甲,106.55,29.56\n".encode()
FULL = {"up.sure": True, "up.datum": "wgs84", "up.source": "Office", "up.year": "2025"}


def run(raw: bytes = POINTS, **kept: object) -> AppTest:
    return opened(
        AppTest.from_string(SCRIPT, default_timeout=60), {"upload": Upload("地块.csv", raw), **kept}
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("up.sure", "confirmation of the place"),
        ("up.datum", "datum of the degrees"),
        ("up.source", "source"),
        ("up.year", "year"),
    ],
)
def test_what_is_not_said_holds_the_import_back(name: str, words: str) -> None:
    app = run(**{key: value for key, value in FULL.items() if key != name})
    assert f"Still needed: {words}." in html_of(app)
    assert app.button[0].disabled


def test_a_layer_of_its_own_needs_a_name() -> None:
    app = run(**FULL, **{"up.role": "layer"})
    assert "name of the layer" in html_of(app)
    app.text_input[0].set_value("地块").run()
    assert not app.button[0].disabled


def test_the_import_is_told_and_the_form_is_empty_again(own_workspace: Path) -> None:
    app = run(**FULL)
    assert app.text_input[0].value == "地块"  # the title that is proposed
    app.button[0].click().run()
    assert "Imported: sites, version 1, 1 rows." in html_of(app)
    assert Workspace.open(own_workspace).version("sites").title.zh == "地块"
    assert len(app.button) == 0


def test_a_table_becomes_statistics_or_a_table_and_never_sites() -> None:
    app = run("项目,值\n甲,1\n".encode(), **FULL, **{"up.kind": "table"})
    assert [app.selectbox[0].options[0], len(app.selectbox[0].options)] == ["statistics", 2]


def test_a_role_that_refuses_leaves_everything_as_it_was(
    own_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace.create(own_workspace)
    monkeypatch.setattr("geodata.workspace.records.is_writable", lambda _folder: False)
    app = run(**FULL)
    app.button[0].click().run()
    assert 'role="alert"' in html_of(app)
    assert not app.button[0].disabled
    assert set(importing.ROLES) >= {"parks", "sites", "statistics"}
