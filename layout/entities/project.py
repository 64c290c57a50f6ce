"""The project that looks for a site, and the target that it is measured against."""

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from geodata.units import cny_to_yi, km2_to_ha
from layout.entities.model import FrozenModel, Text, UniqueTuple, Words

Need = Literal["river_port", "rail_freight", "airport", "power"]
NEEDS: tuple[Need, ...] = get_args(Need)

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
BranchCode = Annotated[str, Field(pattern=r"^(1[3-9]|[23][0-9]|4[0-3])$")]


class Target(FrozenModel):
    """Output per land that the plan asks for.

    Parameters
    ----------
    intensity_yi_per_km2
        亿元/km²; the plan asks for 75 by 2027 and defines neither the numerator nor the land.
    year
        Year of the target.
    reason
        Why this value, and what pair of definitions it is used with.
    source_ids
        Keys of the table of sources.
    """

    intensity_yi_per_km2: Positive
    year: int
    reason: Words
    source_ids: UniqueTuple[Text]


class Project(FrozenModel):
    """The brief of a project.

    Parameters
    ----------
    name
        Name of the project.
    cluster_id
        The 33618 cluster that it belongs to.
    related_cluster_ids
        Clusters of its suppliers or customers.
    industry_words_zh
        Words that name its branch in the printed leading industries of a park (such as 化工), for branches
        that no 33618 cluster covers in the table of parks.
    annual_output_cny
        Planned gross output at full production, CNY a year.
    land_ha, land
        The land need in hectares, or `land = "from_target"`: output divided by the target intensity.
    needs
        The infrastructure that the project depends on.
    chemical
        Whether the rules for chemical projects apply.
    branch_gb4754_2002
        Two-digit code of the branch in GB/T 4754-2002, which the floor-area-ratio rules of 2008 use.
    basis
        Where the figures of the brief come from.
    """

    name: Words
    cluster_id: Text
    related_cluster_ids: UniqueTuple[Text] = ()
    industry_words_zh: UniqueTuple[Text] = ()
    annual_output_cny: Positive
    land_ha: Positive | None = None
    land: Literal["from_target"] | None = None
    needs: UniqueTuple[Need] = ()
    chemical: bool
    branch_gb4754_2002: BranchCode | None = None
    basis: Words

    @model_validator(mode="after")
    def _one_land_need(self) -> "Project":
        """Refuse a brief with no land need or with two."""
        if (self.land_ha is None) == (self.land is None):
            kind = "one_land_need"
            found = "neither" if self.land is None else "both"
            raise PydanticCustomError(kind, "give either land_ha or land", {"found": found})
        return self

    @property
    def output_yi(self) -> float:
        """Return the planned annual output in 亿元."""
        return cny_to_yi(self.annual_output_cny)

    def land_need_ha(self, target: Target) -> float:
        """Return the land need in hectares: as given, or output ÷ target intensity.

        60 亿元 at 75 亿元/km² need 0.8 km² = 80 ha.
        """
        if self.land_ha is not None:
            return self.land_ha
        return km2_to_ha(self.output_yi / target.intensity_yi_per_km2)
