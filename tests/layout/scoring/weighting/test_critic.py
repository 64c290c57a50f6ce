from collections.abc import Callable

import numpy as np
import pytest
from pymcdm import weights as peers
from skcriteria.preprocessing.weighters import critic_weights as peer_critic

from layout.errors import WeightError
from layout.scoring.problem import Problem
from layout.scoring.weighting.critic import critic_weights

Table = Callable[..., Problem]
VALUES = np.random.default_rng(15).uniform(1, 9, (20, 4))


def test_as_both_libraries(table: Table) -> None:
    np.testing.assert_allclose(critic_weights(table(VALUES)), peers.critic_weights(VALUES), rtol=1e-11)
    objectives = np.array([1, -1, 1, -1])
    found = critic_weights(table(VALUES, "max min max min"))
    np.testing.assert_allclose(found, peer_critic(VALUES, objectives), rtol=1e-11)


def test_constant_criterion_gets_nothing_and_changes_nothing(table: Table) -> None:
    with_constant = np.column_stack([VALUES, np.full(20, 3.0)])
    found = critic_weights(table(with_constant))
    assert found[-1] == 0
    np.testing.assert_allclose(found[:-1], critic_weights(table(VALUES)), rtol=1e-12)


@pytest.mark.parametrize(
    "values", [[[1, 1], [1, 1]], [[3, 6], [7, 7]], [[3, 6, 0.1], [7, 7, 0.7], [4, 6.25, 0.25]]]
)
def test_nothing_to_weigh_is_told(table: Table, values: list[list[float]]) -> None:
    """Criteria on one rising line do not conflict: what rounding leaves of 1 - r is no information."""
    with pytest.raises(WeightError, match="do not vary, or all agree"):
        critic_weights(table(values))
