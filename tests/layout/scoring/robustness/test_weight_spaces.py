import numpy as np
import pytest
from scipy import stats

from layout.errors import WeightError
from layout.scoring.robustness import weight_spaces
from layout.scoring.robustness.weight_spaces import WeightSpace, acceptance, draw_weights

NAMES = ["a", "b", "c"]
SPACES = {
    "uniform": WeightSpace("uniform"),
    "around": WeightSpace("around", centre=np.array([0.5, 0.3, 0.2]), concentration=40),
    "ordinal": WeightSpace("ordinal", ranks=np.array([2.0, 1, 2])),
    "interval": WeightSpace("interval", low=np.array([0.2, 0, 0.1]), high=np.array([0.6, 0.5, 1])),
}


@pytest.mark.parametrize("name", sorted(SPACES))
def test_weights_have_sum_one_and_the_first_draws_stay(name: str) -> None:
    few, many = (draw_weights(SPACES[name], NAMES, draws=draws, seed=5) for draws in (300, 1000))
    assert (many[:300] == few).all()
    np.testing.assert_allclose(many.sum(axis=1), 1)
    assert (many >= 0).all()
    assert not (draw_weights(SPACES[name], NAMES, draws=300, seed=6) == few).any()


def test_uniform_weights_are_uniform() -> None:
    """Each weight of a uniform point of the simplex of n is Beta(1, n − 1)."""
    drawn = draw_weights(SPACES["uniform"], NAMES, draws=4000, seed=1)
    assert all(stats.kstest(drawn[:, place], stats.beta(1, 2).cdf).pvalue > 0.001 for place in range(3))


def test_around_has_the_stated_mean_and_spread() -> None:
    drawn = draw_weights(SPACES["around"], NAMES, draws=20_000, seed=2)
    centre = np.array([0.5, 0.3, 0.2])
    np.testing.assert_allclose(drawn.mean(axis=0), centre, atol=0.005)
    np.testing.assert_allclose(drawn.std(axis=0), np.sqrt(centre * (1 - centre) / 41), rtol=0.05)


def test_ordinal_respects_the_order_and_its_mean_is_the_centroid() -> None:
    drawn = draw_weights(WeightSpace("ordinal", ranks=np.array([1.0, 2, 3])), NAMES, draws=20_000, seed=3)
    assert (np.diff(drawn, axis=1) <= 0).all()
    np.testing.assert_allclose(drawn.mean(axis=0), np.array([11, 5, 2]) / 18, atol=0.004)
    tied = draw_weights(SPACES["ordinal"], NAMES, draws=20_000, seed=3)
    assert (tied[:, 1] >= tied[:, [0, 2]].max(axis=1)).all()
    np.testing.assert_allclose(tied[:, 0].mean(), tied[:, 2].mean(), atol=0.004)


@pytest.mark.parametrize("rare", [False, True])
def test_interval_is_uniform_within_the_bounds_by_either_sampler(
    *, rare: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weight_spaces, "LEAST_ACCEPTED", 1.1 if rare else 0.0)
    space = SPACES["interval"]
    drawn = draw_weights(space, NAMES, draws=3000, seed=4)
    assert ((drawn >= space.low - 1e-12) & (drawn <= space.high + 1e-12)).all()
    everywhere = np.random.default_rng(0).dirichlet(np.ones(3), 60_000)
    inside = everywhere[((everywhere >= space.low) & (everywhere <= space.high)).all(axis=1)]
    assert all(stats.ks_2samp(drawn[:, place], inside[:, place]).pvalue > 0.001 for place in range(3))


def test_narrow_intervals_are_walked() -> None:
    low, high = np.full(8, 0.12), np.full(8, 0.126)
    assert acceptance(low, high, seed=0) < weight_spaces.LEAST_ACCEPTED
    drawn = draw_weights(WeightSpace("interval", low=low, high=high), list("abcdefgh"), draws=100, seed=0)
    assert ((drawn >= low - 1e-12) & (drawn <= high + 1e-12)).all()
    assert drawn.std(axis=0).min() > 0.0005


@pytest.mark.parametrize(
    ("space", "named"),
    [
        (WeightSpace("around"), "around: every criterion"),
        (WeightSpace("around", centre=np.ones(3) / 3, concentration=0.0), "concentration = 0"),
        (WeightSpace("ordinal", ranks=np.array([1.0, np.nan, 2])), "ordinal: every criterion"),
        (WeightSpace("interval", low=np.zeros(3)), "interval: every criterion"),
        (
            WeightSpace("interval", low=np.array([0.5, 0, 0]), high=np.array([0.4, 1, 1])),
            "a: found weight_range 0.5 to 0.4",
        ),
        (WeightSpace("interval", low=np.full(3, 0.4), high=np.ones(3)), "add up to 1.2"),
        (WeightSpace("interval", low=np.zeros(3), high=np.full(3, 0.3)), "greatest to 0.9"),
    ],
)
def test_spaces_without_weights_are_refused(space: WeightSpace, named: str) -> None:
    with pytest.raises(WeightError, match=named):
        draw_weights(space, NAMES, draws=1, seed=0)
