import dataclasses

import pytest

from layout.allocation.solution import Level, Solution
from layout.allocation.solve import solve
from tests.layout.allocation.small_problems import random_problem


def test_solution_is_frozen_and_carries_its_bound() -> None:
    found = solve(random_problem(5, "value", limits=False))
    assert isinstance(found, Solution)
    assert isinstance(found.levels[0], Level)
    assert found.levels[0].proved
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.status = "invalid"  # type: ignore[misc]
