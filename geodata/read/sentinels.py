"""Values that mean "no data" in most rasters: refused where a file does not say so, for they would be counted as heights."""

from typing import Any

import numpy as np
import numpy.typing as npt

SENTINELS = (-32768.0, -32767.0, -9999.0)
HUGE = 1e30
"""No quantity of this field reaches it; programs write ±3.4e38 for no data."""


def looks_like_no_data(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Return which values mean no data in most files; NaN is none of them.

    Parameters
    ----------
    values
        Any shape, real numbers.
    """
    if values.dtype.kind == "u":
        return np.zeros(values.shape, dtype=np.bool_)
    with np.errstate(invalid="ignore"):
        odd: npt.NDArray[np.bool_] = np.isin(values, SENTINELS)
        if values.dtype.kind == "f":
            odd |= np.abs(values) >= HUGE
    return odd
