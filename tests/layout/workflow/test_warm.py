import pytest

from layout.workflow import warm


def test_what_ships_is_computed_and_the_line_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert warm.warm()
    assert capsys.readouterr().out == "a preview can be opened\n"


def test_without_a_folder_for_compiled_code_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("geodata.compiled.cache_folder", lambda: None)
    assert not warm.warm()
    assert capsys.readouterr().out == ""
