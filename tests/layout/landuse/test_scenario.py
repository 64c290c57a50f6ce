import pytest
from pydantic import ValidationError

from layout.entities.model import Words
from layout.landuse.scenario import Band, PipelineProject, Scenario, certain

WORDS = Words(en="a", zh="甲")
GOOD = {
    "name": WORDS,
    "reason": WORDS,
    "base_year": 2024,
    "end_year": 2027,
    "output_yi": 100.0,
    "land_km2": 2.0,
    "growth_pct": certain(5.0),
    "added_km2": certain(0.0),
    "released_km2": certain(0.0),
    "released_yields_yi_per_km2": 10.0,
    "realised_pct": certain(100.0),
}


def test_a_whole_scenario_is_frozen_and_keeps_its_projects() -> None:
    project = PipelineProject(name="one", year=2026, output_yi=30.0, land_km2=0.4)
    scenario = Scenario(**GOOD, pipeline=(project,))  # type: ignore[arg-type]
    assert scenario.pipeline == (project,)
    with pytest.raises(ValidationError, match="frozen"):
        scenario.output_yi = 1.0  # type: ignore[misc]


@pytest.mark.parametrize(
    "wrong",
    [
        {"end_year": 2024},
        {"land_km2": 0.0},
        {"output_yi": -1.0},
        {"growth_pct": certain(-100.0)},
        {"released_km2": Band(low=-0.1, central=0.0, high=0.1)},
        {"realised_pct": certain(101.0)},
        {"surprise": 1},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Scenario(**(GOOD | wrong))  # type: ignore[arg-type]


def test_a_band_is_in_order_and_knows_its_ends() -> None:
    assert Band(low=1.0, central=2.0, high=3.0).ends == (1.0, 3.0)
    assert certain(2.0).ends == (2.0,)
    with pytest.raises(ValidationError, match="low <= central <= high"):
        Band(low=2.0, central=1.0, high=3.0)
