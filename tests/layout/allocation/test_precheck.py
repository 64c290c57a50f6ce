from dataclasses import replace

import numpy as np

from layout.allocation.precheck import precheck
from layout.allocation.problem import Problem
from layout.allocation.terms import ObjectiveTerm
from tests.layout.allocation.small_problems import park, project

VALUE = (ObjectiveTerm("value"),)


def problem_of(lands: list[float], available: list[float], *, required: bool = True) -> Problem:
    projects = tuple(project(i, land, required=required) for i, land in enumerate(lands))
    parks = tuple(park(j, land) for j, land in enumerate(available))
    return Problem(projects, parks, np.ones((len(lands), len(available))), VALUE)


def test_project_larger_than_every_park_is_named() -> None:
    conflict = precheck(problem_of([9.0, 1.0], [5.0, 8.0]))
    assert conflict is not None
    assert conflict.sentences[0].en == (
        "project p0 must be placed and needs 9 ha, but the largest park that it may go to, k1, has 8 ha"
    )
    assert "k1" in conflict.sentences[0].zh
    assert "9 公顷" in conflict.sentences[0].zh


def test_fixed_projects_that_overfill_their_park() -> None:
    problem = replace(
        problem_of([4.0, 4.0, 1.0], [7.0, 9.0], required=False), fixed={"p0": "k0", "p1": "k0", "p2": "k1"}
    )
    conflict = precheck(problem)
    assert conflict is not None
    assert conflict.groups == (("fixed", "p0"), ("fixed", "p1"), ("land", "k0", "0"))


def test_more_land_needed_than_there_is() -> None:
    conflict = precheck(problem_of([4.0, 4.0, 4.0, 4.0], [5.0, 5.0]))
    assert conflict is not None
    # three of the four already need more than the ten hectares: the fourth is not part of the conflict
    assert [group for group in conflict.groups if group[0] == "place"] == [
        ("place", "p0"),
        ("place", "p1"),
        ("place", "p2"),
    ]


def test_low_efficiency_land_counts_as_land() -> None:
    problem = problem_of([6.0], [5.0])
    assert precheck(problem) is not None
    more = replace(problem, parks=(replace(problem.parks[0], low_efficiency_ha=1.0),))
    assert precheck(more) is None


def test_nothing_is_found_where_nothing_is_plain() -> None:
    assert precheck(problem_of([4.0, 4.0, 4.0], [7.0, 7.0])) is None
    assert precheck(problem_of([9.0], [5.0], required=False)) is None
