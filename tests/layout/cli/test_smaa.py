import json
from pathlib import Path

import pytest

from layout.cli.main import run
from layout.resources import bundle_folder

PLAIN = bundle_folder() / "cases" / "plain"
WORDS = [
    "smaa",
    str(PLAIN / "sites.csv"),
    "--spec",
    str(PLAIN / "sites.toml"),
    "--draws",
    "300",
    "--seed",
    "5",
]


def test_shares_are_printed_with_their_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(WORDS) == 0
    out = capsys.readouterr().out
    assert "300 draws, weights: all, equally likely" in out
    assert "±5.7 points" in out
    assert "Site D" in out
    assert "–" in out


def test_json_has_the_promised_keys_and_repeats(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS, "--json"]) == 0
    first = capsys.readouterr().out
    assert {"acceptability", "central_weights", "confidence", "pairwise"} <= set(json.loads(first))
    assert run([*WORDS, "--json"]) == 0
    assert capsys.readouterr().out == first


def test_number_of_draws_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS[:5], "0"]) == 2
    assert "whole number" in capsys.readouterr().err


def test_case_is_drawn_by_its_own_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["smaa", "chemical-new-materials", "--draws", "200"]) == 0
    out = capsys.readouterr().out
    assert "200 draws" in out
    assert "Changshou" in out
    assert run(["smaa", "chemical-new-materials", "--draws", "200", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["space"] == "around"
    assert run(["smaa", "chemical-new-materials", "--keep", str(tmp_path / "kept")]) == 2
    assert "cqlayout score --keep" in capsys.readouterr().err
    assert not (tmp_path / "kept").exists()
