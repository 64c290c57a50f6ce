"""What several tests of the pages' parts need."""

import asyncio
from collections.abc import Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp

from layout.config import Case, load_case
from layout.config.suitability_toml import load_suitability_case
from layout.ui.kept.runs import Run, run_case
from layout.ui.suitability.shown import Shown, Source, show

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = "{{1234*4321}} {% 备注 <img src=x onerror=alert(1)> ${7*7} `x` &amp; \"'"


@dataclass(frozen=True)
class Answer:
    """What a route answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: ASGIApp, path: str, *, query: str = "", headers: dict[str, str] | None = None) -> Answer:
    """Return the answer of an ASGI application to one GET request."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    # a thread of its own: the browser tests leave a running loop in this one
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    found = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], found, body)


@pytest.fixture
def get() -> Callable[..., Answer]:
    """Return a function that asks an application."""
    return ask


@pytest.fixture
def hostile() -> str:
    """Return a text that would run, break or fetch where it is taken for anything but text."""
    return HOSTILE


@pytest.fixture(scope="session")
def case() -> Case:
    """Return the battery case that ships with the product."""
    return load_case(ROOT / "cases" / "nev-battery.toml")


@pytest.fixture(scope="session")
def run(case: Case) -> Run:
    """Return the run of the battery case."""
    return run_case(case)


@pytest.fixture(scope="session")
def study_source(study_folder: Path) -> Source:
    """Return the small study as a source of the page."""
    return Source(load_suitability_case(study_folder / "study.toml"), study_folder)


@pytest.fixture
def shown(study_source: Source) -> Shown:
    """Return the small study, open."""
    return show(study_source)
