from pathlib import Path

import pytest
from starlette.routing import Route
from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "streamlit_app.py"


def test_streamlit_finds_the_application() -> None:
    found = discover_asgi_app(SCRIPT)
    assert (found.is_asgi_app, found.import_string) == (True, "streamlit_app:app")


def test_imported_as_a_module_it_is_a_server_with_our_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    import streamlit_app  # noqa: PLC0415 - only after its folder is on the path

    paths = {route.path for route in streamlit_app.app._user_routes if isinstance(route, Route)}
    assert paths == {
        "/assets/{name:path}",
        "/data/{layer}.geojson",
        "/data/{rest:path}",
        "/raster/{token}.png",
        "/raster/{rest:path}",
    }
    assert streamlit_app.app.script_path == SCRIPT


@pytest.mark.parametrize(("language", "title"), [("zh", "产业地图"), ("en", "Map")])
def test_run_as_a_script_it_draws_the_first_page(language: str, title: str) -> None:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception
    assert any(f">{title}</h1>" in element.proto.body for element in app.get("html"))
    assert app.query_params["lang"] == language


def test_the_switch_keeps_what_was_chosen() -> None:
    app = AppTest.from_file(str(SCRIPT), default_timeout=60)
    app.query_params["lang"] = "zh"
    app.query_params["cluster"] = "icnev"
    app.run()
    app.get("button_group")[0].set_value("en").run()
    assert not app.exception
    assert app.query_params["lang"] == "en"
    assert app.query_params["cluster"] == "icnev"
    assert "Parks coloured by" in {box.label for box in app.selectbox}
