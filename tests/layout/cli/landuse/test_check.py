from pathlib import Path

import pandas as pd
import pytest

from layout.cli.main import run

HEAD = "adcode,branch,indicator_id,operator,value,unit,document,clause,year\n"


def test_thirty_yi_claim_600_mu_and_the_outcome_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "check", "standard-land"]) == 0
    said = capsys.readouterr().out
    assert "40 ha = 600 mu" in said
    assert "not decided" in said
    assert "import the office's table" in said


def test_the_controls_of_the_office_decide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    controls, out = tmp_path / "controls.csv", tmp_path / "found.csv"
    controls.write_text(HEAD + ",,tax_per_land,ge,20,wan_per_mu,办法,,2024\n", encoding="utf-8")
    assert run(["landuse", "check", "standard-land", "--controls", str(controls), "--out", str(out)]) == 0
    assert "fails at least one binding limit" in capsys.readouterr().out
    table = pd.read_csv(out)
    row = table[(table["indicator_en"] == "Tax per land")].iloc[0]
    assert (row["outcome"], row["limit"]) == ("fail", 300)


def test_a_bad_cell_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    controls = tmp_path / "controls.csv"
    controls.write_text(HEAD + ",,tax_per_land,more,20,wan_per_mu,,,2024\n", encoding="utf-8")
    assert run(["landuse", "check", "standard-land", "--controls", str(controls)]) == 2
    assert "controls.csv, line 2, operator" in capsys.readouterr().err
