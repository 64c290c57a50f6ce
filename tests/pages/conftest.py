"""A page run by itself, and what it wrote."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

FOLDER = Path(__file__).resolve().parents[2] / "pages"
STORE = "cq_store"
Page = Callable[..., AppTest]


@pytest.fixture
def page() -> Page:
    """Return a function that runs a page with parameters of the URL and things kept in the session."""

    def run(name: str, *, kept: dict[str, object] | None = None, **query: str) -> AppTest:
        app = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=60)
        for key, value in {"lang": "en", **query}.items():
            app.query_params[key] = value
        app.session_state[STORE] = dict(kept or {})
        app.run()
        assert not app.exception, [one.message for one in app.exception]
        return app

    return run


@pytest.fixture
def said() -> Callable[[AppTest], str]:
    """Return a function that gives all HTML of a page."""
    return lambda app: "".join(element.proto.body for element in app.get("html"))
