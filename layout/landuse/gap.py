"""How much output the land lacks against a target, and whose share of the lack it is."""

from typing import Final

import numpy as np
import pandas as pd

from layout.landuse.intensity import output_intensity

GAP_COLUMNS: Final = (
    "output_yi",
    "land_km2",
    "intensity_yi_per_km2",
    "gap_yi",
    "shortfall_yi",
    "share_of_shortfall",
    "cumulative_share",
    "rank",
    "land_too_much_km2",
)


def gap_table(output_yi: pd.Series, land_km2: pd.Series, *, target: float) -> pd.DataFrame:
    """Return the output gap of each entity and its share of the whole shortfall, the largest first.

    Parameters
    ----------
    output_yi
        Annual output, 亿元, shape (n,).
    land_km2
        Land of the same definition and year for all, km², same index.
    target
        亿元/km².

    Returns
    -------
    pandas.DataFrame
        Same labels, columns `GAP_COLUMNS`. `gap_yi` = (target - intensity) × land = target × land - output, so the
        gaps of parks add up to that of their sum; negative where the target is passed. `shortfall_yi` is the gap
        where positive, else 0. `land_too_much_km2` is the land that would have to go, at the output of today, to
        meet the target; 0 where it is met. NaN where output or land is unknown; such rows come last, without a rank.

    Raises
    ------
    ValueError
        The indexes differ, or the target is not a positive number.

    Examples
    --------
    >>> gap_table(pd.Series({"a": 30.0}), pd.Series({"a": 1.0}), target=75.0)["gap_yi"].tolist()
    [45.0]
    """
    if not np.isfinite(target) or target <= 0:
        message = f"gap_table: expected a positive target, found {target!r}"
        raise ValueError(message)
    intensity = output_intensity(output_yi, land_km2)
    known = intensity.notna()
    frame = pd.DataFrame(
        {
            "output_yi": output_yi.astype("float64"),
            "land_km2": land_km2.astype("float64"),
            "intensity_yi_per_km2": intensity,
        }
    )
    frame["gap_yi"] = (target * frame["land_km2"] - frame["output_yi"]).where(known)
    frame["shortfall_yi"] = frame["gap_yi"].clip(lower=0)
    whole = frame["shortfall_yi"].sum()
    frame["share_of_shortfall"] = frame["shortfall_yi"] / whole if whole > 0 else np.nan
    frame["land_too_much_km2"] = frame["shortfall_yi"] / target
    frame["rank"] = frame["gap_yi"].rank(ascending=False, method="min").astype("Int64")
    frame = frame.sort_values("gap_yi", ascending=False, kind="stable", na_position="last")
    frame["cumulative_share"] = frame["share_of_shortfall"].cumsum()
    return frame[list(GAP_COLUMNS)]
