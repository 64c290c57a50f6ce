import importlib.metadata
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Never

import pytest

from geodata.text import Language
from layout.cli import main as program
from layout.cli.main import run
from layout.errors import CaseError

FailWith = Callable[[BaseException], None]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> FailWith:
    """Return a function that makes every command raise the error given to it."""

    def fail_with(error: BaseException) -> None:
        def build(_language: Language) -> Never:
            raise error

        monkeypatch.setattr(program, "build", build)

    return fail_with


def test_no_words_show_the_help_and_are_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert capsys.readouterr().out.startswith("Usage: cqlayout")


def test_language_on_the_line_reaches_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh", "--help"]) == 0
    assert capsys.readouterr().out.startswith("用法: cqlayout")
    assert os.environ["CQLAYOUT_LANG"] == "zh"


def test_version_is_that_of_the_distribution(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda _name: "9.8.7")
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == "cqlayout 9.8.7\n"


def test_version_of_a_tree_that_is_not_installed_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_name: str) -> Never:
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert run(["--version"]) == 0
    assert "not installed" in capsys.readouterr().out


def test_wrong_input_is_one_line_on_stderr_and_two(
    capsys: pytest.CaptureFixture[str], failing: FailWith
) -> None:
    failing(CaseError(en="case x: no weight", zh="案例 x：没有权重"))
    assert run(["score"]) == 2
    assert capsys.readouterr() == ("", "cqlayout: case x: no weight\n")
    assert run(["score", "--lang", "zh"]) == 2
    assert capsys.readouterr() == ("", "cqlayout: 案例 x：没有权重\n")


def test_our_fault_is_one_line_and_one_and_debug_shows_where(
    capsys: pytest.CaptureFixture[str], failing: FailWith
) -> None:
    failing(ZeroDivisionError("division by zero"))
    assert run(["score"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert run(["score", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_interruption_is_told_and_a_closed_pipe_is_not(
    capsys: pytest.CaptureFixture[str], failing: FailWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(KeyboardInterrupt())
    assert run(["score"]) == 130
    assert capsys.readouterr().err == "cqlayout: interrupted\n"
    failing(BrokenPipeError())
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert run(["layers"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "words", [["--lang", "fr"], ["nothing"], ["score"], ["export", "parks"], ["layers", "list", "x"]]
)
def test_wrong_words_are_two_and_one_line(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert run(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("cqlayout: ")
    assert said.err.count("\n") == 1


def test_help_is_fast() -> None:
    """The bound is loose for a busy machine; loading pandas or streamlit alone would break it."""
    best = min(_seconds_of_help() for _ in range(3))
    assert best < 1.0


def _seconds_of_help() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "layout.cli.main", "--help"], check=True, capture_output=True)
    return time.perf_counter() - begun
