from pathlib import Path

import pytest

from layout.cli.main import run
from layout.resources import bundle_folder

PLAIN = bundle_folder() / "cases" / "plain"
WORDS = ["sheet", str(PLAIN / "sites.csv"), "--spec", str(PLAIN / "sites.toml"), "--out"]


def test_one_page_in_the_language_of_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("en", "What would make it wrong"), ("zh", "何种情况下不成立")):
        file = tmp_path / f"{language}.html"
        assert run(["--lang", language, *WORDS, str(file)]) == 0
        assert str(file) in capsys.readouterr().out
        assert words in file.read_text(encoding="utf-8")


def test_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run([*WORDS, str(tmp_path / "file" / "sheet.html")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
