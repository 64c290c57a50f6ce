from pathlib import Path

import pytest

from layout.cli.main import run


def test_shared_run_arrives_and_repeats(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, office = str(tmp_path / "f.json"), str(tmp_path / "office")
    assert run(["runs", "share", kept, "first", "--out", file]) == 0
    assert run(["runs", "receive", office, file]) == 0
    assert run(["runs", "repeat", office, "first"]) == 0
    assert "identical" in capsys.readouterr().out


def test_changed_or_missing_file_is_refused(
    kept: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "f.json"
    assert run(["runs", "share", kept, "first", "--out", str(file)]) == 0
    file.write_text(file.read_text(encoding="utf-8").replace('"Site D": 1', '"Site D": 2'), encoding="utf-8")
    assert run(["runs", "receive", kept, str(file)]) == 2
    assert "can be trusted" in capsys.readouterr().err
    assert run(["runs", "receive", kept, str(tmp_path / "none")]) == 2
    assert "cannot be read" in capsys.readouterr().err
