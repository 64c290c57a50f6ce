import numpy as np

from layout.scoring.robustness.uncertain import UncertainValues, draw_values

LOW = np.array([[0.0, 0.5], [0.2, 0.4]])
HIGH = np.array([[1.0, 0.5], [0.4, 0.8]])


def test_draws_stay_in_their_range_and_repeat() -> None:
    values = UncertainValues(LOW, HIGH)
    drawn = np.stack([draw_values(values, draw, seed=3) for draw in range(2000)])
    assert ((drawn >= LOW) & (drawn <= HIGH)).all()
    assert (draw_values(values, 7, seed=3) == drawn[7]).all()
    assert (drawn[:, 0, 1] == 0.5).all()
    np.testing.assert_allclose(drawn.mean(axis=0), values.middle, atol=0.02)
    np.testing.assert_allclose(drawn.std(axis=0), (HIGH - LOW) / np.sqrt(12), atol=0.02)


def test_normal_range_is_four_standard_deviations() -> None:
    values = UncertainValues(LOW, HIGH, "normal")
    drawn = np.stack([draw_values(values, draw, seed=3) for draw in range(4000)])
    np.testing.assert_allclose(drawn.std(axis=0), (HIGH - LOW) / 4, atol=0.01)


def test_certain_is_known() -> None:
    assert UncertainValues(LOW, LOW).certain
    assert not UncertainValues(LOW, HIGH).certain
