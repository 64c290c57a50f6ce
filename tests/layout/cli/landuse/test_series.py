from pathlib import Path

import pytest

from geodata.workspace import Workspace
from layout.cli.main import run
from layout.workflow.landuse.office_store import keep_table
from tests.layout.workflow.office_years import TABLE, write_years


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


def test_a_rate_of_the_office_s_table_by_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "rate.csv"
    table = str(write_years(tmp_path))
    assert run(["landuse", "series", "500000", "land_output_rate", "--parks", table, "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "44.42" in said
    assert "1/2" in said
    assert "other parks than the year before" in said
    assert len(out.read_text(encoding="utf-8").splitlines()) == 4


def test_a_rate_of_the_table_that_the_workspace_keeps(
    own_workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Workspace.create(own_workspace)
    keep_table("parks", TABLE.encode(), name="years.csv")
    assert run(["landuse", "series", "fuling_ip", "land_output_rate", "--workspace", str(own_workspace)]) == 0
    said = capsys.readouterr().out
    assert [line.split()[1] for line in said.splitlines() if line.startswith("20")] == ["50", "55", "56"]
    assert "landuse-parks" in said
    assert run(["landuse", "series", "fuling_ip", "land_output_rate"]) == 0
    assert "No year has both figures" in capsys.readouterr().out


def test_an_unknown_rate_and_a_table_without_years_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["landuse", "series", "500000", "nothing"]) == 2
    assert "no such indicator" in capsys.readouterr().err
    path = tmp_path / "p.csv"
    path.write_text("park_id,output_yi\na,1\n", encoding="utf-8")
    assert run(["landuse", "series", "a", "land_output_rate", "--parks", str(path)]) == 2
    assert "column year" in capsys.readouterr().err
