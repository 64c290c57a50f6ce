import json

import pytest

from layout.cli.main import run


def test_changed_ranks_and_the_reason(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs", "compare", kept, "first", "second"]) == 0
    out = capsys.readouterr().out
    assert "Ranks that changed: 7 of 8" in out
    assert "* spec.toml: method: topsis → vikor" in out
    assert run(["runs", "compare", kept, "first", "second", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["moved"]
    assert found["ranks"]["Site D"] == {"0": 1.0, "1": 7.0}


def test_same_run_twice_and_run_without_ranks(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs", "compare", kept, "first", "first"]) == 0
    assert "identical to the last bit" in capsys.readouterr().out
    assert run(["runs", "compare", kept, "first", "drawn"]) == 0
    assert "–" in capsys.readouterr().out
    assert run(["runs", "compare", kept, "first"]) == 2
