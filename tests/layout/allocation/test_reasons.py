from dataclasses import replace

import numpy as np

from geodata.text import Bilingual
from layout.allocation.plan import Plan
from layout.allocation.problem import Problem
from layout.allocation.reasons import unplaced_reasons
from layout.allocation.terms import ObjectiveTerm
from tests.layout.allocation.small_problems import park, project


def problem_of() -> Problem:
    projects = (
        project(0, 6.0, demands={"water": 1.0}),
        project(1, 5.0, demands={"water": 9.0}),
        project(2, 20.0, demands={"water": 0.0}),
    )
    parks = (park(0, 10.0, capacities={"water": 5.0}), park(1, 7.0))
    return Problem(projects, parks, np.ones((3, 2)), (ObjectiveTerm("value"),))


def test_every_project_left_out_has_its_own_reason() -> None:
    found = unplaced_reasons(problem_of(), Plan.of({"p0": "k0"}))
    assert set(found) == {"p1", "p2"}
    assert found["p1"].en.startswith("there is room in k1")
    assert found["p2"].en == "it needs 20 ha; the largest park that it may go to, k0, has 10 ha"


def test_full_parks_are_counted_with_what_closes_them() -> None:
    found = unplaced_reasons(problem_of(), Plan.of({"p0": "k1"}))["p1"].en
    assert "the most left in one park is 10 ha" in found
    assert "water in 1 of 2 parks" in found
    assert "land in 1 of 2 parks" in found


def test_exclusion_and_worthlessness_are_told_apart() -> None:
    problem = problem_of()
    barred = {("p1", key): Bilingual("no", "否") for key in ("k0", "k1")}
    values = np.ones((3, 2))
    values[0] = -1.0
    found = unplaced_reasons(replace(problem, barred=barred, values=values), Plan(()))
    assert found["p1"].en.startswith("no park is open to it")
    assert found["p0"].en.startswith("it has no positive value")
    assert all(text.zh for text in found.values())
