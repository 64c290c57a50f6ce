"""Where one class of a choropleth ends and the next begins.

A class holds its lower break and not its upper one: `min <= value < max`; the first and the last are open ended.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

TARGET_RATIOS = (0.25, 0.5, 0.75, 1.0, 1.5)
"""Breaks around a target: a quarter, half, three quarters, the target itself, one and a half times the target."""


def quantile_breaks(values: Iterable[float], classes: int = 5, *, significant: int = 3) -> tuple[float, ...]:
    """Return the inner breaks that put about the same number of values in each class.

    Parameters
    ----------
    values
        Figures in any unit; NaN (unknown) is left out.
    classes
        Number of classes wanted. Fewer come back when there are fewer different values.
    significant
        Breaks are rounded to this many significant figures, so that a legend can be read.

    Returns
    -------
    tuple of float
        Ascending, at most `classes - 1`, and no class between two of them is empty.

    Raises
    ------
    ValueError
        Fewer than one class is asked for.

    Notes
    -----
    Quantiles by linear interpolation (Hyndman and Fan, 1996, type 7).
    """
    if classes < 1:
        message = f"quantile_breaks: expected at least one class, found {classes}"
        raise ValueError(message)
    known = _finite(values)
    wanted = min(classes, len(np.unique(known)))
    if wanted <= 1:
        return ()
    steps = np.quantile(known, np.arange(1, wanted) / wanted)
    rounded = sorted({round_significant(float(step), significant) for step in steps})
    return _without_empty_classes(known, rounded)


def target_breaks(target: float, ratios: Iterable[float] = TARGET_RATIOS) -> tuple[float, ...]:
    """Return breaks at fixed shares of `target`, so that maps of different years and pairs share their classes.

    Raises
    ------
    ValueError
        The target is not a positive number.

    Examples
    --------
    >>> target_breaks(75.0)
    (18.75, 37.5, 56.25, 75.0, 112.5)
    """
    if not np.isfinite(target) or target <= 0:
        message = f"target_breaks: expected a positive target, found {target!r}"
        raise ValueError(message)
    return tuple(target * ratio for ratio in sorted(ratios))


def assign(values: Iterable[float], breaks: tuple[float, ...]) -> npt.NDArray[np.int64]:
    """Return the class number of each value, counted from 0, and -1 where the value is unknown (NaN).

    Parameters
    ----------
    values
        Figures in the unit of `breaks`, shape (n,).
    breaks
        Ascending inner breaks.
    """
    array = np.asarray(list(values), dtype=np.float64)
    numbers = np.searchsorted(np.asarray(breaks, dtype=np.float64), array, side="right").astype(np.int64)
    return np.where(np.isnan(array), np.int64(-1), numbers)


def round_significant(value: float, figures: int) -> float:
    """Return `value` rounded to a number of significant figures.

    Examples
    --------
    >>> round_significant(1234.5, 3)
    1230.0
    """
    if value == 0 or not np.isfinite(value):
        return value
    return round(value, figures - 1 - int(np.floor(np.log10(abs(value)))))


def _finite(values: Iterable[float]) -> npt.NDArray[np.float64]:
    """Return the finite ones of `values`."""
    array = np.asarray(list(values), dtype=np.float64)
    return array[np.isfinite(array)]


def _without_empty_classes(known: npt.NDArray[np.float64], breaks: list[float]) -> tuple[float, ...]:
    """Return the breaks that leave at least one of `known` in every class."""
    kept: list[float] = []
    lower = -np.inf
    for upper in breaks:
        if np.any((known >= lower) & (known < upper)) and np.any(known >= upper):
            kept.append(upper)
            lower = upper
    return tuple(kept)
