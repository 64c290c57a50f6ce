"""Output intensity of land: output ÷ land, in 亿元/km², and its relation to the target of the plan."""

from typing import Final

import numpy as np
import pandas as pd

TARGET_YI_PER_KM2: Final = 75.0
"""Target of 2027: 75 亿元/km² = 500 万元/亩 (target `output_per_km2_2027`; numerator and land are not defined)."""

_WEAKENS: Final = {
    ("exact", "exact"): "exact",
    ("at_least", "exact"): "at_least",
    ("at_most", "exact"): "at_most",
    ("exact", "at_least"): "at_most",
    ("exact", "at_most"): "at_least",
    ("at_least", "at_most"): "at_least",
    ("at_most", "at_least"): "at_most",
}


def output_intensity(output_yi: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return output per land in 亿元/km².

    Parameters
    ----------
    output_yi
        Annual output in 亿元 (1e8 CNY), shape (n,).
    land_km2
        Land in km², shape (n,), same index.

    Returns
    -------
    pandas.Series
        Same index. NaN where either is unknown, the land is not a positive finite number, or the output is
        negative or infinite.

    Raises
    ------
    ValueError
        The two have different indexes, so that rows of different entities would be divided.

    Notes
    -----
    土地产出强度 = 产出 ÷ 用地, action plan 2023-2027 (75 亿元/km² by 2027).

    Examples
    --------
    >>> output_intensity(pd.Series([75.0, 10.0]), pd.Series([1.0, 0.0])).tolist()
    [75.0, nan]
    """
    if not output_yi.index.equals(land_km2.index):
        message = (
            f"output_intensity: expected one index, found {list(output_yi.index[:3])} … of {len(output_yi)} "
            f"and {list(land_km2.index[:3])} … of {len(land_km2)}"
        )
        raise ValueError(message)
    output = output_yi.astype("float64")
    land = land_km2.astype("float64")
    defined = np.isfinite(output) & np.isfinite(land) & (land > 0) & (output >= 0)
    return (output.where(defined) / land.where(defined)).rename("value_yi_per_km2")


def ratio_qualifier(numerator: str, denominator: str) -> str:
    """Return how firm a ratio is, from how firm its two figures are.

    "At least" above the line makes the ratio at least, below the line at most; "about", and bounds that pull
    in opposite directions, make it about.

    Examples
    --------
    >>> ratio_qualifier("exact", "at_least")
    'at_most'
    """
    return _WEAKENS.get((numerator, denominator), "about")
