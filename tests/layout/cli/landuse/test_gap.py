from pathlib import Path

import pandas as pd
import pytest

from layout.cli.main import run


def test_embedded_facts_rank_three_parks_and_say_that_they_are_three(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["landuse", "gap"]) == 0
    said = capsys.readouterr().out
    assert "Chongqing Wulong Industrial Park" in said
    assert "3 of 64 parks have both figures" in said
    assert "ESTIMATE" not in said


def test_estimates_are_called_so_on_the_line_and_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "gap.csv"
    assert run(["landuse", "gap", "--estimates", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "ESTIMATE" in said
    assert "estimates, not figures" in said
    assert "estimate" in set(pd.read_csv(out)["basis"])


def test_the_table_of_the_office(parks: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh", "landuse", "gap", "--parks", parks, "--target", "80"]) == 0
    said = capsys.readouterr().out
    assert "园区0" in said
    assert "本单位数据" in said
    assert "合川区" in said


def test_a_pair_that_is_none_is_wrong_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "gap", "--pair", "happiness-per-mu"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_zones_and_districts_are_decomposed_and_zones_said_to_overlap(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["landuse", "gap"]) == 0
    said = capsys.readouterr().out
    assert said.count("Structure") == 2
    assert "Zones overlap" in said


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<svg"), ("html", b"<!doctype html>"), ("xlsx", b"PK")]
)
def test_the_chart_or_a_workbook_by_the_ending_of_the_file(tmp_path: Path, ending: str, start: bytes) -> None:
    out = tmp_path / f"gap.{ending}"
    assert run(["landuse", "gap", "--estimates", "--out", str(out)]) == 0
    content = out.read_bytes()
    assert content.startswith(start)
    if ending != "xlsx":
        assert b"CONTAINS ESTIMATES" in content
