from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from tests.drawn import html_of, opened, press

SCRIPT = """
from layout.ui.data.own_items import own_catalogue, own_items
own_items("en")
own_catalogue("en")
"""


def run() -> AppTest:
    return opened(AppTest.from_string(SCRIPT, default_timeout=60))


@pytest.fixture
def office(own_workspace: Path, hostile: str) -> Workspace:
    workspace = Workspace.create(own_workspace)
    both = Bilingual(en=hostile, zh=hostile)
    provenance = Provenance(hostile, both, hostile, (), "0" * 64, both, (hostile,))
    for count in (1, 2):
        table = pd.DataFrame({"a": range(count)})
        workspace.add_layer(Layer("prices", both, table, provenance), notes=(both,))
    return workspace


def test_an_empty_desk_says_where_it_is_and_makes_nothing(own_workspace: Path) -> None:
    app = run()
    assert str(own_workspace) in html_of(app)
    assert "Nothing is kept yet" in html_of(app)
    assert not own_workspace.exists()


def test_everything_that_was_said_at_import_is_text(office: Workspace) -> None:
    shown = html_of(run())
    assert office.folder.name in shown
    assert "<img" not in shown
    assert "{{" not in shown
    assert "2 / 2" in shown
    assert shown.count("1234*4321") >= 6


def test_restore_remove_and_recover(office: Workspace) -> None:
    app = run()
    next(box for box in app.selectbox if box.label == "Version").select("1").run()
    press(app, "Make version 1 the newest again")
    assert office.version("prices").rows == 1
    assert office.version("prices").number == 3
    press(app, "Move to the bin")
    assert office.items() == ()
    assert "Bin (1)" in [one.label for one in app.expander]
    press(app, "Recover")
    assert len(office.items()) == 1


def test_a_step_that_fails_is_said_and_changes_nothing(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run()
    folder = office.folder

    def full(*_: object, **__: object) -> None:
        from geodata.errors import WriteError  # noqa: PLC0415 - the test alone raises it

        raise WriteError(en=f"{folder}: disk full", zh="磁盘已满")

    monkeypatch.setattr("geodata.workspace.store.history.set_binned", full)
    press(app, "Move to the bin")
    assert "disk full" in html_of(app)
    assert len(office.items()) == 1


def test_a_read_only_folder_offers_no_change(office: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.workspace.records.is_writable", lambda _folder: False)
    app = run()
    assert office.items()
    assert "read-only" in html_of(app)
    assert next(one for one in app.button if one.label == "Move to the bin").disabled
