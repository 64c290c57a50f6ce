from pathlib import Path

import docx
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


def test_case_and_table_as_docx(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, case = tmp_path / "table.docx", tmp_path / "case.bin"
    assert run([*WORDS, str(table)]) == 0
    assert (
        run(["--lang", "zh", "sheet", "chemical-new-materials", "--format", "docx", "--out", str(case)]) == 0
    )
    capsys.readouterr()
    for file, words in ((table, "Site D"), (case, "长寿经济技术开发区")):
        document = docx.Document(str(file))
        cells = [cell.text for found in document.tables for row in found.rows for cell in row.cells]
        assert words in cells
        assert len(document.paragraphs) > 20


def test_case_as_a_page(tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    assert run(["sheet", "chemical-new-materials", "--out", str(file)]) == 0
    page = file.read_text(encoding="utf-8")
    assert page.count("<svg") >= 5
    assert "<link" not in page
    assert "<script" not in page
    assert "Rules not evaluated" in page


def test_ending_that_says_no_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS, str(tmp_path / "sheet.odt")]) == 2
    assert "--format" in capsys.readouterr().err
