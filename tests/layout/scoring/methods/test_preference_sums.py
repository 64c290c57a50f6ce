import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.scoring.methods.preference import Preference, preference_degree
from layout.scoring.methods.preference_sums import preference_sums

KINDS = [
    Preference(),
    Preference("u-shape", q=0.1),
    Preference("v-shape", p=0.3),
    Preference("level", q=0.1, p=0.6),
    Preference("linear", q=0.1, p=0.5),
    Preference("gaussian", s=0.4),
]
TENTHS = st.lists(st.integers(-30, 30), min_size=1, max_size=40)


@pytest.mark.parametrize("preference", KINDS, ids=lambda preference: preference.kind)
@given(tenths=TENTHS)
def test_sums_are_those_of_comparing_every_pair(preference: Preference, tenths: list[int]) -> None:
    """Tenths put many differences exactly on a threshold, where a search by value − threshold goes astray."""
    values = np.array(tenths) / 10.0
    difference = values[:, None] - values[None, :]
    over, under = preference_sums(values, preference)
    steps = preference.kind in ("usual", "u-shape", "level")
    tolerance = 0.0 if steps else 1e-12
    np.testing.assert_allclose(
        over, preference_degree(difference, preference).sum(axis=1), rtol=0, atol=tolerance
    )
    np.testing.assert_allclose(
        under, preference_degree(-difference, preference).sum(axis=1), rtol=0, atol=tolerance
    )


def test_large_values_lose_no_digits() -> None:
    values = 1e9 + np.random.default_rng(0).uniform(0, 1, 500)
    preference = Preference("linear", q=0.05, p=0.4)
    over, _ = preference_sums(values, preference)
    difference = values[:, None] - values[None, :]
    np.testing.assert_allclose(over, preference_degree(difference, preference).sum(axis=1), atol=1e-9)
