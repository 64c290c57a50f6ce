import tomllib
from typing import Any

import pytest
from pydantic import ValidationError

from layout.config.suitability_case import Area, GridChoice, SuitabilityCase
from layout.config.suitability_toml import build_suitability_case
from layout.errors import CaseError, WeightError


def case(text: str, **keys: Any) -> SuitabilityCase:  # noqa: ANN401 - keys as TOML gives them
    return build_suitability_case(tomllib.loads(text) | keys, origin="study.toml")


def test_the_case_of_the_tests_is_one(study_text: str) -> None:
    found = case(study_text)
    assert [rule.id for rule in found.rules] == ["steep", "water", "yrpl_chem_1km", "pbf_exclusion"]
    assert found.criteria[1].reach == 2000.0
    assert found.areas.connectivity == "rook"


@pytest.mark.parametrize(
    "area", [{}, {"path": "a.gpkg", "districts": ["all"]}, {"bounds": [0, 0, 1, 1], "path": "a.gpkg"}]
)
def test_one_area(area: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="exactly one"):
        Area.model_validate(area)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"area": {"bounds": [90, 0, 0, 90]}}, r"area\.bounds: 90, 0, 0, 90 found, expected west, south"),
        ({"rules": [{"id": "a b"}]}, r"rules\[1\]\.id: found 'a b', expected letters, digits"),
        (
            {"rules": [{"id": "a", "layer": "dem", "exclude": {"values": [500_112_001]}}]},
            r"rules\[1\]\.exclude: .*at most 16,777,216",
        ),
    ],
)
def test_what_cannot_be_meant(study_text: str, keys: dict[str, Any], said: str) -> None:
    with pytest.raises(CaseError, match=said):
        case(study_text, **keys)


@pytest.mark.parametrize(
    "grid",
    [
        {},
        {"crs": "EPSG:4545"},
        {"resolution_m": 30},
        {"crs": "EPSG:4545", "resolution_m": 30, "align_to": "dem"},
    ],
)
def test_one_grid(grid: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="grid"):
        GridChoice.model_validate(grid)
    assert GridChoice(align_to="dem").crs is None


def test_ids_are_unique(study_text: str) -> None:
    data = tomllib.loads(study_text)
    with pytest.raises(CaseError, match="steep stands twice"):
        build_suitability_case(data | {"rules": [data["rules"][0]] * 2}, origin="study.toml")


def test_criteria_need_their_layer_and_a_weight(study_text: str) -> None:
    data = tomllib.loads(study_text)
    with pytest.raises(CaseError, match=r"criteria\.slope: layer nowhere"):
        build_suitability_case(
            data | {"criteria": [data["criteria"][0] | {"layer": "nowhere"}]}, origin="study.toml"
        )
    weightless = [item | {"weight": 0} for item in data["criteria"]]
    with pytest.raises(WeightError, match="all zero"):
        build_suitability_case(data | {"criteria": weightless}, origin="study.toml")


@pytest.mark.parametrize(
    "overlay",
    [
        {"method": "owa"},
        {"method": "owa", "order_weights": [1]},
        {"order_weights": [1, 1]},
        {"method": "owa", "order_weights": [0, 0]},
    ],
)
def test_order_weights_fit_the_criteria(study_text: str, overlay: dict[str, Any]) -> None:
    with pytest.raises(WeightError, match="order_weights"):
        case(study_text, overlay=overlay)


def test_order_weights_that_fit(study_text: str) -> None:
    assert case(study_text, overlay={"method": "owa", "order_weights": [2, 1]}).overlay.order_weights == (
        2.0,
        1.0,
    )
