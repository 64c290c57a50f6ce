"""What the tests of the case share: the text of a shipped case, and a way to change it."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).resolve().parents[3] / "cases"


@pytest.fixture
def case_text() -> str:
    """Return the shipped battery case as TOML text."""
    return (CASES / "nev-battery.toml").read_text(encoding="utf-8")


@pytest.fixture
def changed(case_text: str) -> Callable[..., dict[str, Any]]:
    """Return the battery case as plain values with some dotted keys set, or deleted where the value is None."""

    def change(changes: dict[str, Any]) -> dict[str, Any]:
        data = tomllib.loads(case_text)
        for path, value in changes.items():
            *parents, last = path.split(".")
            place = data
            for key in parents:
                place = place[key]
            if value is None:
                del place[last]
            else:
                place[last] = value
        return data

    return change
