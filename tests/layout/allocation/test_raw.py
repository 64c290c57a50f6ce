import math

import numpy as np

from layout.allocation.plan import Placement, Plan
from layout.allocation.problem import Problem
from layout.allocation.raw import Raw
from layout.allocation.terms import ObjectiveTerm, Scope
from tests.layout.allocation.small_problems import park, project


def raw() -> Raw:
    projects = (project(0, 10.0, max_parts=2), project(1, 4.0, demands={"water": 2.0}))
    parks = (
        park(0, 20.0, zone_ids=("a", "b"), adcode="1", lon=106.0, lat=29.0),
        park(1, 9.0, zone_ids=("b",), adcode="2"),
    )
    problem = Problem(
        projects, parks, None, (ObjectiveTerm("cost"),), pair_costs_cny=np.array([[1.0, 2.0], [3.0, 4.0]])
    )
    plan = Plan((Placement("p0", "k0", 0.6, 1.0), Placement("p0", "k1", 0.4), Placement("p1", "k1")))
    return Raw(problem, plan)


def test_parks_of_every_kind_of_scope() -> None:
    assert raw().inside(Scope("city")) == {"k0", "k1"}
    assert raw().inside(Scope("zone", "b")) == {"k0", "k1"}
    assert raw().inside(Scope("zone", "a")) == {"k0"}
    assert raw().inside(Scope("district", "2")) == {"k1"}
    assert raw().inside(Scope("park", "k1")) == {"k1"}
    assert raw().inside(Scope("zone", "c")) == set()


def test_totals_go_by_share() -> None:
    both = {"k0", "k1"}
    assert raw().total("land_ha", {"k0"}) == 6.0
    assert raw().total("land_ha", {"k1"}, projects={"p0"}) == 4.0
    assert math.isclose(raw().total("cost_cny", both), 0.6 * 1.0 + 0.4 * 2.0 + 4.0)
    assert raw().total("water", {"k1"}, projects={"p1"}) == 2.0
    assert raw().total("projects", both) == 2.0


def test_distance_to_an_unknown_place_is_unknown() -> None:
    assert math.isnan(raw().distance_km("k0", "k1"))
    assert raw().distance_km("k1", "k1") == 0.0
    assert raw().released == {"k0": 1.0, "k1": 0.0}
