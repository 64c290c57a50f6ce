from typing import Literal

import numpy as np
import pytest

from layout.scoring.robustness.uncertain import UncertainValues, ValueStream, draw_span

LOW = np.array([[0.0, 0.5], [0.2, 0.4]])
HIGH = np.array([[1.0, 0.5], [0.4, 0.8]])


def test_draws_stay_in_their_range_and_repeat() -> None:
    values = UncertainValues(LOW, HIGH)
    drawn = np.swapaxes(draw_span(values, (0, 2000), seed=3), 1, 2)
    assert ((drawn >= LOW) & (drawn <= HIGH)).all()
    assert (draw_span(values, (7, 8), seed=3)[0].T == drawn[7]).all()
    assert (drawn[:, 0, 1] == 0.5).all()
    np.testing.assert_allclose(drawn.mean(axis=0), values.middle, atol=0.02)
    np.testing.assert_allclose(drawn.std(axis=0), (HIGH - LOW) / np.sqrt(12), atol=0.02)


def test_normal_range_is_four_standard_deviations() -> None:
    values = UncertainValues(LOW, HIGH, "normal")
    drawn = np.swapaxes(draw_span(values, (0, 4000), seed=3), 1, 2)
    np.testing.assert_allclose(drawn.std(axis=0), (HIGH - LOW) / 4, atol=0.01)


def test_certain_is_known() -> None:
    assert UncertainValues(LOW, LOW).certain
    assert not UncertainValues(LOW, HIGH).certain


@pytest.mark.parametrize("kind", ["uniform", "normal"])
@pytest.mark.parametrize("step", [1, 5, 16, 40, 1000])
def test_no_span_step_or_loop_changes_a_draw(kind: Literal["uniform", "normal"], step: int) -> None:
    values = UncertainValues(LOW, HIGH, kind)
    whole = draw_span(values, (0, 90), seed=3)
    for compiled in (False, True):
        stream = ValueStream(values, 3, compiled=compiled)
        reached = 13
        for first, last, drawn in stream.spans(13, 83, step=step):
            assert first == reached
            assert (drawn == whole[first:last]).all()
            reached = last
        assert reached == 83


def test_a_draw_is_the_middle_and_a_share_of_the_width_from_the_stream_of_its_chunk() -> None:
    """What runs of earlier versions drew: cells row after row, 16 draws a stream."""
    stream = np.random.Generator(np.random.Philox(np.random.SeedSequence([3, 2, 1])))
    shares = stream.random((16, 3))[4] - 0.5
    expected = UncertainValues(LOW, HIGH).middle
    expected[LOW != HIGH] += (HIGH - LOW)[LOW != HIGH] * shares
    assert (draw_span(UncertainValues(LOW, HIGH), (20, 21), seed=3)[0].T == expected).all()
