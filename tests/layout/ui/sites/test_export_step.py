import io
import shlex
import zipfile
from pathlib import Path

import pytest

from layout.cli.main import run as run_command
from layout.config import dump_case
from layout.ui.kept.runs import Run, run_files_of
from layout.ui.sites.export_step import commands, sheet_bytes
from tests.drawn import site_step


def test_everything_that_the_command_writes_is_offered(run: Run) -> None:
    app = site_step("export")
    labels = {button.proto.label for button in app.get("download_button")}
    assert labels == {*run_files_of(run), "sheet.html", "sheet.docx"}
    assert "certificate.txt" in labels


@pytest.mark.parametrize(("language", "word"), [("zh", "方法说明"), ("en", "Method sheet")])
def test_the_sheet_is_whole_in_either_form(run: Run, language: str, word: str) -> None:
    html = sheet_bytes(run, "html", language=language).decode()  # type: ignore[arg-type] - a language
    assert word in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    docx = zipfile.ZipFile(io.BytesIO(sheet_bytes(run, "docx", language=language)))  # type: ignore[arg-type] - as above
    assert "word/document.xml" in docx.namelist()


def test_the_commands_that_are_shown_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.toml").write_text(dump_case(run.case), encoding="utf-8")
    for line in commands("en").splitlines():
        program, *arguments = shlex.split(line)
        assert program == "cqlayout"
        assert run_command(arguments) == 0, line
    assert Path("sheet.docx").is_file()
    assert Path("out/certificate.txt").is_file()
