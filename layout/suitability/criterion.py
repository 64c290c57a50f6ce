"""A criterion on the grid, and how criteria are combined: models of the case file."""

from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from layout.criteria.value_functions import CategoryValue, LinearValue, PiecewiseValue
from layout.criteria.value_shapes import GaussianValue, IdealValue, LogisticValue, StepValue
from layout.entities.model import FrozenModel, Text, Words
from layout.rules.grid_rule import Attributes

GridMeasure = Literal["value", "slope_pct", "slope_deg", "distance_m"]
Method = Literal["linear", "geometric", "owa"]
MissingScore = Literal["unknown", "renormalise", "worst", "neutral"]
METHODS: tuple[Method, ...] = ("linear", "geometric", "owa")
MISSING_SCORES: tuple[MissingScore, ...] = ("unknown", "renormalise", "worst", "neutral")
OTHERS = "other"
"""The class of a category function that stands for every class not named."""

Cornered = LinearValue | PiecewiseValue | IdealValue
Curved = LogisticValue | GaussianValue
GridNumeric = Cornered | Curved | StepValue
GridValue = Annotated[
    LinearValue | PiecewiseValue | IdealValue | LogisticValue | GaussianValue | StepValue | CategoryValue,
    Field(discriminator="kind"),
]
CURVE_STEPS = 2048
"""Pieces of a curve's table; straight between its points it is within 5e-6 of the function itself."""
_CURVE_REACHES = 6.0
"""How many reaches or spreads from its middle a curve is taken as level: it is within 2e-6 of 0 or 1 there."""
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class GridCriterion(FrozenModel):
    """One criterion of a suitability case.

    Parameters
    ----------
    id
        Unique in the case.
    name
        What it is called.
    layer
        The layer it is measured on.
    measure
        `value` of a raster, `slope_pct` or `slope_deg` of an elevation raster, `distance_m` from the edge of shapes.
    where
        For shapes: only those whose attributes have one of the values given.
    weight
        Relative importance; weights are divided by their sum.
    value
        The value function, on fixed scale points; classes are named by their number in the raster.
    """

    id: Annotated[Text, Field(pattern=r"^[A-Za-z0-9_.-]+$")]
    name: Words
    layer: Text
    measure: GridMeasure = "value"
    where: Attributes = Field(default_factory=dict)
    weight: NotNegative
    value: GridValue

    @model_validator(mode="after")
    def _classes_are_numbers(self) -> Self:
        """Refuse class names that no raster can hold, and classes of a measured quantity."""
        if isinstance(self.value, CategoryValue):
            wrong = [name for name in self.value.table if name != OTHERS and not _is_number(name)]
            if wrong or self.measure != "value":
                kind = "class_numbers"
                raise PydanticCustomError(
                    kind, "classes are numbers", {"found": ", ".join(wrong) or self.measure}
                )
        return self

    @property
    def reach(self) -> float:
        """Return how far a cell's surroundings matter: the raw value beyond which the value function is constant.

        In metres for a distance; 0 for what is measured in the cell itself, and NaN for a slope, whose reach is one cell.
        """
        if self.measure == "distance_m" and not isinstance(self.value, CategoryValue):
            return max(span_of(self.value)[1], 0.0)
        return float("nan") if self.measure.startswith("slope") else 0.0


class Overlay(FrozenModel):
    """How the values of the criteria become one score.

    Parameters
    ----------
    method
        `linear`: weighted sum. `geometric`: weighted geometric mean, in which one zero makes zero. `owa`: ordered
        weighting, the weights go to the best value, the second best and so on (Yager 1988).
    order_weights
        For `owa`: one for each criterion, best value first.
    missing
        What a cell is with a criterion that has no data there: unknown, or weighted without it, or the criterion counts
        as worst (0) or neutral (0.5).
    """

    method: Method = "linear"
    order_weights: Annotated[tuple[NotNegative, ...], Field(strict=False)] = ()
    missing: MissingScore = "unknown"


def span_of(value: GridNumeric) -> tuple[float, float]:
    """Return the raw values below and above which a function is level, a curve to 2e-6."""
    if isinstance(value, StepValue):
        return value.steps[0][0], value.steps[-1][0]
    if isinstance(value, Curved):
        middle, reach = (
            (value.middle, abs(value.reach))
            if isinstance(value, LogisticValue)
            else (value.ideal, value.spread)
        )
        return middle - _CURVE_REACHES * reach, middle + _CURVE_REACHES * reach
    knots, _ = knots_of(value)
    return knots[0], knots[-1]


def table_of(value: Curved) -> tuple[list[float], list[float]]:
    """Return equally spaced raw positions over the span of a curve, and the scoring engine's values there.

    Between two of them a straight line is off by at most h² max |f″| / 8: 4.3e-6 for a bell (h = 12 spreads / 2048,
    f″ at most 1 / spread²), 2.1e-6 for an S (0.47 / reach²).
    """
    raw = np.linspace(*span_of(value), CURVE_STEPS + 1)
    return raw.tolist(), value.values(raw).tolist()


def knots_of(value: Cornered) -> tuple[list[float], list[float]]:
    """Return raw positions and values of a function's corners, raw increasing."""
    if isinstance(value, IdealValue):
        return [value.least, value.ideal, value.greatest], [0.0, 1.0, 0.0]
    if isinstance(value, PiecewiseValue):
        return [raw for raw, _ in value.points], [level for _, level in value.points]
    if value.worst < value.best:
        return [value.worst, value.best], [0.0, 1.0]
    return [value.best, value.worst], [1.0, 0.0]


def _is_number(text: str) -> bool:
    """Return whether a class name is a finite number."""
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False
