"""The loops run here as plain Python: what is compiled is exactly this code."""

import numpy as np
import pytest

from layout.scoring.fast import flow_loops
from layout.scoring.methods.preference import Preference, preference_degree

VALUES = np.random.default_rng(34).integers(0, 6, (3, 15)).astype(float)
ORDER = np.argsort(-VALUES, axis=1).astype(np.int32)


def _paired(preference: Preference) -> np.ndarray:
    over = preference_degree(VALUES[:, :, None] - VALUES[:, None, :], preference)
    return over.sum(axis=2) - over.sum(axis=1)


def _below(thresholds: list[float]) -> tuple[np.ndarray, np.ndarray]:
    rising = np.empty((3, 31))
    flow_loops.lay_rising(VALUES, ORDER, rising=rising)
    below = np.empty((3 * len(thresholds), 31), dtype=np.int32)
    flow_loops.count_below(rising, np.array(thresholds), below=below)
    return rising, below


@pytest.mark.parametrize("thresholds", [[0.0], [1.0, 3.0], [0.5, 2.0, 9.0]])
def test_what_lies_beyond_each_threshold_is_counted_whatever_is_left_over_of_four(
    thresholds: list[float],
) -> None:
    rising, below = _below(thresholds)
    values = rising[:, :15]
    assert (values == np.sort(VALUES, axis=1)).all()
    gaps = values[:, None, :, None] - values[:, None, None, :]
    expected = (gaps > np.array(thresholds)[None, :, None, None]).sum(axis=3)
    assert (below[:, :15] == expected.reshape(-1, 15)).all()


def test_steps_count_what_lies_beyond_each_threshold() -> None:
    flows = np.empty(VALUES.shape)
    flow_loops.step_flows(_below([1.0, 3.0])[1], ORDER, heights=np.array([0.5, 0.5]), flows=flows)
    np.testing.assert_allclose(flows, _paired(Preference("level", q=1.0, p=3.0)))


def test_a_straight_rise_is_summed_between_its_ends() -> None:
    flows = np.empty(VALUES.shape)
    rising, below = _below([1.0, 4.0])
    flow_loops.slope_flows(rising, below, order=ORDER, rise=(1.0, 4.0), flows=flows)
    np.testing.assert_allclose(flows, _paired(Preference("linear", q=1.0, p=4.0)), atol=1e-12)


def test_the_gaussian_is_summed_over_every_pair() -> None:
    flows = np.empty(VALUES.shape)
    flow_loops.gaussian_flows(VALUES, 1.5, flows=flows)
    np.testing.assert_allclose(flows, _paired(Preference("gaussian", s=1.5)), atol=1e-12)
