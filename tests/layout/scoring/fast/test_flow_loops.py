import numpy as np

from layout.scoring.fast import flow_loops
from layout.scoring.methods.preference import Preference, preference_degree

VALUES = np.random.default_rng(34).integers(0, 6, (2, 15)).astype(float)


def _paired(preference: Preference) -> np.ndarray:
    over = preference_degree(VALUES[:, :, None] - VALUES[:, None, :], preference)
    return over.sum(axis=2) - over.sum(axis=1)


def test_steps_count_what_lies_beyond_each_threshold() -> None:
    flows = np.empty(VALUES.shape)
    flow_loops.step_flows(VALUES, np.array([1.0, 3.0]), heights=np.array([0.5, 0.5]), flows=flows)
    np.testing.assert_allclose(flows, _paired(Preference("level", q=1.0, p=3.0)))


def test_a_straight_rise_is_summed_between_its_ends() -> None:
    flows = np.empty(VALUES.shape)
    flow_loops.slope_flows(VALUES, 1.0, end=4.0, flows=flows)
    np.testing.assert_allclose(flows, _paired(Preference("linear", q=1.0, p=4.0)), atol=1e-12)


def test_the_gaussian_is_summed_over_every_pair() -> None:
    flows = np.empty(VALUES.shape)
    flow_loops.gaussian_flows(VALUES, 1.5, flows=flows)
    np.testing.assert_allclose(flows, _paired(Preference("gaussian", s=1.5)), atol=1e-12)
