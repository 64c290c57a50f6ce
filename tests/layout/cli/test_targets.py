import json
from pathlib import Path

import pandas as pd
import pytest

from layout.cli.main import run


def test_every_goal_is_a_line_and_conflicts_follow(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["targets", "--as-of", "2026"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "71 goals, judged as of 2026." in lines
    revenue = next(line for line in lines if line.startswith("Operating revenue of industrial"))
    assert "28,200 (2022)" in revenue
    assert "2,360" in revenue
    assert "7.2 %" in revenue
    assert any("growth printed" in line and "9.382" in line for line in lines)


def test_json_and_csv_carry_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["targets", "--as-of", "2026", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["as_of"], len(data["targets"])) == (2026, 71)
    assert data["targets"][0]["standing_name_zh"] == "只有基期数"
    out = tmp_path / "targets.csv"
    assert run(["targets", "--as-of", "2026", "--out", str(out)]) == 0
    table = pd.read_csv(out)
    assert {"name_zh", "name_en", "as_of", "source_en"} <= set(table.columns)


def test_figures_of_the_office_are_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "figures.csv"
    figures.write_text(
        "entity_kind,entity_id,indicator_id,year,period,value,source\n"
        "city,500000,operating_revenue,2024,FY,33500,统计公报\n",
        encoding="utf-8",
    )
    assert run(["--lang", "zh", "targets", "--as-of", "2026", "--figures", str(figures)]) == 0
    revenue = next(
        line for line in capsys.readouterr().out.splitlines() if line.startswith("规模以上工业企业营业收入")
    )
    assert "快于进度线" in revenue
