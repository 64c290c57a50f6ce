"""What a path to the target year assumes: growth, land added and released, projects in the pipeline."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from layout.entities.model import FrozenModel, Text, Words

Finite = Annotated[float, Field(allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Band(FrozenModel):
    """A figure with the range that it may have; the three are equal where it is taken as certain.

    Parameters
    ----------
    low, central, high
        In rising order.
    """

    low: Finite
    central: Finite
    high: Finite

    @model_validator(mode="after")
    def _in_order(self) -> "Band":
        """Refuse a band that is not in order."""
        if not self.low <= self.central <= self.high:
            kind = "band_order"
            raise PydanticCustomError(kind, "low <= central <= high", {})
        return self

    @property
    def ends(self) -> tuple[float, ...]:
        """Return the two ends, once where they are the same."""
        return (self.low,) if self.low == self.high else (self.low, self.high)


def certain(value: float) -> Band:
    """Return a figure without a range as a band."""
    return Band(low=value, central=value, high=value)


class PipelineProject(FrozenModel):
    """A project that will come into production.

    Parameters
    ----------
    name
        Name of the project.
    year
        First full year of production.
    output_yi
        Annual output at full production, 亿元.
    land_km2
        Land that it adds to the land of today, km²; 0 where it stands on land that is counted already.
    """

    name: Text
    year: int
    output_yi: NotNegative
    land_km2: NotNegative = 0.0


class Scenario(FrozenModel):
    """One path from a base year to the year of the target.

    Parameters
    ----------
    name, reason
        What the scenario is, and why these assumptions.
    base_year, end_year
        First and last year.
    output_yi, land_km2
        Output (亿元) and land (km²) of the base year, of one pair of definitions.
    growth_pct
        Growth of output a year in %, of what stands already.
    added_km2, released_km2
        Land added and land released from low-efficiency parcels a year, km².
    released_yields_yi_per_km2
        Output that a released km² yielded and that goes with it, 亿元/km².
    realised_pct
        Share of the pipeline's output that comes, in %.
    pipeline
        Projects.
    """

    name: Words
    reason: Words
    base_year: int
    end_year: int
    output_yi: NotNegative
    land_km2: Positive
    growth_pct: Band
    added_km2: Band
    released_km2: Band
    released_yields_yi_per_km2: NotNegative
    realised_pct: Band
    pipeline: Annotated[tuple[PipelineProject, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _possible(self) -> "Scenario":
        """Refuse years that do not follow each other, shrinking by all there is, and negative land or shares."""
        if self.end_year <= self.base_year:
            kind = "years_in_order"
            raise PydanticCustomError(
                kind, "end_year after base_year", {"found": f"{self.base_year} to {self.end_year}"}
            )
        worst = min(self.added_km2.low, self.released_km2.low, self.realised_pct.low)
        if worst < 0 or self.growth_pct.low <= -100 or self.realised_pct.high > 100:  # noqa: PLR2004 - per cent
            kind = "possible_bands"
            raise PydanticCustomError(kind, "bands within what is possible", {})
        return self
