import json
from pathlib import Path

import pytest

from layout.cli.main import run
from tests.layout.workflow.office_figures import WANZHOU, keep_office


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    keep_office(folder, (*WANZHOU, ("district", "500117", "gdp", 2023, 777.5)))
    return folder


def test_gaps_count_the_figures_of_a_workspace_and_tell_its_version(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--lang", "en", "landuse", "gap", "--pair", "gross_output-per-industrial_land_km2"]
    assert run(words) == 0
    assert "Wanzhou" not in capsys.readouterr().out
    assert run([*words, "--workspace", str(office)]) == 0
    out = capsys.readouterr().out
    assert "Wanzhou Economic and Technological Development Zone" in out
    assert "32" in out
    assert "statistics, version 1, SHA-256" in out


def test_a_command_reads_no_workspace_that_it_was_not_told_of(
    own_workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_office(own_workspace, (("district", "500117", "gdp", 2023, 777.5),))  # the app's own
    for words in (["landuse", "series", "500117", "gdp"], ["landuse", "gap"], ["targets"]):
        assert run(["--lang", "en", *words]) == 0
        out = capsys.readouterr().out
        assert "777.5" not in out
        assert "workspace:" not in out


def test_a_series_carries_the_offices_year(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "landuse", "series", "500117", "gdp", "--workspace", str(office)]) == 0
    assert "777.5" in capsys.readouterr().out


def test_goals_take_the_offices_figure_and_record_the_versions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "w"
    version = keep_office(folder, (("city", "500000", "operating_revenue", 2024, 31_000.0),)).version(
        "statistics"
    )
    assert run(["targets", "--json", "--workspace", str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["workspace"] == [{"item": "statistics", "version": 1, "sha256": version.sha256}]
    revenue = next(row for row in found["targets"] if row["target_id"] == "revenue_2027")
    assert (revenue["latest_value"], revenue["latest_year"]) == (31_000.0, 2024)
    assert "测试年鉴2024" in json.dumps(revenue, ensure_ascii=False)


def test_the_frontier_takes_a_workspace_too(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "landuse", "frontier", "--workspace", str(office)]) == 0
    assert "statistics, version 1" in capsys.readouterr().out


def test_a_folder_without_a_workspace_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "landuse", "gap", "--workspace", str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err
