from pathlib import Path

import pandas as pd
import pytest

from layout.cli.main import run


def test_enterprises_and_land_add_up(firms: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = Path(__file__).resolve().parents[4] / "cases" / "landuse" / "grading-per-mu.toml"
    text = rule.read_text(encoding="utf-8")
    own = tmp_path / "rule.toml"
    kept = [
        part for part in text.split("[[rule.indicators]]") if "energy" not in part and "emission" not in part
    ]
    own.write_text("[[rule.indicators]]".join(kept), encoding="utf-8")
    out = tmp_path / "grades.csv"
    assert run(["landuse", "grade", str(own), "--firms", firms, "--out", str(out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    total = next(line for line in lines if line.startswith("total"))
    assert total.split()[1:3] == ["5", "280"]
    graded = pd.read_csv(out).set_index("firm_id")
    assert graded.loc["f4", "grade"] == "ungraded"
    assert graded.loc["f4", "why"] == "missing: tax_per_mu"
    assert graded.loc["f5", "grade"] == "D"
    assert graded["illustrative"].all()


def test_a_table_without_a_benchmark_is_wrong_input(firms: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "grade", "grading-per-mu", "--firms", firms]) == 2
    assert "value_added_per_energy" in capsys.readouterr().err


def test_the_shipped_example_is_invented_and_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    table = Path(__file__).resolve().parents[4] / "cases" / "landuse" / "firms-example.csv"
    firms = pd.read_csv(table)
    assert firms["name"].str.contains("示例").all()
    assert run(["landuse", "grade", "grading-per-mu", "--firms", str(table)]) == 0
    lines = capsys.readouterr().out.splitlines()
    total = next(line for line in lines if line.startswith("total")).split()
    assert total[1] == str(len(firms))
    assert float(total[2].replace(",", "")) == firms["land_mu"].sum()
    counts = [int(line.split()[-4]) for line in lines if line[:1] in "ABCD" and "%" in line]
    assert sum(counts) == len(firms) - 2
