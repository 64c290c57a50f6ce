from pathlib import Path

import pandas as pd
import pytest

from layout.cli.main import run
from layout.config.landuse_cases import ScenarioCase, dump_landuse_case, load_landuse_case
from layout.errors import CaseError
from layout.landuse.paths import path
from layout.ui.landuse.scenario_form import BANDS, band_rows, default_case, pipeline_rows, scenario_from

SHIPPED = Path(__file__).resolve().parents[4] / "cases" / "landuse" / "paths-2027.toml"


@pytest.fixture(scope="module")
def case() -> ScenarioCase:
    return load_landuse_case(SHIPPED, ScenarioCase)


def figures(case: ScenarioCase, place: int) -> dict[str, float]:
    one = case.scenarios[place]
    return {
        "base_year": one.base_year,
        "end_year": one.end_year,
        "output_yi": one.output_yi,
        "land_km2": one.land_km2,
        "released_yields_yi_per_km2": one.released_yields_yi_per_km2,
    }


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_form_gives_the_same_case_back(case: ScenarioCase, place: int) -> None:
    one = case.scenarios[place]
    found = scenario_from(
        case, place, figures=figures(case, place), bands=band_rows(one), pipeline=pipeline_rows(one)
    )
    assert found == case


def test_what_was_edited_is_the_case_that_the_command_runs(
    case: ScenarioCase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bands = band_rows(case.scenarios[0])
    bands.loc["growth_pct"] = [1.0, 9.0, 12.0]
    projects = pd.DataFrame(
        {
            "name": ["甲", "乙", None],
            "year": [2026, 2027, 2026],
            "output_yi": [30.0, 12.0, 1.0],
            "land_km2": [0.4, None, 1.0],
        }
    )
    found = scenario_from(
        case, 0, figures=figures(case, 0) | {"land_km2": 8.0}, bands=bands, pipeline=projects
    )
    scenario = found.scenarios[0]
    assert scenario.growth_pct.central == 9
    assert [(one.name, one.land_km2) for one in scenario.pipeline] == [("甲", 0.4), ("乙", 0.0)]
    assert found.scenarios[1:] == case.scenarios[1:]
    file = tmp_path / "own.toml"
    file.write_text(dump_landuse_case(found), encoding="utf-8")
    assert run(["--lang", "en", "landuse", "path", str(file)]) == 0
    last = path(scenario, target=75.0)["intensity"].iloc[-1]
    assert f"{last:.2f}" in capsys.readouterr().out


def test_what_cannot_be_is_said(case: ScenarioCase) -> None:
    bands = band_rows(case.scenarios[0])
    bands.loc["growth_pct"] = [9.0, 6.0, 8.0]
    with pytest.raises(CaseError, match="rising order"):
        scenario_from(
            case, 0, figures=figures(case, 0), bands=bands, pipeline=pipeline_rows(case.scenarios[0])
        )
    with pytest.raises(CaseError, match="end_year after base_year"):
        scenario_from(
            case,
            0,
            figures=figures(case, 0) | {"end_year": 2020},
            bands=band_rows(case.scenarios[0]),
            pipeline=pipeline_rows(case.scenarios[0]),
        )


def test_an_empty_form_invents_no_figure() -> None:
    scenario = default_case(75.0).scenarios[0]
    assert scenario.output_yi == 0
    assert scenario.pipeline == ()
    assert tuple(band_rows(scenario).index) == BANDS
    assert pipeline_rows(scenario).empty
