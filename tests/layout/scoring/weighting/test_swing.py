import pytest

from layout.errors import WeightError
from layout.scoring.weighting.swing import swing_weights


def test_points_become_shares() -> None:
    assert swing_weights({"a": 100, "b": 60, "c": 40}).tolist() == [0.5, 0.3, 0.2]


@pytest.mark.parametrize(
    ("points", "named"),
    [
        ({"a": 100, "b": 120}, "b: found 120"),
        ({"a": 90, "b": 60}, "highest is 90"),
        ({"a": float("nan")}, "a: found nan"),
    ],
)
def test_points_off_the_scale_are_refused(points: dict[str, float], named: str) -> None:
    with pytest.raises(WeightError, match=named):
        swing_weights(points)
