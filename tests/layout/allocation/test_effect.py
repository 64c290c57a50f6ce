import math

import numpy as np
import pytest

from layout.allocation.effect import cluster_effects, intensity_yi_per_km2, scope_effects
from layout.allocation.plan import Placement, Plan
from layout.allocation.problem import Problem
from layout.allocation.terms import ObjectiveTerm
from tests.layout.allocation.small_problems import park, project


def effect_problem() -> Problem:
    projects = (
        project(0, 100.0, 6e9, cluster_id="icnev"),
        project(1, 50.0, 5e9, cluster_id="icnev"),
        project(2, 10.0, 1e9, cluster_id="food_agri"),
    )
    parks = (
        park(
            0,
            120.0,
            adcode="500120",
            zone_ids=("western_yu",),
            base_land_ha=200.0,
            base_output_cny=1.2e10,
            low_efficiency_ha=40.0,
        ),
        park(1, 80.0, adcode="500120", zone_ids=("western_yu", "liangjiang")),
    )
    return Problem(projects, parks, np.ones((3, 2)), (ObjectiveTerm("value"),))


PLAN = Plan((Placement("p0", "k0", 1.0, 40.0), Placement("p1", "k1")))


def test_intensity_before_and_after_in_yi_per_km2() -> None:
    found = {effect.scope.key: effect for effect in scope_effects(effect_problem(), PLAN)}
    k0 = found["park:k0"]
    # 120 yi on 2 km2 are 60; with 60 yi more on 0.6 km2 of new land (0.4 km2 was in use already): 180 / 2.6
    assert k0.before_yi_per_km2 == pytest.approx(60.0)
    assert k0.after_yi_per_km2 == pytest.approx(180 / 2.6)
    assert k0.gap_yi_per_km2 == pytest.approx(75 - 180 / 2.6)
    assert (k0.land_ha, k0.new_land_ha, k0.low_efficiency_ha, k0.left_ha) == (100.0, 60.0, 40.0, 60.0)
    assert k0.added_yi_per_km2 == pytest.approx(60.0)


def test_unknown_base_stays_unknown_and_is_counted() -> None:
    found = {effect.scope.key: effect for effect in scope_effects(effect_problem(), PLAN)}
    for key in ("park:k1", "zone:western_yu", "zone:liangjiang", "district:500120", "city"):
        assert math.isnan(found[key].after_yi_per_km2)
        assert found[key].base_unknown == 1
    assert found["city"].projects == 2
    assert found["city"].output_cny == pytest.approx(1.1e10)
    assert found["zone:liangjiang"].added_yi_per_km2 == pytest.approx(100.0)


def test_clusters_against_their_goals() -> None:
    found = {
        item.cluster_id: item for item in cluster_effects(effect_problem(), PLAN, goals_cny={"icnev": 1e12})
    }
    assert (found["icnev"].projects, found["icnev"].placed) == (2, 2)
    assert found["icnev"].share_of_goal == pytest.approx(0.011)
    assert (found["food_agri"].placed, found["food_agri"].output_cny) == (0, 0.0)
    assert math.isnan(found["food_agri"].share_of_goal)


def test_intensity_without_land_is_unknown() -> None:
    assert intensity_yi_per_km2(7.5e9, 100.0) == pytest.approx(75.0)
    assert math.isnan(intensity_yi_per_km2(1e9, 0.0))
    assert math.isnan(intensity_yi_per_km2(1e9, math.nan))
