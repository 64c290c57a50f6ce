"""How unevenly output lies on land: Lorenz and Pareto curves, Gini coefficient."""

from typing import Final

import numpy as np
import pandas as pd

from layout.landuse.intensity import output_intensity

CURVE_COLUMNS: Final = ("entity", "land_share", "output_share", "intensity_yi_per_km2")


def pareto_curve(output_yi: pd.Series, land_km2: pd.Series, *, best_first: bool = True) -> pd.DataFrame:
    """Return the cumulative share of output against the cumulative share of land.

    Parameters
    ----------
    output_yi
        亿元, shape (n,).
    land_km2
        km², same index.
    best_first
        Order by falling intensity (Pareto curve, above the diagonal) or by rising intensity (Lorenz curve, below it).

    Returns
    -------
    pandas.DataFrame
        Columns `CURVE_COLUMNS`, n + 1 rows from (0, 0) to (1, 1); entities without both figures are left out. Empty where
        no entity has land and no output is there.
    """
    intensity = output_intensity(output_yi, land_km2).dropna()
    order = intensity.sort_values(ascending=not best_first, kind="stable")
    land, output = land_km2[order.index].astype("float64"), output_yi[order.index].astype("float64")
    if not len(order) or output.sum() <= 0:
        return pd.DataFrame(columns=list(CURVE_COLUMNS))
    start = {"entity": "", "land_share": 0.0, "output_share": 0.0, "intensity_yi_per_km2": np.nan}
    curve = pd.DataFrame(
        {
            "entity": order.index.astype(str),
            "land_share": (land.cumsum() / land.sum()).to_numpy(),
            "output_share": (output.cumsum() / output.sum()).to_numpy(),
            "intensity_yi_per_km2": order.to_numpy(),
        }
    )
    return pd.concat([pd.DataFrame([start]), curve], ignore_index=True)[list(CURVE_COLUMNS)]


def gini(output_yi: pd.Series, land_km2: pd.Series) -> float:
    """Return the Gini coefficient of output over land, 0 where every km² yields the same; NaN below two entities.

    Parameters
    ----------
    output_yi, land_km2
        亿元 and km², same index; entities without both figures are left out.

    Notes
    -----
    One minus twice the area below the Lorenz curve, land as population (trapezoids; Brown's formula).
    """
    curve = pareto_curve(output_yi, land_km2, best_first=False)
    if len(curve) < 3:  # noqa: PLR2004 - the origin and two entities
        return float("nan")
    x, y = curve["land_share"].to_numpy(), curve["output_share"].to_numpy()
    return float(1.0 - np.sum(np.diff(x) * (y[1:] + y[:-1])))


def land_share_of(output_share: float, curve: pd.DataFrame) -> float:
    """Return the smallest share of land that yields `output_share` of the output (Pareto curve), NaN of an empty curve.

    Parameters
    ----------
    output_share
        Between 0 and 1, such as 0.8.
    curve
        From `pareto_curve(..., best_first=True)`.
    """
    if curve.empty:
        return float("nan")
    return float(np.interp(output_share, curve["output_share"], curve["land_share"]))
