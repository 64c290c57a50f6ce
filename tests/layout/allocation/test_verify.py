import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from geodata.text import Bilingual
from layout.allocation.plan import Placement, Plan
from layout.allocation.problem import Problem
from layout.allocation.terms import (
    Incompatibility,
    MinimumCluster,
    ObjectiveTerm,
    Opening,
    Quota,
    Scope,
    Side,
)
from layout.allocation.verify import verify
from tests.layout.allocation.small_problems import park, project


def sound_problem() -> Problem:
    projects = (
        project(0, 4.0, year=2025, demands={"water": 3.0}, required=True),
        project(1, 4.0, year=2027, demands={"water": 3.0}),
        project(2, 6.0, year=2027, demands={"water": 0.0}, max_parts=2, min_share=0.4),
        project(3, 1.0, year=2025, demands={"water": 0.0}, allowed_parks=frozenset({"k1"})),
    )
    parks = (
        park(0, 4.0, 8.0, lon=106.0, lat=29.5, low_efficiency_ha=2.0, capacities={"water": 7.0}),
        park(1, 5.0, 9.0, lon=106.1, lat=29.5, zone_ids=("west",)),
        park(2, 0.5, 0.5, lon=107.0, lat=29.5),
    )
    side = Side(
        quotas=(Quota("west", Scope("zone", "west"), "land_ha", maximum=7.0, min_share=0.1),),
        incompatible=(Incompatibility("apart", frozenset({"p0"}), frozenset({"p3"}), within_km=5.0),),
        clusters=(MinimumCluster("pair", frozenset({"p0", "p1"}), 2),),
        opening=Opening(maximum=2),
    )
    values = np.ones((4, 3))
    return Problem(projects, parks, values, (ObjectiveTerm("value"),), years=(2025, 2027), side=side)


def sound_plan() -> Plan:
    return Plan(
        (
            Placement("p0", "k0"),
            Placement("p1", "k0"),
            Placement("p2", "k1"),
            Placement("p3", "k1"),
        )
    )


def test_sound_plan_breaks_nothing() -> None:
    assert verify(sound_problem(), sound_plan()) == ()


PLANTED = {
    "unknown": [("p9", "k0")],
    "share": [("p0", "k0"), ("p1", "k0"), ("p1", "k1")],
    "not_placed": [("p1", "k1")],
    "not_allowed": [("p0", "k0"), ("p1", "k0"), ("p3", "k0")],
    "land": [("p0", "k0"), ("p1", "k0"), ("p2", "k0"), ("p3", "k1")],
    "cluster": [("p0", "k0"), ("p1", "k1"), ("p3", "k1")],
    "opening": [("p0", "k0"), ("p1", "k0"), ("p2", "k1"), ("p3", "k2")],
}


@pytest.mark.parametrize("kind", PLANTED)
def test_planted_error_is_caught(kind: str) -> None:
    plan = Plan(tuple(Placement(project_id, park_id) for project_id, park_id in PLANTED[kind]))
    assert kind in {violation.kind for violation in verify(sound_problem(), plan)}


def test_water_above_the_capacity_is_caught() -> None:
    problem = sound_problem()
    poor = replace(problem, parks=(replace(problem.parks[0], capacities={"water": 5.9}), *problem.parks[1:]))
    assert [item.kind for item in verify(poor, sound_plan())] == ["resource"]


def test_land_of_an_earlier_year_counts_by_itself() -> None:
    problem = sound_problem()
    late = replace(problem, parks=(replace(problem.parks[0], available_ha=(3.0, 8.0)), *problem.parks[1:]))
    found = verify(late, sound_plan())
    assert [item.kind for item in found] == ["land"]
    assert "2025" in found[0].text.en


def test_released_land_counts_up_to_what_is_there() -> None:
    problem = sound_problem()
    tight = replace(problem, parks=(replace(problem.parks[0], available_ha=(2.0, 6.0)), *problem.parks[1:]))
    with_release = (
        Placement("p0", "k0", 1.0, 1.0),
        Placement("p1", "k0", 1.0, 1.0),
        *sound_plan().placements[2:],
    )
    assert verify(tight, Plan(with_release)) == ()
    too_much = (
        Placement("p0", "k0", 1.0, 2.0),
        Placement("p1", "k0", 1.0, 1.0),
        *sound_plan().placements[2:],
    )
    assert [item.kind for item in verify(tight, Plan(too_much))] == ["released"]


def test_neighbours_within_the_distance_are_caught() -> None:
    problem = sound_problem()
    # k0 and k1 are 9.7 km apart (0.1 degree of longitude at 29.5 N)
    wide = replace(problem.side.incompatible[0], within_km=10.0)
    near = replace(problem, side=replace(problem.side, incompatible=(wide,)))
    assert [item.kind for item in verify(near, sound_plan())] == ["incompatible"]


def test_quota_is_caught_from_both_sides() -> None:
    problem = sound_problem()
    low = replace(problem.side.quotas[0], maximum=6.9)
    share = replace(problem.side.quotas[0], min_share=0.5)
    for quota in (low, share):
        broken = replace(problem, side=replace(problem.side, quotas=(quota,)))
        assert [item.kind for item in verify(broken, sound_plan())] == ["quota"]


def test_split_must_add_up_and_keep_its_least_share() -> None:
    base = sound_plan().placements
    for shares, kinds in (((0.5, 0.5), []), ((0.7, 0.3), ["share"]), ((0.5, 0.4), ["share"])):
        parts = (Placement("p2", "k1", shares[0]), Placement("p2", "k0", shares[1]))
        problem = sound_problem()
        roomy = replace(
            problem, parks=(replace(problem.parks[0], available_ha=(4.0, 20.0)), *problem.parks[1:])
        )
        assert [item.kind for item in verify(roomy, Plan((*base[:2], *parts, base[3])))] == kinds


def test_fixed_and_barred_choices_are_checked() -> None:
    problem = replace(sound_problem(), fixed={"p1": "k1"}, barred={("p2", "k1"): Bilingual("no", "否")})
    assert sorted(item.kind for item in verify(problem, sound_plan())) == ["not_allowed", "not_allowed"]


def test_pair_without_a_value_is_refused() -> None:
    problem = sound_problem()
    values = np.ones((4, 3))
    values[3, 1] = np.nan
    assert [item.kind for item in verify(replace(problem, values=values), sound_plan())] == ["not_allowed"]


def test_verification_shares_nothing_with_the_solver() -> None:
    code = (
        "import sys, layout.allocation.verify, layout.allocation.measure;"
        "print(sorted(name for name in sys.modules if name == 'highspy' or name.startswith('layout.allocation')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    parts = ["", ".measure", ".plan", ".problem", ".raw", ".terms", ".validate", ".verify"]
    assert done.stdout.strip() == str(["layout.allocation" + part for part in parts])
