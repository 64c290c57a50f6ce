from pathlib import Path

import pytest

from layout.cli.keeping import keep_options
from layout.cli.main import run
from layout.resources import bundle_folder

PLAIN = bundle_folder() / "cases" / "plain"
WORDS = ["mcda", str(PLAIN / "sites.csv"), "--spec", str(PLAIN / "sites.toml")]


def test_run_is_kept_and_said_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS, "--keep", str(tmp_path / "kept"), "--tag", "a", "--tag", "b"]) == 0
    said = capsys.readouterr()
    assert "Kept as run" in said.err
    assert "Kept" not in said.out
    assert run(["runs", "list", str(tmp_path / "kept"), "--tag", "b"]) == 0
    assert "a, b" in capsys.readouterr().out


def test_tag_without_a_place_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS, "--tag", "a"]) == 2
    assert "--tag needs --keep" in capsys.readouterr().err
    assert [option.name for option in keep_options("en")] == ["keep", "tags"]


def test_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run([*WORDS, "--keep", str(tmp_path / "file" / "kept")]) == 2
    assert "could not be kept" in capsys.readouterr().err
