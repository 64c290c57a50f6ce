import numpy as np
import pytest

from layout.scoring.methods.preference import Preference
from layout.scoring.methods.promethee import flows_by_comparison
from layout.scoring.robustness import net_flows as module
from layout.scoring.robustness.net_flows import net_flows

PREFERENCES = (
    Preference(),
    Preference("u-shape", q=2.0),
    Preference("v-shape", p=3.0),
    Preference("level", q=1.0, p=4.0),
    Preference("linear", q=1.0, p=4.0),
    Preference("gaussian", s=2.0),
)
WHOLE = np.random.default_rng(32).integers(0, 8, (5, 40, len(PREFERENCES))).astype(float)
"""Whole numbers, so that many differences are exactly a threshold."""


@pytest.mark.parametrize("paired", [True, False])
def test_flows_are_those_of_comparing_every_pair_of_every_draw(
    *, paired: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAIRED_AT_MOST", 100 if paired else 2)
    values = WHOLE + np.where(np.arange(len(PREFERENCES)) % 2, 0.1, 0.0)
    weights = np.full(len(PREFERENCES), 1 / len(PREFERENCES))
    found = net_flows(np.swapaxes(values, 1, 2), PREFERENCES)
    for draw in range(len(values)):
        single = flows_by_comparison(values[draw], weights, preferences=PREFERENCES).single
        np.testing.assert_allclose(found[draw], single.T, atol=1e-12)


def test_a_criterion_that_stays_is_compared_once_and_stands_in_every_draw() -> None:
    values = np.repeat(WHOLE[:1], 3, axis=0)
    values[:, :, 0] = WHOLE[:3, :, 0]
    turned = np.swapaxes(values, 1, 2)
    found = net_flows(turned, PREFERENCES)
    np.testing.assert_array_equal(found[:, 1:], np.repeat(found[:1, 1:], 3, axis=0))
    np.testing.assert_array_equal(found[1], net_flows(turned[1:2], PREFERENCES)[0])


def test_one_alternative_has_no_flow() -> None:
    assert not net_flows(np.ones((2, 1, 1)), PREFERENCES[:1]).any()
