from typing import Any

import pytest
from pydantic import ValidationError

from geodata.units import wan_per_mu_to_yi_per_km2
from layout.entities.project import NEEDS, Project, Target

WORDS = {"en": "text", "zh": "文字"}


def target(intensity: float = 75) -> Target:
    return Target.model_validate(
        {"intensity_yi_per_km2": intensity, "year": 2027, "reason": WORDS, "source_ids": ["seed_002"]}
    )


def project(**changes: object) -> Project:
    data: dict[str, object] = {
        "name": WORDS,
        "cluster_id": "icnev",
        "annual_output_cny": 6_000_000_000,
        "land": "from_target",
        "chemical": False,
        "basis": WORDS,
    }
    data.update(changes)
    return Project.model_validate({key: value for key, value in data.items() if value is not None})


def test_land_from_the_target_is_output_over_intensity() -> None:
    # 60 亿元 at 500 万元/亩 (= 75 亿元/km²) need 1,200 mu = 80 ha
    assert project().output_yi == pytest.approx(60)
    assert project().land_need_ha(target()) == pytest.approx(80)
    assert project().land_need_ha(target(wan_per_mu_to_yi_per_km2(500))) == pytest.approx(1200 / 15)


def test_land_as_given_ignores_the_target() -> None:
    given = project(land=None, land_ha=33.3)
    assert given.land_need_ha(target()) == given.land_need_ha(target(150)) == 33.3


@pytest.mark.parametrize("changes", [{"land": None}, {"land_ha": 10}])
def test_exactly_one_land_need(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="give either land_ha or land"):
        project(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"annual_output_cny": 0},
        {"annual_output_cny": float("inf")},
        {"land": None, "land_ha": -1},
        {"needs": ["harbour"]},
        {"branch_gb4754_2002": "12"},
        {"branch_gb4754_2002": "44"},
        {"branch_gb4754_2002": "3"},
    ],
)
def test_a_brief_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        project(**changes)


def test_needs_are_closed_and_kept_in_order() -> None:
    assert project(needs=list(reversed(NEEDS))).needs == tuple(reversed(NEEDS))
