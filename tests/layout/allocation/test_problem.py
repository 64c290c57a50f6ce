from dataclasses import replace

import numpy as np
import pytest

from geodata.text import Bilingual
from layout.allocation.problem import Problem
from layout.allocation.terms import ObjectiveTerm, Scope
from layout.errors import CaseError
from tests.layout.allocation.small_problems import park, project


def plain_problem() -> Problem:
    projects = (
        project(0, 1.0, demands={"water": 3.0}),
        project(1, 2.0, allowed_parks=frozenset({"k1"}), demands={"water": 0.0}),
    )
    parks = (
        park(0, 5.0, zone_ids=("a",), adcode="1", build_cost_cny_per_ha=2.0),
        park(1, 6.0, capacities={"water": 9.0}),
    )
    return Problem(projects, parks, np.array([[1.0, np.nan], [0.5, 0.7]]), (ObjectiveTerm("value"),))


def test_allowed_pairs_follow_lists_values_bans_and_fixed_choices() -> None:
    problem = plain_problem()
    assert problem.allowed.tolist() == [[True, False], [False, True]]
    barred = replace(problem, barred={("p0", "k0"): Bilingual("no", "否")})
    assert barred.allowed.tolist() == [[False, False], [False, True]]
    fixed = replace(problem, fixed={"p1": "k0"})
    assert fixed.allowed.tolist() == [[True, False], [False, False]]


def test_amounts_by_measure() -> None:
    problem = plain_problem()
    assert problem.amounts("projects").tolist() == [[1.0, 1.0], [1.0, 1.0]]
    assert problem.amounts("land_ha").tolist() == [[1.0, 1.0], [2.0, 2.0]]
    assert problem.amounts("cost_cny").tolist() == [[2.0, 0.0], [4.0, 0.0]]
    assert problem.amounts("water").tolist() == [[3.0, 3.0], [0.0, 0.0]]
    assert problem.resources == ("water",)
    assert problem.parks_in(Scope("zone", "a")) == [0]


def test_wrong_shape_is_refused() -> None:
    with pytest.raises(CaseError, match="shape"):
        replace(plain_problem(), values=np.ones((1, 2)))
    assert np.isnan(plain_problem().value_of(0, 1))
