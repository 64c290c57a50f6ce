"""Value functions: from the raw value of a criterion to a value between 0 (worst) and 1 (best).

Scales are fixed by default, so that values compare across scenarios. The min-max function is relative to the
candidates of one run: it is offered, named, and warned of. A value function is a model (the case states it) over
a pure kernel on arrays. Shaped ones stand in `value_shapes`, all kinds together in `value_kinds`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any, Literal, LiteralString

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from layout.entities.model import FrozenModel, Table, Text, Words

Array = npt.NDArray[np.float64]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Unit = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Point = Annotated[tuple[Finite, Unit], Field(strict=False)]


Levels = Annotated[Table[Text, Unit], Field(min_length=1)]


def interpolate(raw: Array, *, knots: Array, values: Array) -> Array:
    """Return the piecewise linear function through the knots, constant beyond its ends, NaN where `raw` is NaN.

    Parameters
    ----------
    raw
        Raw values, any shape.
    knots, values
        Strictly increasing raw positions and the values there, equal length.
    """
    result = np.interp(raw, knots, values)
    return np.where(np.isnan(raw), np.nan, result)


def interpolate_range(low: Array, high: Array, *, knots: Array, values: Array) -> tuple[Array, Array]:
    """Return the least and greatest value over each raw interval [low, high], exact for any piecewise function.

    The extremes of a piecewise linear function over an interval lie at its ends or at the knots inside.
    """
    ends = np.stack([interpolate(end, knots=knots, values=values) for end in (low, high)])
    inside = (knots[:, None] >= low[None, :]) & (knots[:, None] <= high[None, :])
    within = np.where(inside, values[:, None], np.nan)
    candidates = np.concatenate([ends, within])
    unknown = np.isnan(low) | np.isnan(high)
    safe = np.where(unknown[None, :], 0.0, candidates)
    least = np.where(unknown, np.nan, np.nanmin(safe, axis=0))
    greatest = np.where(unknown, np.nan, np.nanmax(safe, axis=0))
    return least, greatest


def refuse_unordered(raws: Sequence[float], problem: LiteralString) -> None:
    """Raise unless raw values increase; for the checks of models.

    Parameters
    ----------
    raws
        Raw values in the order in which the case states them.
    problem
        What is said where they do not increase.

    Raises
    ------
    PydanticCustomError
        `not_increasing`, with the values found.
    """
    if any(later <= earlier for earlier, later in pairwise(raws)):
        kind = "not_increasing"
        found = ", ".join(f"{raw:g}" for raw in raws)
        raise PydanticCustomError(kind, problem, {"found": found})


class LinearValue(FrozenModel):
    """Straight line from 0 at `worst` to 1 at `best`, constant beyond; falling where `best` is the smaller one.

    Parameters
    ----------
    worst, best
        Raw values in the unit of the criterion, different from each other.
    reason
        Why these two scale points.
    """

    kind: Literal["linear"]
    worst: Finite
    best: Finite
    reason: Words

    @model_validator(mode="after")
    def _two_points(self) -> "LinearValue":
        """Refuse a scale of no length."""
        if self.worst == self.best:
            kind = "flat_scale"
            found = f"worst = best = {self.worst:g}"
            raise PydanticCustomError(kind, "worst and best are equal", {"found": found})
        return self

    def knots(self, observed: Array) -> tuple[Array, Array]:
        """Return the raw positions and values of the function's corners; `observed` is not used."""
        del observed
        if self.worst < self.best:
            return np.array([self.worst, self.best]), np.array([0.0, 1.0])
        return np.array([self.best, self.worst]), np.array([1.0, 0.0])


class PiecewiseValue(FrozenModel):
    """Straight lines between given points, constant beyond the first and the last.

    Parameters
    ----------
    points
        (raw, value) pairs, raw strictly increasing, at least two.
    reason
        Why these points.
    """

    kind: Literal["piecewise"]
    points: Annotated[tuple[Point, ...], Field(strict=False, min_length=2)]
    reason: Words

    @model_validator(mode="after")
    def _increasing(self) -> "PiecewiseValue":
        """Refuse points whose raw values do not increase."""
        refuse_unordered([raw for raw, _ in self.points], "raw values must increase")
        return self

    def knots(self, observed: Array) -> tuple[Array, Array]:
        """Return the raw positions and values of the function's corners; `observed` is not used."""
        del observed
        return np.array([raw for raw, _ in self.points]), np.array([value for _, value in self.points])


class MinMaxValue(FrozenModel):
    """Straight line between the least and the greatest raw value among the candidates of this run.

    Values are then relative to the candidates: they do not compare across scenarios, and dropping a site can
    reorder the rest. Where all candidates are equal, all get 1.

    Parameters
    ----------
    better
        Whether higher or lower raw values are better.
    reason
        Why a relative scale is wanted.
    """

    kind: Literal["minmax"]
    better: Literal["higher", "lower"]
    reason: Words

    def knots(self, observed: Array) -> tuple[Array, Array]:
        """Return the corners for the raw values `observed` (NaN left out)."""
        known = observed[~np.isnan(observed)]
        if known.size == 0 or known.min() == known.max():
            middle = float(known[0]) if known.size else 0.0
            return np.array([middle - 1.0, middle + 1.0]), np.array([1.0, 1.0])
        ends = np.array([known.min(), known.max()])
        return ends, np.array([0.0, 1.0] if self.better == "higher" else [1.0, 0.0])


class CategoryValue(FrozenModel):
    """A value for each category.

    Parameters
    ----------
    levels
        Category -> value; which categories are needed depends on the criterion.
    reason
        Why these values.
    """

    kind: Literal["category"]
    levels: Levels
    reason: Words

    @property
    def table(self) -> dict[str, float]:
        """Return the value of each category."""
        return dict(self.levels)


def category_values(function: CategoryValue, raw: npt.NDArray[Any]) -> Array:
    """Return the value of each category, shape (n,), NaN where the category is unknown (None).

    Raises
    ------
    KeyError
        A category that the function has no value for: the model should have refused the case.
    """
    table = function.table
    return np.array([np.nan if item is None else table[item] for item in raw], dtype=np.float64)
