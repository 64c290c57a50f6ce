from pathlib import Path

import pytest

from layout.cli.main import run


def test_the_revision_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "series", "500117", "gdp"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("2024")
    assert "revised" in last


def test_part_of_a_year_is_named_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "series", "500000", "strategic_share", "--kind", "city"]) == 0
    said = capsys.readouterr().out
    assert "2023 Q1-Q3" in said
    assert said.count("31.1") == 1


def test_an_entity_without_figures_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["landuse", "series", "nowhere", "gdp"]) == 0
    assert "No entity" in capsys.readouterr().out


def test_the_chart_of_a_series(tmp_path: Path) -> None:
    out = tmp_path / "gdp.svg"
    assert run(["landuse", "series", "500117", "gdp", "--out", str(out)]) == 0
    assert "gdp · 500117" in out.read_text(encoding="utf-8")
