import numpy as np
import pytest

from bench.allocation import alone, instance, ours


def test_instance_has_the_room_asked_for_and_repeats_itself() -> None:
    problem = instance(3, 0.8, 5, size=(20, 4))
    assert problem.resources == ("resource_1", "resource_2")
    land = sum(park.available_ha[0] for park in problem.parks)
    assert land == pytest.approx(0.8 * problem.land_ha.sum())
    again = instance(3, 0.8, 5, size=(20, 4))
    assert problem.values is not None
    assert again.values is not None
    assert np.array_equal(problem.values, again.values)


def test_both_solve_a_small_instance_alike() -> None:
    problem = instance(2, 0.8, 1, size=(12, 4))
    (_, value, gap), (_, our_value, our_gap) = alone(problem, 20.0), ours(problem, 20.0)
    assert our_value == pytest.approx(value, rel=2e-4)
    assert max(gap, our_gap) <= 1e-4 + 1e-9
