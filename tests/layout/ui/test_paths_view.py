from pathlib import Path

import pytest

from layout.cli.main import run
from layout.config.landuse_cases import ScenarioCase, parse_landuse_case
from layout.errors import CaseError
from layout.landuse.paths import path
from layout.ui.paths_view import case_text, needs_html, path_html, scenario_of

VALUES = {
    "growth": 6.0,
    "growth_band": 2.0,
    "added": 0.1,
    "released": 0.05,
    "yields": 15.0,
    "pipeline": 30.0,
    "pipeline_land": 0.4,
    "realised": 80.0,
}


def test_what_stands_in_the_form_is_a_scenario() -> None:
    scenario = scenario_of(420.0, 7.2, base_year=2023, values=VALUES)
    assert (scenario.base_year, scenario.end_year) == (2023, 2027)
    assert scenario.growth_pct.ends == (4.0, 8.0)
    assert scenario.pipeline[0].output_yi == 30
    assert scenario_of(420.0, 7.2, base_year=2023, values=VALUES | {"pipeline": 0.0}).pipeline == ()


def test_what_cannot_be_is_said() -> None:
    with pytest.raises(CaseError, match="growth above -100"):
        scenario_of(420.0, 7.2, base_year=2023, values=VALUES | {"growth": -99.0})


def test_the_downloaded_case_is_the_one_that_the_command_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = scenario_of(420.0, 7.2, base_year=2024, values=VALUES)
    text = case_text(scenario, 75.0)
    assert parse_landuse_case(text, ScenarioCase, origin="x").scenarios == (scenario,)
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    assert run(["--lang", "en", "landuse", "path", str(file)]) == 0
    last = path(scenario, target=75.0)["intensity"].iloc[-1]
    assert f"{last:.2f}" in capsys.readouterr().out


def test_path_and_needs_as_html() -> None:
    scenario = scenario_of(420.0, 7.2, base_year=2024, values=VALUES)
    assert path_html(path(scenario, target=75.0), "en").count("<tr>") == 5
    html = needs_html(scenario, 75.0, language="zh")
    assert "所需增速" in html
    assert html.count('class="cq-fact"') == 4
