import getpass

import pytest

from layout.workflow.runs.account import who


def test_account_or_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "li")
    assert who() == "li"

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert who() == "-"
