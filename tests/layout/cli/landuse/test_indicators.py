from pathlib import Path

import pandas as pd
import pytest

from layout.cli.main import run


def test_the_register_with_formula_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh", "landuse", "indicators"]) == 0
    said = capsys.readouterr().out
    assert "已供应国有建设用地 ÷ 已达到供地条件的土地" in said
    assert said.count("未见条款号") >= 18


def test_the_indicators_of_the_office(parks: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "found.csv"
    assert run(["landuse", "indicators", "--parks", parks, "--out", str(out)]) == 0
    assert "Land output rate" in capsys.readouterr().out
    table = pd.read_csv(out).set_index(["entity", "indicator_id"])
    assert table.loc[("own0", "land_output_rate"), "value"] == pytest.approx(50)


def test_one_indicator_is_summed_with_its_coverage(
    parks: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "level.csv"
    arguments = ["--parks", parks, "--indicator", "land_output_rate", "--level", "city", "--out", str(out)]
    assert run(["landuse", "indicators", *arguments]) == 0
    assert "8/8" in capsys.readouterr().out
    (row,) = pd.read_csv(out).to_dict("records")
    output = sum(100 + 40 * place for place in range(8))
    land = sum(3000 + 200 * place for place in range(8)) / 1500
    assert row["value"] == pytest.approx(output / land)
    assert row["land_share"] == pytest.approx(1)


def test_a_command_without_a_chart_says_so(
    parks: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["landuse", "indicators", "--parks", parks, "--out", str(tmp_path / "x.svg")]) == 2
    assert "draws no chart" in capsys.readouterr().err
