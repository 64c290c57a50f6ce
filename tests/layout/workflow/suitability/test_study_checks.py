import tomllib
from typing import Any

import pytest

from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.workflow.suitability.study_checks import check_layer_kinds, is_raster


def with_rule(text: str, **keys: Any) -> SuitabilityCase:  # noqa: ANN401 - keys as TOML gives them
    data = tomllib.loads(text)
    name = {"en": "r", "zh": "规则"}
    return SuitabilityCase.model_validate(data | {"rules": [{"id": "r", "name": name} | keys]})


def test_kinds_by_name() -> None:
    assert is_raster("a/b.TIF")
    assert not is_raster("a/b.gpkg")
    with pytest.raises(CaseError, match=r"table\.csv"):
        is_raster("table.csv")


RIGHT = [
    {"layer": "dem", "exclude": {"gt": 5}, "no_data": "keep"},
    {"layer": "rivers", "exclude": {"within_m": 5}},
    {"layer": "rivers", "measure": "distance_m", "exclude": {"le": 5}},
    {"layer": "nowhere", "exclude": {"within_m": 5}},
]
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"layer": "dem", "exclude": {"gt": 5}}, "no_data is missing"),
    (
        {"layer": "dem", "exclude": {"within_m": 5}, "no_data": "keep"},
        "inside/within_m/beyond_m found on layer dem",
    ),
    ({"layer": "rivers", "exclude": {"values": [5]}}, "values/ge/gt/le/lt found on layer rivers"),
    (
        {"layer": "dem", "measure": "distance_m", "exclude": {"le": 5}, "no_data": "keep"},
        "distance_m found on layer dem",
    ),
    (
        {"layer": "rivers", "measure": "distance_m", "exclude": {"values": [5]}},
        "distance_m found on layer rivers",
    ),
    (
        {
            "layer": "rivers",
            "exclude": {"inside": True},
            "only_where": {"layer": "dem", "test": {"inside": True}},
        },
        r"only_where: inside/within_m/beyond_m found on layer dem",
    ),
    ({"layer": "river", "exclude": {"within_m": 5}}, r"rules\.r: layer river not found; did you mean rivers"),
]


@pytest.mark.parametrize("keys", RIGHT)
def test_tests_that_fit(study_text: str, keys: dict[str, Any]) -> None:
    case = with_rule(study_text, **keys)
    check_layer_kinds(case)
    assert case.rules[0].layer == keys["layer"]


@pytest.mark.parametrize(("keys", "said"), WRONG)
def test_tests_that_do_not_fit(study_text: str, keys: dict[str, Any], said: str) -> None:
    with pytest.raises(CaseError, match=said):
        check_layer_kinds(with_rule(study_text, **keys))


def test_a_criterion_that_does_not_fit(study_text: str) -> None:
    data = tomllib.loads(study_text)
    slope = data["criteria"][0] | {"layer": "roads"}
    with pytest.raises(CaseError, match=r"criteria\.slope: slope_pct found on layer roads"):
        check_layer_kinds(SuitabilityCase.model_validate(data | {"criteria": [slope]}))
