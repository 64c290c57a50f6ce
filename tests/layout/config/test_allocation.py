import pytest
from pydantic import ValidationError

from layout.config.allocation import AllocationCase, TargetSetting
from layout.errors import CaseError

SMALLEST = {
    "allocation": {
        "projects": "projects.csv",
        "parks": "parks.csv",
        "values": "values.csv",
        "objective": "value",
    }
}


def changed(**parts: object) -> dict[str, object]:
    return {"allocation": {**SMALLEST["allocation"], **parts}}


def test_smallest_case_needs_four_keys() -> None:
    case = AllocationCase.model_validate(SMALLEST)
    assert case.allocation.objective == "value"
    assert case.allocation.place == "any"
    assert case.allocation.solver.seed == 0
    assert not case.illustrative
    with pytest.raises(ValidationError, match="frozen"):
        case.allocation.place = "all"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"objectives": [{"id": "cost"}]}, "exactly one of objective"),
        ({"objective": None}, "exactly one of objective"),
        ({"parks": None}, "exactly one of parks"),
        ({"scoring_case": "scoring.toml"}, "values and scoring_case are both given"),
        ({"min_clusters": [{"minimum": 2}]}, "min_clusters"),
        ({"links": [{"project": "a", "near_project": "b", "near_park": "c"}]}, "links"),
    ],
)
def test_contradictions_are_refused(parts: dict[str, object], words: str) -> None:
    with pytest.raises((CaseError, ValidationError), match=words):
        AllocationCase.model_validate(changed(**parts))


@pytest.mark.parametrize(
    "parts",
    [
        {"objective": "profit"},
        {"quotas": [{"id": "q", "measure": "land_ha", "scope": "province:1"}]},
        {"solver": {"time_limit_s": 0.0}},
        {"min_clusters": [{"cluster": "icnev", "minimum": 1}]},
        {"objective": None, "objectives": [{"id": "value", "weight": -1.0}]},
        {"place": "most"},
    ],
)
def test_values_out_of_range_are_refused(parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        AllocationCase.model_validate(changed(**parts))


def test_intensity_is_computed_in_cny_per_hectare() -> None:
    target = TargetSetting(id="t", measure="intensity_yi_per_km2", goal=75.0)
    assert target.computed_measure == "intensity_cny_per_ha"
    assert TargetSetting(id="t", measure="output_share", goal=0.4).computed_measure == "output_share"
