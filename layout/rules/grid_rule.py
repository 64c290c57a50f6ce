"""A rule on the grid: which test of which layer excludes, keeps, weighs or forces a cell. One mode a rule."""

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from layout.entities.model import FrozenModel, Text, UniqueTuple, Words

Finite = Annotated[float, Field(allow_inf_nan=False)]
Metres = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Scalar = str | int | float

RuleMeasure = Literal["value", "slope_pct", "slope_deg", "distance_m"]
Mode = Literal["exclude", "include", "weight", "force"]
NoData = Literal["exclude", "keep", "unknown"]
MOST_CLASS = 2**24
"""Cells are held in 32 bits, which tell whole numbers apart up to this."""
MODES: tuple[Mode, ...] = ("exclude", "include", "weight", "force")


def _meaningless(low: tuple[float | None, float | None], high: tuple[float | None, float | None]) -> bool:
    """Return whether a closed and an open limit are both stated at one end, or no value lies between the ends."""
    if None not in low or None not in high:
        return True
    least = next((limit for limit in low if limit is not None), -float("inf"))
    most = next((limit for limit in high if limit is not None), float("inf"))
    return least > most or (least == most and (low[1] is not None or high[1] is not None))


class AttributeLimits(FrozenModel):
    """Limits that an attribute of a feature keeps to; a text, or nothing, never does.

    Parameters
    ----------
    ge, gt, le, lt
        The limits; one left out is open, one at least is stated.
    """

    ge: Finite | None = None
    gt: Finite | None = None
    le: Finite | None = None
    lt: Finite | None = None

    @model_validator(mode="after")
    def _some(self) -> Self:
        """Refuse no limit, and limits that no value meets."""
        if not str(self) or _meaningless((self.ge, self.gt), (self.le, self.lt)):
            kind = "limits"
            raise PydanticCustomError(kind, "limits that no value meets", {"found": str(self) or "-"})
        return self

    def __str__(self) -> str:
        """Return the limits as they stand in a case."""
        return ", ".join(f"{key} = {value:g}" for key, value in self.model_dump(exclude_none=True).items())

    def holds(self, value: object) -> bool:
        """Return whether a value of an attribute is a number within the limits."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return (
            (self.ge is None or value >= self.ge)
            and (self.gt is None or value > self.gt)
            and (self.le is None or value <= self.le)
            and (self.lt is None or value < self.lt)
        )


def _attribute_tag(given: object) -> str:
    """Return which model reads the test of an attribute."""
    return "where=limits" if isinstance(given, dict | AttributeLimits) else "where=values"


AttributeTest = Annotated[
    Annotated[tuple[Scalar, ...], Field(strict=False, min_length=1), Tag("where=values")]
    | Annotated[AttributeLimits, Tag("where=limits")],
    Discriminator(_attribute_tag),
]
Attributes = dict[Text, AttributeTest]


class CellTest(FrozenModel):
    """A test of one cell: a set of values, a range, or the distance from shapes. Exactly one of the three.

    Parameters
    ----------
    values
        The cell holds one of these (classes of land cover).
    ge, gt, le, lt
        The cell's value is within these limits; a limit left out is open. NaN never is.
    inside
        The centre of the cell lies inside the shapes (lines and points: in the cells that they run through).
    within_m
        The centre of the cell is at most this far from the edge of the shapes, or inside them.
    beyond_m
        The centre of the cell is further than this from the shapes.
    """

    values: UniqueTuple[Finite] = ()
    ge: Finite | None = None
    gt: Finite | None = None
    le: Finite | None = None
    lt: Finite | None = None
    inside: Literal[True] | None = None
    within_m: Metres | None = None
    beyond_m: Metres | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        """Refuse a test of nothing, of two kinds, or with limits that no value meets."""
        kinds = [bool(self.values), self.has_limits, self.is_spatial]
        spatial = [self.inside is not None, self.within_m is not None, self.beyond_m is not None]
        if sum(kinds) != 1 or sum(spatial) > 1:
            kind = "one_test"
            raise PydanticCustomError(kind, "exactly one kind of test", {"found": self._found()})
        if any(value == int(value) and abs(value) > MOST_CLASS for value in self.values):
            kind = "class_range"
            raise PydanticCustomError(kind, "classes that 32 bits tell apart", {"found": self._found()})
        if _meaningless((self.ge, self.gt), (self.le, self.lt)):
            kind = "limits"
            raise PydanticCustomError(kind, "limits that no value meets", {"found": self._found()})
        return self

    def _found(self) -> str:
        """Return the keys set, for the message."""
        return (
            ", ".join(f"{key} = {value}" for key, value in self.model_dump(exclude_defaults=True).items())
            or "-"
        )

    @property
    def has_limits(self) -> bool:
        """Return whether the test is a range."""
        return any(limit is not None for limit in (self.ge, self.gt, self.le, self.lt))

    @property
    def limits(self) -> tuple[float, float]:
        """Return the lower and the upper limit, infinite where open."""
        low = self.ge if self.ge is not None else self.gt
        high = self.le if self.le is not None else self.lt
        return (-float("inf") if low is None else low), (float("inf") if high is None else high)

    @property
    def is_spatial(self) -> bool:
        """Return whether the test is one of shapes."""
        return self.inside is not None or self.within_m is not None or self.beyond_m is not None

    @property
    def radius_m(self) -> float:
        """Return the distance of a spatial test, 0 for inside."""
        return self.within_m or self.beyond_m or 0.0


class WeightTest(CellTest):
    """A test whose cells keep only a share of their suitability.

    Parameters
    ----------
    share
        The share kept, between 0 and 1.
    """

    share: Share


class Condition(FrozenModel):
    """Where a rule holds at all.

    Parameters
    ----------
    layer, measure, where, test
        As in a rule.
    """

    layer: Text
    measure: RuleMeasure = "value"
    where: Attributes = Field(default_factory=dict)
    test: CellTest


class GridRule(FrozenModel):
    """One rule of a suitability case.

    Parameters
    ----------
    id
        Unique in the case; the id of a row of the register lends that row's name, document, article and year.
    name
        What it is called; needed where the register has no such row.
    document, article, year
        Where it stands.
    layer
        The layer that is tested.
    measure
        What is tested: the value of a raster, the slope computed from it (Horn 1981), or with limits on `distance_m` the
        distance as a criterion measures it, to the centre of the cell that the edge runs through. `within_m` and `beyond_m`
        are exact and need no measure.
    where
        For shapes: only those whose attributes have one of the values given, or keep to the limits given.
    exclude, include, weight, force
        The mode and its test, exactly one: `exclude` takes the cells that meet the test away, `include` those that do
        not; `weight` leaves them a share; `force` keeps them whatever other rules say.
    only_where
        The rule holds only in the cells that meet this.
    no_data
        What a cell without data in the layer becomes: excluded, kept, or unknown. Must be chosen for a raster.
    jurisdiction
        The code of a district or the id of a layout zone; the rule then holds inside its polygon only, and there takes the
        place of a rule of the same id for a wider place.
    """

    id: Annotated[Text, Field(pattern=r"^[A-Za-z0-9_.-]+$")]
    name: Words | None = None
    document: str = ""
    article: str = ""
    year: int | None = None
    layer: Text
    measure: RuleMeasure = "value"
    where: Attributes = Field(default_factory=dict)
    exclude: CellTest | None = None
    include: CellTest | None = None
    weight: WeightTest | None = None
    force: CellTest | None = None
    only_where: Condition | None = None
    no_data: NoData | None = None
    jurisdiction: Text | None = None

    @model_validator(mode="after")
    def _one_mode(self) -> Self:
        """Refuse a rule of no mode or of several."""
        found = [mode for mode in MODES if getattr(self, mode) is not None]
        if len(found) != 1:
            kind = "one_mode"
            raise PydanticCustomError(kind, "exactly one mode", {"found": ", ".join(found) or "-"})
        return self

    @property
    def mode(self) -> Mode:
        """Return the mode."""
        return next(mode for mode in MODES if getattr(self, mode) is not None)

    @property
    def test(self) -> CellTest:
        """Return the test of the mode."""
        test: CellTest = getattr(self, self.mode)
        return test
