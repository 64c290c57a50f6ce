"""A page or a script run by itself, what it drew, and the buttons of it."""

from collections.abc import Mapping
from pathlib import Path

from streamlit.testing.v1 import AppTest

PAGES = Path(__file__).resolve().parents[1] / "pages"
STORE = "cq_store"


def opened(app: AppTest, kept: Mapping[str, object] | None = None, **query: str) -> AppTest:
    """Return an application after a run with parameters of the URL and things kept in the session; it must not fail."""
    for key, value in {"lang": "en", **query}.items():
        app.query_params[key] = value
    if kept is not None:
        app.session_state[STORE] = dict(kept)
    app.run()
    assert not app.exception, [one.message for one in app.exception]
    return app


def page_of(name: str) -> AppTest:
    """Return a page that has not run yet."""
    return AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)


def site_step(step: str, **kept: object) -> AppTest:
    """Return a step of site selection."""
    return opened(page_of("site_selection"), kept, step=step)


def html_of(app: AppTest) -> str:
    """Return all HTML that was drawn."""
    return "".join(element.proto.body for element in app.get("html"))


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button of these words; what follows must not fail."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, [one.message for one in app.exception]
    return app
