from pathlib import Path

import pandas as pd
import pytest

from layout.cli.main import run


def test_paths_with_bands_and_what_is_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "paths.csv"
    assert run(["landuse", "path", "paths-2027", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Illustrative")
    assert said.count("Growth needed") == 3
    table = pd.read_csv(out)
    assert len(table) == 3 * 4
    assert (table["intensity_low"] <= table["intensity"]).all()


def test_a_case_of_another_kind_is_wrong_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "path", "standard-land"]) == 2
    assert "expected 'scenario'" in capsys.readouterr().err
