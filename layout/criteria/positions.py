"""Positions and how well they are known."""

import numpy as np
import numpy.typing as npt
import pandas as pd

M_PER_KM = 1_000.0
COARSEST_KM = 12.0
"""Precision taken for a point whose own is not recorded: the coarsest of the park table (Yongchuan, ±12 km)."""


def has_position(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which rows have both lon and lat, shape (n,)."""
    known: npt.NDArray[np.bool_] = (frame["lon"].notna() & frame["lat"].notna()).to_numpy(dtype=bool)
    return known


def precision_km(frame: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the position precision of each row in km, shape (n,); the coarsest where none is recorded."""
    metres = frame["position_precision_m"].to_numpy(dtype=np.float64)
    return np.where(np.isnan(metres), COARSEST_KM, metres / M_PER_KM)
