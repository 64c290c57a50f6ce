import json

import pytest

from layout.cli.main import run


def test_newest_first_with_tags(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs", "list", kept]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines[1:4]] == ["drawn", "second", "first"]
    assert lines[-1] == "Runs kept: 3"
    assert run(["runs", "list", kept, "--tag", "first", "--json"]) == 0
    [only] = json.loads(capsys.readouterr().out)
    assert only["tags"] == ["first"]


def test_folder_without_runs(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs", "list", str(tmp_path)]) == 2
    assert "no runs are kept" in capsys.readouterr().err
