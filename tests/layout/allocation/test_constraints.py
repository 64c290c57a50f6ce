from dataclasses import replace

import numpy as np
import pytest
from pyproj import Geod

from layout.allocation.constraints import add_constraints, park_distances_km
from layout.allocation.variables import add_pairs
from tests.layout.allocation.small_problems import park, random_problem


def test_distances_are_geodesic_and_unknown_where_a_position_is() -> None:
    problem = random_problem(1, "value")
    parks = (park(0, 1.0, lon=106.0, lat=29.5), park(1, 1.0, lon=106.5, lat=29.9), park(2, 1.0))
    values = np.ones((len(problem.projects), 3))
    side = replace(problem.side, existing=None)
    problem = replace(
        problem,
        parks=parks,
        values=values,
        years=(),
        side=replace(side, quotas=(), targets=(), balance=(), links=()),
    )
    found = park_distances_km(problem)
    expected = Geod(ellps="WGS84").inv(106.0, 29.5, 106.5, 29.9)[2] / 1000
    assert found[0, 1] == pytest.approx(expected)
    assert np.isnan(found[0, 2])
    assert found[2, 2] == 0.0


@pytest.mark.parametrize("seed", range(6))
def test_every_row_belongs_to_a_group_that_can_be_named(seed: int) -> None:
    variables = add_pairs(random_problem(seed, "value"), everything=True)
    add_constraints(variables)
    kinds = {group[0] for group in variables.builder.build().group}
    assert {"land", "structure"} <= kinds
    assert kinds <= {
        *("structure", "place", "land", "resource", "allowed", "barred", "fixed", "no_value"),
        *("incompatible", "cluster", "opening", "quota"),
    }


def test_one_land_row_a_park_and_phase() -> None:
    problem = next(p for p in (random_problem(seed, "value") for seed in range(20)) if p.years)
    variables = add_pairs(problem)
    add_constraints(variables)
    rows = [group for group in variables.builder.build().group if group[0] == "land"]
    assert len(rows) == len(set(rows)) == len(problem.parks) * len(problem.years)
