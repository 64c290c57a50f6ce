import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.workspace import Workspace
from layout.ui.case.edits import edits_of
from layout.ui.sites import candidates_view
from layout.ui.sites.candidates_view import choose_layer, own_geojson, own_names
from layout.workflow.sites.user_sites import kept_own
from tests.drawn import html_of, press, site_step
from tests.layout.ui.own_layer import NAME, fill, geometry

SITES = {"nev-battery.edits": {"candidates.layer": "sites"}}
Drawing = dict[str, object] | None


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[[Drawing], AppTest]:
    """Return a function that opens the step of candidates over own sites, with a drawing on the map."""

    def run(drawing: Drawing = None) -> AppTest:
        monkeypatch.setattr(candidates_view, "show_draw_map", lambda *_, **__: drawing)
        return site_step("candidates", **SITES)

    return run


def test_without_a_drawing_and_own_sites_the_page_says_what_to_do(open_page: Callable[..., AppTest]) -> None:
    said = html_of(open_page())
    assert "Nothing drawn yet" in said
    assert "No own sites are kept yet" in said
    assert 'role="alert"' not in said


def test_a_drawing_is_named_kept_and_among_the_candidates(
    open_page: Callable[..., AppTest], own_workspace: Path
) -> None:
    app = open_page(geometry())
    assert "107.5 ha, measured" in html_of(app)
    app.text_input[0].set_value("Parcel {{1+1}}").run()
    press(app, "Keep as candidate")
    assert "own sites in the workspace" in html_of(app)
    assert "Parcel &#123;&#123;1+1&#125;&#125;" in html_of(app)
    frame = kept_own(Workspace.open(own_workspace), "sites").frame
    assert list(frame["name_zh"]) == ["Parcel {{1+1}}"]


def test_a_drawing_without_a_name_is_refused_and_stays(
    open_page: Callable[..., AppTest], own_workspace: Path
) -> None:
    app = press(open_page(geometry()), "Keep as candidate")
    assert "has no name" in html_of(app)
    assert "107.5 ha, measured" in html_of(app)
    assert not Workspace.exists(own_workspace) or Workspace.open(own_workspace).items() == ()


def test_a_crossing_outline_has_no_button(open_page: Callable[..., AppTest]) -> None:
    bow = {
        "type": "Polygon",
        "coordinates": [[[106, 29.5], [106.01, 29.51], [106.01, 29.5], [106, 29.51], [106, 29.5]]],
    }
    app = open_page(bow)
    assert "crosses itself" in html_of(app)
    assert "Keep as candidate" not in {button.label for button in app.button}


def test_own_sites_are_listed_downloaded_and_taken_out(
    open_page: Callable[..., AppTest], own_workspace: Path
) -> None:
    fill(own_workspace)
    app = open_page()
    assert NAME in html_of(app)
    found = json.loads(own_geojson())
    assert next(one["properties"]["name_zh"] for one in found["features"]) == NAME
    assert next(iter(own_names("zh").values())) == NAME
    press(app, "Remove")
    assert "was removed" in html_of(app)
    assert len(own_names("zh")) == 1


def test_the_layer_chosen_goes_into_the_draft_and_leaves_the_file_of_the_case() -> None:
    choose_layer("k", "parks+sites")
    assert edits_of("k") == {
        "candidates.layer": "parks+sites",
        "candidates.path": None,
        "candidates.item": None,
    }
    choose_layer("k", "parks")
    assert edits_of("k")["candidates.sites"] is None
