from dataclasses import replace

import numpy as np
import pytest

from layout.allocation.measure import measure, new_land_ha, target_gap
from layout.allocation.plan import Placement, Plan
from layout.allocation.problem import Problem
from layout.allocation.raw import Raw
from layout.allocation.terms import Link, ObjectiveTerm, Scope, Side, Target
from tests.layout.allocation.small_problems import park, project


def measured_problem() -> Problem:
    projects = (project(0, 10.0, 4e8), project(1, 5.0, 2e8, move_weight=3.0), project(2, 5.0, 2e8))
    parks = (
        park(
            0,
            20.0,
            lon=106.0,
            lat=29.5,
            zone_ids=("west",),
            low_efficiency_ha=6.0,
            release_cost_cny_per_ha=2.0,
            opening_cost_cny=100.0,
        ),
        park(1, 10.0, lon=106.1, lat=29.5, build_cost_cny_per_ha=3.0),
    )
    side = Side(
        targets=(
            Target("sum", Scope("city"), "output_cny", 1e9, importance=2.0, baseline_output_cny=3e8),
            Target("share", Scope("zone", "west"), "output_share", 0.9),
            Target(
                "dense",
                Scope("park", "k0"),
                "intensity_cny_per_ha",
                7.5e7,
                baseline_output_cny=1e8,
                baseline_land_ha=10.0,
            ),
        ),
        links=(Link("p0", "p1"), Link("p0", "p2", weight=2.0), Link("p1", "k1", to_park=True)),
        link_radius_km=20.0,
        balance=(Scope("park", "k0"), Scope("park", "k1")),
        existing={"p0": "k0", "p1": "k0"},
    )
    return Problem(
        projects, parks, np.array([[1.0, 0.0], [0.0, 2.0], [0.5, 0.5]]), (ObjectiveTerm("value"),), side=side
    )


PLAN = Plan((Placement("p0", "k0", 1.0, 4.0), Placement("p1", "k1")))


def test_every_figure_by_hand() -> None:
    found = measure(measured_problem(), PLAN)
    distance = Raw(measured_problem(), PLAN).distance_km("k0", "k1")
    assert distance == pytest.approx(9.70, abs=0.01)
    expected = {
        "value": 3.0,
        "output": 6e8,
        # sum: (1e9 - 3e8 - 6e8) / 1e9, twice; share: 0.9 x 6e8 - 4e8 over 0.9 x 8e8; density: 7.5e7 x 16 ha less
        # 5e8 over 7.5e7 x 10 ha
        "shortfall": 2 * 0.1 + 1.4e8 / 7.2e8 + (1.2e9 - 5e8) / 7.5e8,
        "compactness": (1 - distance / 20.0) + 1.0,
        "new_land": 11.0,
        "cost": 4.0 * 2.0 + 100.0 + 5.0 * 3.0,
        "balance": 0.5 - 10.0 / 26.0,
        "disruption": 3.0,
    }
    assert found == pytest.approx(expected)
    assert list(found) == list(expected)


def test_figures_without_data_are_left_out() -> None:
    bare = replace(measured_problem(), values=None, objectives=(ObjectiveTerm("output"),), side=Side())
    assert set(measure(bare, PLAN)) == {"output", "new_land", "cost"}


def test_surpassed_target_has_a_negative_gap_and_no_shortfall() -> None:
    problem = measured_problem()
    easy = replace(problem.side.targets[0], goal=5e8)
    raw = Raw(problem, PLAN)
    assert target_gap(raw, easy)[0] == pytest.approx(-4e8)
    relaxed = replace(problem, side=replace(problem.side, targets=(easy,)))
    assert measure(relaxed, PLAN)["shortfall"] == 0.0
    assert new_land_ha(raw, {"k0"}) == 6.0
