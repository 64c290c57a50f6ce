import json

import pytest

from layout.cli.main import run


def test_checksums_versions_and_ranking(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs", "show", kept, "first"]) == 0
    out = capsys.readouterr().out
    assert "table.csv" in out
    assert "numpy" in out
    assert "1     Site D" in out
    assert run(["runs", "show", kept, "drawn", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["draws"] == 200


def test_unknown_run_is_one_line(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs", "show", kept, "nobody"]) == 2
    assert "0 runs of this id or tag" in capsys.readouterr().err
