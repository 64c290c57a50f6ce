"""A page run by itself, and what it wrote."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawn import html_of, opened, page_of

Page = Callable[..., AppTest]


@pytest.fixture
def page() -> Page:
    """Return a function that runs a page with parameters of the URL and things kept in the session."""

    def run(name: str, *, kept: dict[str, object] | None = None, **query: str) -> AppTest:
        return opened(page_of(name), kept or {}, **query)

    return run


@pytest.fixture
def said() -> Callable[[AppTest], str]:
    """Return a function that gives all HTML of a page."""
    return html_of
