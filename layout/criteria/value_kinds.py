"""Every kind of value function as one: its values, their range over an interval, its curve, and the way back.

Functions of straight lines have corners (`knots`); the shaped ones have a formula (`values`) and the raw positions where
they may turn (`turns`).
"""

from typing import Annotated, Final

import numpy as np
import numpy.typing as npt
from pydantic import Field

from layout.criteria.value_functions import (
    CategoryValue,
    LinearValue,
    MinMaxValue,
    PiecewiseValue,
    interpolate,
    interpolate_range,
)
from layout.criteria.value_shapes import GaussianValue, IdealValue, LogisticValue, ShapedValue, StepValue

Array = npt.NDArray[np.float64]
Cornered = LinearValue | PiecewiseValue | MinMaxValue
AnyNumeric = Cornered | ShapedValue
NumericValue = Annotated[
    LinearValue | PiecewiseValue | MinMaxValue | LogisticValue | GaussianValue | IdealValue | StepValue,
    Field(discriminator="kind"),
]
ValueFunction = AnyNumeric | CategoryValue
NUMERIC_KINDS: Final = ("linear", "piecewise", "minmax", "logistic", "gaussian", "ideal", "step")
VALUE_KINDS: Final = (*NUMERIC_KINDS, "category")
CURVE_POINTS: Final = 161
_SAME: Final = 1e-9


def numeric_values(function: AnyNumeric, raw: Array) -> Array:
    """Return the value of each raw number, shape (n,), NaN where unknown."""
    if isinstance(function, Cornered):
        knots, values = function.knots(raw)
        return interpolate(raw, knots=knots, values=values)
    return function.values(raw)


def numeric_range(function: AnyNumeric, observed: Array, *, low: Array, high: Array) -> tuple[Array, Array]:
    """Return the least and greatest value while each raw value lies anywhere in [low, high], shape (n,) each.

    `observed` are the raw values of all sites, which a min-max scale is fitted to. Shaped functions rise or fall without
    a break between their turns, so that the extremes lie at the ends or at the turns inside.
    """
    if isinstance(function, Cornered):
        knots, values = function.knots(observed)
        return interpolate_range(low, high, knots=knots, values=values)
    turns = function.turns()
    inside = (turns[:, None] >= low[None, :]) & (turns[:, None] <= high[None, :])
    within = np.where(inside, function.values(turns)[:, None], np.nan)
    unknown = np.isnan(low) | np.isnan(high)
    found = np.concatenate([np.stack([function.values(low), function.values(high)]), within])
    safe = np.where(unknown[None, :], 0.0, found)
    least, greatest = np.nanmin(safe, axis=0), np.nanmax(safe, axis=0)
    return np.where(unknown, np.nan, least), np.where(unknown, np.nan, greatest)


def value_curve(function: AnyNumeric, observed: Array) -> tuple[Array, Array]:
    """Return raw positions and values that draw a function by straight lines: its corners, or many points of a shape.

    Parameters
    ----------
    function
        A numeric value function.
    observed
        Raw values of the sites: a shape is drawn over them and its own marks.
    """
    if isinstance(function, Cornered):
        return function.knots(observed)
    marks = np.concatenate([observed[np.isfinite(observed)], function.marks()])
    reach = 0.05 * float(np.ptp(marks)) or 1.0
    turns = function.turns()
    # a step is upright: one point just before its threshold, one on it
    places = [np.linspace(marks.min() - reach, marks.max() + reach, CURVE_POINTS), turns]
    if isinstance(function, StepValue):
        places = [
            marks[[marks.argmin(), marks.argmax()]] + [-reach, reach],
            np.nextafter(turns, -np.inf),
            turns,
        ]
    raw = np.unique(np.concatenate(places))
    return raw, function.values(raw)


def greatest_value(function: ValueFunction, observed: Array) -> float:
    """Return the greatest value that a function can give.

    Parameters
    ----------
    function
        A value function.
    observed
        Raw values of the sites, which a min-max scale is fitted to.
    """
    if isinstance(function, CategoryValue):
        return max(function.table.values())
    if isinstance(function, Cornered):
        return float(function.knots(observed)[1].max())
    return (
        max(function.below, *(value for _, value in function.steps))
        if isinstance(function, StepValue)
        else 1.0
    )


def raw_of(function: AnyNumeric, observed: Array, *, value: float, present: float) -> float | None:
    """Return the raw value nearest to `present` whose value is `value`; None where no raw value has it.

    Of steps, which have few values, the nearest raw value is taken that reaches `value` from where the site is now.

    Parameters
    ----------
    function
        A numeric value function.
    observed
        Raw values of the sites, which a min-max scale is fitted to.
    value
        Value between 0 and 1.
    present
        Raw value now; NaN where it is not known, which takes the first one found.
    """
    if isinstance(function, Cornered):
        return nearest_raw(*function.knots(observed), value=value, present=present)
    if isinstance(function, StepValue):
        return _step_to(function, value=value, present=present)
    if isinstance(function, IdealValue):
        corners = np.array([function.least, function.ideal, function.greatest])
        return nearest_raw(corners, np.array([0.0, 1.0, 0.0]), value=value, present=present)
    return _nearest(function.raws(value), present)


def nearest_raw(knots: Array, values: Array, *, value: float, present: float) -> float | None:
    """Return the raw value nearest to `present` where the piecewise function is `value`; None where it never is.

    Parameters
    ----------
    knots, values
        Corners of the function.
    value
        Value between 0 and 1.
    present
        Raw value now; NaN where it is not known, which takes the first one found.
    """
    found = []
    for place in range(len(knots) - 1):
        (left, right), (low, high) = knots[place : place + 2], values[place : place + 2]
        if min(low, high) - _SAME <= value <= max(low, high) + _SAME:
            share = (value - low) / (high - low) if high != low else 0.0
            found.append(float(left + np.clip(share, 0.0, 1.0) * (right - left)))
    return _nearest(found, present)


def _step_to(function: StepValue, *, value: float, present: float) -> float | None:
    """Return the nearest raw value on a step that is worth `value` or lies beyond it, seen from where a site is now."""
    thresholds = [threshold for threshold, _ in function.steps]
    starts, ends = [-np.inf, *thresholds], [*thresholds, np.inf]
    worths = [function.below, *(worth for _, worth in function.steps)]
    rising = np.isnan(present) or value >= float(function.values(np.array([present]))[0])
    fits = [worth >= value - _SAME if rising else worth <= value + _SAME for worth in worths]
    found = []
    for start, end, fit in zip(starts, ends, fits, strict=True):
        if fit:
            last = float(np.nextafter(end, -np.inf)) if np.isfinite(end) else np.inf
            inside = start if np.isnan(present) and np.isfinite(start) else np.clip(present, start, last)
            found.append(float(last if np.isnan(inside) else inside))
    return _nearest(found, present)


def _nearest(found: list[float], present: float) -> float | None:
    """Return what is nearest to `present`, the first where that is not known, None where there is nothing."""
    if not found:
        return None
    return found[0] if np.isnan(present) else min(found, key=lambda raw: abs(raw - present))
