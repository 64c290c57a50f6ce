import json
from pathlib import Path

import pytest

from geodata.text import Language
from layout.cli.main import run
from layout.resources import bundle_folder

PLAIN = bundle_folder() / "cases" / "plain"
TABLE, SPEC = str(PLAIN / "sites.csv"), str(PLAIN / "sites.toml")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_ranking_is_printed_with_the_other_methods_beside(
    capsys: pytest.CaptureFixture[str], language: Language
) -> None:
    assert run(["--lang", language, "mcda", TABLE, "--spec", SPEC]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "topsis" in lines[0]
    assert lines[1].split()[-4:] == ["weighted_sum", "vikor", "promethee2", "spotis"]
    assert lines[2].startswith("1")
    assert len([line for line in lines if "Site" in line and not line.startswith("*")]) == 8


def test_json_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcda", TABLE, "--spec", SPEC, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"alternatives", "scores", "ranks", "weights", "tables"} <= set(found)
    assert found["ranks"]["Site D"] == 1


def test_low_scores_can_be_good_and_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_text("n,a\nx,1\ny,2\nz,1\n", encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        'method = "vikor"\n[criteria.a]\nobjective = "max"\nweight = 1\n', encoding="utf-8"
    )
    assert run(["mcda", str(tmp_path / "t.csv"), "--spec", str(tmp_path / "s.toml")]) == 0
    assert "a low score is good" in capsys.readouterr().out


def test_alternatives_without_a_score_show_a_dash_and_share_the_rank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("n,a\nx,1\ny,1\n", encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        'method = "topsis"\n[criteria.a]\nobjective = "max"\nweight = 1\n', encoding="utf-8"
    )
    assert run(["mcda", str(tmp_path / "t.csv"), "--spec", str(tmp_path / "s.toml")]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[2:4]]
    assert rows == [["1", "x", "–"], ["1", "y", "–"]]


def test_wrong_input_is_one_line_and_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcda", "none.csv", "--spec", SPEC]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert run(["mcda", TABLE]) == 2
    assert "--spec" in capsys.readouterr().err
