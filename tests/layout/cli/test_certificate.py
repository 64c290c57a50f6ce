import json

import pytest

from layout.cli.main import run
from layout.resources import bundle_folder

PLAIN = bundle_folder() / "cases" / "plain"
WORDS = ["certificate", str(PLAIN / "sites.csv"), "--spec", str(PLAIN / "sites.toml")]


def test_both_halves_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(WORDS) == 0
    out = capsys.readouterr().out
    assert out.index("What it rests on") < out.index("is recommended") < out.index("What would make it wrong")
    assert run(["--lang", "zh", *WORDS]) == 0
    assert "何种情况下不成立" in capsys.readouterr().out


def test_case_has_one_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["certificate", "chemical-new-materials", "--seed", "4"]) == 0
    out = capsys.readouterr().out
    assert "What would make it wrong" in out
    assert "Changshou Economic and Technological Development Zone is recommended" in out
    assert run(["certificate", "chemical-new-materials", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["recommended"] == ["changshou_etdz"]


def test_table_alone_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["certificate", str(PLAIN / "sites.csv")]) == 2
    assert "needs --spec" in capsys.readouterr().err


def test_json_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["recommended"] == ["Site D"]
