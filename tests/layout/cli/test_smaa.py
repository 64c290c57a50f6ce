import json
from pathlib import Path

import pytest

from layout.cli.main import run
from layout.config.toml import dump_case, load_case
from layout.resources import bundle_folder, find_case

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
    assert "300 draws scored by topsis, weights: all, equally likely" in out
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


def test_case_is_drawn_by_its_own_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["smaa", "chemical-new-materials", "--draws", "200"]) == 0
    out = capsys.readouterr().out
    assert "200 draws" in out
    assert "Changshou" in out
    assert run(["smaa", "chemical-new-materials", "--draws", "200", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["space"] == "around"


def test_kept_case_repeats_and_says_what_scored_its_draws(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = load_case(find_case("chemical-new-materials"))
    topsis = case.model_copy(update={"scoring": case.scoring.model_copy(update={"methods": ("topsis",)})})
    (tmp_path / "case.toml").write_text(dump_case(topsis), encoding="utf-8")
    line = ["smaa", str(tmp_path / "case.toml"), "--draws", "100", "--json"]
    kept = ["--keep", str(tmp_path / "kept"), "--tag"]
    assert run([*line, *kept, "one"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert first["model"] == "topsis"
    assert any("TOPSIS" in note["en"] and "every draw" in note["en"] for note in first["notes"])
    assert run([*line, "--model", "additive", *kept, "two"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert second["model"] == "weighted_sum"
    assert second["acceptability"] != first["acceptability"]
    for tag in ("one", "two"):
        assert run(["runs", "repeat", str(tmp_path / "kept"), tag]) == 0
        assert "dentical" in capsys.readouterr().out
    assert run([*line, "--model", "median"]) == 2
