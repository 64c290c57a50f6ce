from pathlib import Path

import pandas as pd
import pytest

from layout.cli.main import run


def test_embedded_facts_warn_that_they_are_too_few(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "frontier"]) == 0
    assert "below 6" in capsys.readouterr().out


def test_the_office_chooses_inputs_and_outputs(
    parks: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "frontier.csv"
    words = [
        "landuse",
        "frontier",
        "--parks",
        parks,
        "--inputs",
        "industrial_land",
        "--outputs",
        "output,tax",
    ]
    assert run([*words, "--out", str(out)]) == 0
    assert "Reference parks" in capsys.readouterr().out
    table = pd.read_csv(out)
    assert len(table) == 8
    assert (table["output_target"] >= table["output"] - 1e-6).all()
    assert "employees" not in table


def test_an_unknown_quantity_is_wrong_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "frontier", "--inputs", "sun"]) == 2
    assert "'sun'" in capsys.readouterr().err
