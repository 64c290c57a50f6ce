from pathlib import Path

import pytest

from layout.config.landuse_cases import (
    GradingCase,
    ProjectCase,
    ScenarioCase,
    dump_landuse_case,
    load_landuse_case,
    parse_landuse_case,
)
from layout.errors import CaseError, UnknownKeyError
from layout.landuse.paths import path
from layout.landuse.solve import solve_for

FOLDER = Path(__file__).resolve().parents[3] / "cases" / "landuse"
SHIPPED = {
    "paths-2027.toml": ScenarioCase,
    "standard-land.toml": ProjectCase,
    "grading-per-mu.toml": GradingCase,
}


def test_every_shipped_case_is_known_here() -> None:
    assert {file.name for file in FOLDER.glob("*.toml")} == set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_file_to_model_to_file_is_the_same_case(name: str) -> None:
    model = SHIPPED[name]
    case = load_landuse_case(FOLDER / name, model)
    assert parse_landuse_case(dump_landuse_case(case), model, origin="again") == case
    assert case.illustrative
    assert "示例" in case.note.zh
    assert "llustrative" in case.note.en


def test_the_shipped_scenarios_run_and_can_be_solved() -> None:
    case = load_landuse_case(FOLDER / "paths-2027.toml", ScenarioCase)
    assert len(case.scenarios) == 3
    for scenario in case.scenarios:
        assert path(scenario, target=case.target_yi_per_km2)["year"].iloc[-1] == 2027
        assert solve_for("growth", scenario, target=case.target_yi_per_km2).value > 0


TEXT = (FOLDER / "standard-land.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "error", "said"),
    [
        ("land_km2 = 0.45", "land_km2 = 0.0", CaseError, "project.land_km2"),
        ("output_yi = 30.0", "output_y = 30.0", UnknownKeyError, "did you mean output_yi"),
        ('kind = "project"', 'kind = "grading"', CaseError, "expected 'project'"),
        ("tax_yi = 1.1", "tax_yi = ", CaseError, "not valid TOML"),
        ("tax_yi = 1.1", 'tax_yi = "much"', CaseError, "project.tax_yi"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_key(
    old: str, new: str, error: type[CaseError], said: str
) -> None:
    assert old in TEXT
    with pytest.raises(error) as caught:
        parse_landuse_case(TEXT.replace(old, new), ProjectCase, origin="own.toml")
    assert said in caught.value.text.en
    assert caught.value.text.en.startswith("own.toml")
    assert "\n" not in caught.value.text.zh


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_landuse_case(FOLDER / "nothing.toml", ScenarioCase)
