import pytest

from layout.resources import bundle_folder
from layout.ui.suitability.warm import STUDY
from layout.workflow.suitability import warm

PATH = bundle_folder().joinpath(*STUDY)


def test_what_ships_is_computed_and_the_line_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert warm.warm(PATH)
    assert capsys.readouterr().out == "a preview can be opened\n"


def test_without_a_folder_for_compiled_code_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("geodata.compiled.cache_folder", lambda: None)
    assert not warm.warm(PATH)
    assert capsys.readouterr().out == ""
