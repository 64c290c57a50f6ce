"""Swing weights (von Winterfeldt and Edwards 1986): points for lifting each criterion from its worst to its best level."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from layout.errors import WeightError

Array = npt.NDArray[np.float64]
GREATEST = 100.0


def swing_weights(points: Mapping[str, float]) -> Array:
    """Return weights of sum 1, in the order of `points`.

    Parameters
    ----------
    points
        Points of each criterion, 0 to 100: the swing that is worth most has 100 and the others are judged against it.

    Raises
    ------
    WeightError
        Points outside 0 to 100, or no criterion with 100.
    """
    given = np.array(list(points.values()), dtype=np.float64)
    for name, value in points.items():
        if not 0 <= value <= GREATEST:
            raise WeightError(
                en=f"{name}: found {value:g} swing points, expected 0 to 100.",
                zh=f"{name}：摆动赋权分值现为 {value:g}，要求 0 至 100。",
            )
    if given.max(initial=0.0) != GREATEST:
        raise WeightError(
            en=f"Swing points: the highest is {given.max(initial=0.0):g}; give 100 to the swing that is worth most and judge the others against it.",
            zh=f"摆动赋权：最高分现为 {given.max(initial=0.0):g}；请给最看重的提升 100 分，其余与之比较打分。",
        )
    weights: Array = given / given.sum()
    return weights
