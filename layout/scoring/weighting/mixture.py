"""Mixtures of weights: what people say and what the data say, in stated shares or multiplied."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from layout.errors import WeightError
from layout.scoring.problem import unit_sum

Array = npt.NDArray[np.float64]


def mix_linear(parts: Sequence[Array], *, shares: Sequence[float]) -> Array:
    """Return Σ share × weights, shares divided by their sum.

    Raises
    ------
    WeightError
        A share is negative or not finite, all are zero, or there is not one share a part.
    """
    if len(parts) != len(shares) or not parts:
        raise WeightError(
            en=f"Mixture of weights: found {len(parts)} parts and {len(shares)} shares, expected one share a part.",
            zh=f"组合赋权：现有 {len(parts)} 组权重和 {len(shares)} 个占比，要求一一对应。",
        )
    names = [str(place + 1) for place in range(len(shares))]
    given = unit_sum(np.asarray(shares, dtype=np.float64), names)
    mixed: Array = given @ np.stack(parts)
    return mixed


def mix_product(parts: Sequence[Array]) -> Array:
    """Return the product of the parts divided by its sum (subjective × objective; Hwang and Yoon 1981, eq. 3.10).

    Raises
    ------
    WeightError
        The parts share no criterion of positive weight.
    """
    product = np.prod(np.stack(parts), axis=0)
    if not product.sum() > 0:
        raise WeightError(
            en="Product of weights: no criterion has a positive weight in every part; mix linearly instead.",
            zh="乘法组合赋权：没有任何指标在各组中均为正权重；请改用线性组合。",
        )
    weights: Array = product / product.sum()
    return weights
