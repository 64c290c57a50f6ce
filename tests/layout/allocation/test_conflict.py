from dataclasses import replace

import numpy as np
import pytest

from geodata.text import Bilingual
from layout.allocation.conflict import find_conflict, quickxplain
from layout.allocation.options import Options
from layout.allocation.problem import Problem
from layout.allocation.solve import solve
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
from tests.layout.allocation.small_problems import park, project, random_problem, valid_plans

VALUE = (ObjectiveTerm("value"),)


def groups_of(problem: Problem) -> set[tuple[str, ...]]:
    solution = solve(problem)
    assert solution.status == "infeasible"
    assert solution.conflict is not None
    assert solution.conflict.minimal
    assert all(text.en and text.zh for text in solution.conflict.sentences)
    return set(solution.conflict.groups)


def test_two_projects_that_share_one_small_park() -> None:
    only = frozenset({"k0"})
    projects = (
        project(0, 6.0, required=True, allowed_parks=only),
        project(1, 6.0, required=True, allowed_parks=only),
        project(2, 1.0, required=True),
    )
    problem = Problem(projects, (park(0, 10.0), park(1, 50.0)), np.ones((3, 2)), VALUE)
    assert groups_of(problem) == {
        ("place", "p0"),
        ("place", "p1"),
        ("allowed", "p0"),
        ("allowed", "p1"),
        ("land", "k0", "0"),
    }


def test_neighbours_and_number_of_parks() -> None:
    side = Side(
        incompatible=(Incompatibility("smell", frozenset({"p0"}), frozenset({"p1"})),),
        opening=Opening(maximum=1),
    )
    projects = (project(0, 1.0, required=True), project(1, 1.0, required=True), project(2, 1.0))
    problem = Problem(projects, (park(0, 9.0), park(1, 9.0)), np.ones((3, 2)), VALUE, side=side)
    assert groups_of(problem) == {
        ("place", "p0"),
        ("place", "p1"),
        ("incompatible", "smell"),
        ("opening", "maximum"),
    }


def test_minimum_of_a_zone_against_a_budget() -> None:
    quotas = (
        Quota("least", Scope("zone", "west"), "land_ha", minimum=10.0),
        Quota("budget", Scope("city"), "cost_cny", maximum=5e6),
    )
    projects = tuple(project(i, 5.0) for i in range(4))
    parks = (park(0, 50.0), park(1, 50.0, zone_ids=("west",), build_cost_cny_per_ha=1e6))
    problem = Problem(projects, parks, np.ones((4, 2)), VALUE, side=Side(quotas=quotas))
    assert groups_of(problem) == {("quota", "least", "minimum"), ("quota", "budget", "maximum")}


def test_cluster_minimum_that_needs_whole_numbers() -> None:
    side = Side(clusters=(MinimumCluster("chain", frozenset({"p0", "p1"}), 2),))
    projects = (project(0, 6.0, required=True), project(1, 6.0))
    problem = Problem(projects, (park(0, 10.0), park(1, 8.0)), np.ones((2, 2)), VALUE, side=side)
    found = groups_of(problem)
    assert ("cluster", "chain") in found
    assert ("place", "p0") in found
    assert {("land", "k0", "0"), ("land", "k1", "0")} <= found


def test_fixed_choice_against_a_ban_and_water() -> None:
    barred = {("p0", "k0"): Bilingual("no", "否")}
    projects = (project(0, 1.0, demands={"water": 9.0}),)
    problem = Problem(projects, (park(0, 9.0),), np.ones((1, 1)), VALUE, barred=barred, fixed={"p0": "k0"})
    assert groups_of(problem) == {("place", "p0"), ("barred", "p0")}
    dry = replace(problem, barred={}, parks=(park(0, 9.0, capacities={"water": 5.0}),))
    assert groups_of(dry) == {("place", "p0"), ("resource", "water", "k0")}


def test_land_of_the_early_year_is_named() -> None:
    projects = (project(0, 4.0, year=2025, required=True), project(1, 4.0, year=2025, required=True))
    problem = Problem(projects, (park(0, 5.0, 20.0),), np.ones((2, 1)), VALUE, years=(2025, 2027))
    solution = solve(problem)
    assert solution.conflict is not None
    assert ("land", "k0", "0") in solution.conflict.groups
    assert any("2025" in text.en for text in solution.conflict.sentences)


@pytest.mark.parametrize("seed", range(12))
def test_every_limit_of_a_conflict_is_needed(seed: int) -> None:
    # random infeasible problems: all projects required in too little land, judged by exhaustive search
    problem = random_problem(seed, "value", limits=False)
    parks = tuple(
        replace(item, available_ha=tuple(0.4 * land for land in item.available_ha), low_efficiency_ha=0.0)
        for item in problem.parks
    )
    projects = tuple(replace(item, required=True) for item in problem.projects)
    problem = replace(problem, parks=parks, projects=projects)
    conflict = find_conflict(problem, Options())
    feasible = next(valid_plans(problem), None)
    assert (conflict is None) == (feasible is not None)
    if conflict is None:
        return
    required = {group[1] for group in conflict.groups if group[0] == "place"}
    for key in required:
        fewer = tuple(replace(item, required=item.project_id in required - {key}) for item in projects)
        relaxed = replace(problem, projects=fewer)
        assert any(not verify(relaxed, plan) for plan in valid_plans(relaxed)), key


def test_quickxplain_on_sets() -> None:
    bad = {("a",), ("d",)}
    names = [(letter,) for letter in "abcdef"]
    assert sorted(quickxplain(names, lambda groups: bad <= set(groups))) == [("a",), ("d",)]
    assert quickxplain(names, lambda _: True) == []
