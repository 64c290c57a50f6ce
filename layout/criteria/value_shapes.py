"""More value functions, from a raw value to 0 (worst) … 1 (best): logistic, Gaussian, ideal point, steps.

All have fixed scale points and give NaN where the raw value is unknown.
"""

import math
from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from layout.criteria.value_functions import Finite, Point, Unit, refuse_unordered
from layout.entities.model import FrozenModel, Words

Array = npt.NDArray[np.float64]
Above = Annotated[float, Field(gt=0, allow_inf_nan=False)]
_LOGIT_OF_ONE_TENTH = float(np.log(9.0))


class LogisticValue(FrozenModel):
    """S-shaped: 0.5 at `middle`, 0.1 and 0.9 at `middle` ∓ `reach` (a negative reach falls).

    Parameters
    ----------
    middle, reach
        In the unit of the criterion; reach not 0.
    reason
        Why these.
    """

    kind: Literal["logistic"]
    middle: Finite
    reach: Finite
    reason: Words

    @model_validator(mode="after")
    def _some_reach(self) -> "LogisticValue":
        """Refuse a reach of 0."""
        if self.reach == 0:
            kind = "flat_scale"
            raise PydanticCustomError(kind, "reach is 0", {"found": "reach = 0"})
        return self

    def values(self, raw: Array) -> Array:
        """Return 1 / (1 + 9^(−(raw − middle) / reach)) of each raw value."""
        from scipy.special import expit  # noqa: PLC0415 - slow to load, and few cases have such a curve

        values: Array = expit(_LOGIT_OF_ONE_TENTH * (raw - self.middle) / self.reach)
        return values

    def turns(self) -> Array:
        """Return the raw positions where it turns: none, it rises or falls throughout."""
        return np.empty(0)

    def marks(self) -> Array:
        """Return raw positions that a drawing must show."""
        return np.array([self.middle - 2 * self.reach, self.middle + 2 * self.reach])

    def raws(self, value: float) -> list[float]:
        """Return the raw value of a value; none for 0 and 1, which are never quite reached."""
        if not 0 < value < 1:
            return []
        return [self.middle + self.reach * math.log(value / (1.0 - value)) / _LOGIT_OF_ONE_TENTH]


class GaussianValue(FrozenModel):
    """Bell: 1 at `ideal`, exp(−½) ≈ 0.61 one `spread` away.

    Parameters
    ----------
    ideal, spread
        In the unit of the criterion.
    reason
        Why these.
    """

    kind: Literal["gaussian"]
    ideal: Finite
    spread: Above
    reason: Words

    def values(self, raw: Array) -> Array:
        """Return exp(−(raw − ideal)² / 2 spread²) of each raw value."""
        return np.exp(-0.5 * ((raw - self.ideal) / self.spread) ** 2)

    def turns(self) -> Array:
        """Return the raw position of the top."""
        return np.array([self.ideal])

    def marks(self) -> Array:
        """Return raw positions that a drawing must show."""
        return np.array([self.ideal - 2 * self.spread, self.ideal + 2 * self.spread])

    def raws(self, value: float) -> list[float]:
        """Return the raw values of a value, on both sides of the top; none for 0, which is never quite reached."""
        if not 0 < value <= 1:
            return []
        away = self.spread * float(np.sqrt(-2.0 * np.log(value)))
        return [self.ideal - away, self.ideal + away]


class IdealValue(FrozenModel):
    """Tent: 1 at `ideal`, straight down to 0 at `least` and at `greatest`, 0 beyond.

    Parameters
    ----------
    least, ideal, greatest
        In the unit of the criterion, least < ideal < greatest.
    reason
        Why these.
    """

    kind: Literal["ideal"]
    least: Finite
    ideal: Finite
    greatest: Finite
    reason: Words

    @model_validator(mode="after")
    def _in_order(self) -> "IdealValue":
        """Refuse points out of order."""
        refuse_unordered([self.least, self.ideal, self.greatest], "points must increase")
        return self

    def values(self, raw: Array) -> Array:
        """Return the height of the tent at each raw value."""
        height = np.interp(raw, [self.least, self.ideal, self.greatest], [0.0, 1.0, 0.0])
        return np.where(np.isnan(raw), np.nan, height)

    def turns(self) -> Array:
        """Return the raw positions of its corners."""
        return np.array([self.least, self.ideal, self.greatest])

    def marks(self) -> Array:
        """Return raw positions that a drawing must show."""
        return self.turns()


class StepValue(FrozenModel):
    """Stairs: `below` under the first threshold, from each threshold on (inclusive) the value that stands with it.

    Parameters
    ----------
    below
        Value under the first threshold.
    steps
        (threshold, value) pairs, thresholds strictly increasing.
    reason
        Why these.
    """

    kind: Literal["step"]
    below: Unit
    steps: Annotated[tuple[Point, ...], Field(strict=False, min_length=1)]
    reason: Words

    @model_validator(mode="after")
    def _increasing(self) -> "StepValue":
        """Refuse thresholds that do not increase."""
        refuse_unordered([threshold for threshold, _ in self.steps], "thresholds must increase")
        return self

    def values(self, raw: Array) -> Array:
        """Return the height of the stairs at each raw value."""
        heights = np.array([self.below, *(value for _, value in self.steps)])
        places = np.searchsorted([threshold for threshold, _ in self.steps], raw, side="right")
        return np.where(np.isnan(raw), np.nan, heights[places])

    def turns(self) -> Array:
        """Return its thresholds."""
        return np.array([threshold for threshold, _ in self.steps])

    def marks(self) -> Array:
        """Return raw positions that a drawing must show."""
        return self.turns()


ShapedValue = LogisticValue | GaussianValue | IdealValue | StepValue
SHAPE_KINDS = ("logistic", "gaussian", "ideal", "step")
