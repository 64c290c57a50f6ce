"""Layers that are computed from other layers before a study is: one model a kind, each with the reach of what it reads."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from layout.entities.model import FrozenModel, Text
from layout.errors import CaseError
from layout.rules.grid_rule import Attributes, CellTest

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Resampling = Literal["nearest", "bilinear", "cubic", "average", "mode", "min", "max"]
OTHER = "other"
"""The entry of a table of speeds that stands for all classes not named."""


class DerivedLayer(FrozenModel):
    """What all kinds share.

    Parameters
    ----------
    of
        The layer that it is computed from, one with a file or a dataset.
    source, licence
        Where the data come from and what may be done with them; kept in the result.
    """

    of: Text
    source: str = ""
    licence: str = ""
    of_raster: ClassVar[bool] = False
    """Whether the layer that it is computed from must be a raster; shapes otherwise."""
    gives_shapes: ClassVar[bool] = False
    """Whether rules and criteria use it like shapes; like a raster otherwise."""

    @property
    def kind(self) -> str:
        """Return the word that names the kind."""
        return str(getattr(self, "derive", ""))

    @property
    def path(self) -> None:
        """Return that it has no file of its own."""

    @property
    def dataset(self) -> None:
        """Return that it is not in the catalogue."""

    @property
    def item(self) -> None:
        """Return that it is no item of the workspace."""

    @property
    def origin(self) -> str:
        """Return what it is computed from, in short."""
        return f"{self.kind}({', '.join(self.inputs)})"

    @property
    def inputs(self) -> tuple[str, ...]:
        """Return the layers that it is computed from."""
        return (self.of,)

    @property
    def reach_m(self) -> float:
        """Return how far from a cell data count, in metres; 0 where only the cell and its eight neighbours do."""
        return 0.0


class ReliefLayer(DerivedLayer):
    """Highest minus lowest elevation within a circle, in the unit of the elevations.

    Parameters
    ----------
    radius_m
        Radius of the circle.
    """

    derive: Literal["relief"]
    radius_m: Positive
    of_raster: ClassVar[bool] = True

    @property
    def reach_m(self) -> float:
        """Return the radius."""
        return self.radius_m


class SlopeLayer(DerivedLayer):
    """Slope by Horn 1981 on the raster's own cells, in metres or in degrees, then brought onto the grid of the study.

    Parameters
    ----------
    unit
        `percent` or `degrees`.
    resampling
        How cells of the study are made where the raster is not on its grid.
    """

    derive: Literal["slope"]
    unit: Literal["percent", "degrees"] = "percent"
    resampling: Resampling | None = None
    of_raster: ClassVar[bool] = True


class DensityLayer(DerivedLayer):
    """Points per km² within a circle.

    Parameters
    ----------
    where
        Only points whose attributes have one of the values given.
    radius_m
        Radius of the circle.
    """

    derive: Literal["density"]
    where: Attributes = Field(default_factory=dict)
    radius_m: Positive

    @property
    def reach_m(self) -> float:
        """Return the radius."""
        return self.radius_m


class GravityLayer(DerivedLayer):
    """Sum of mass ÷ distance ^ power over the points within reach.

    Parameters
    ----------
    where
        As for a density.
    mass
        The attribute that holds the mass; each point has one.
    reach
        See `reach_m`, the key in a case: points further than this do not count.
    nearest_m
        Distances below this count as this.
    power
        1 or 2 as a rule.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    derive: Literal["gravity"]
    where: Attributes = Field(default_factory=dict)
    mass: Text
    reach: Annotated[Positive, Field(alias="reach_m")]
    nearest_m: Positive
    power: Annotated[float, Field(ge=0, le=8, allow_inf_nan=False)] = 2.0

    @property
    def reach_m(self) -> float:
        """Return the reach."""
        return self.reach


class TravelTimeLayer(DerivedLayer):
    """Minutes over a network of lines to the nearest of some points; no data out of reach of the network.

    Parameters
    ----------
    to
        The layer of destinations.
    where, to_where
        Only lines, only destinations, whose attributes have one of the values given.
    class_of
        The key `class` in a case: the attribute of a line that tells its class.
    speeds_kmh
        Speed of each class; `other` stands for all not named. Without it these are closed.
    access_kmh
        Speed straight from a cell to the network.
    reach
        The key `reach_m` in a case: cells further than this from the network have no data.
    spacing_m
        How often a line gets points that a cell may start from; the cell of the grid where not given.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    derive: Literal["travel_time"]
    to: Text
    where: Attributes = Field(default_factory=dict)
    to_where: Attributes = Field(default_factory=dict)
    class_of: Annotated[Text, Field(alias="class")]
    speeds_kmh: Annotated[dict[Text, Positive], Field(min_length=1)]
    access_kmh: Positive
    reach: Annotated[Positive, Field(alias="reach_m")]
    spacing_m: Positive | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """Return network and destinations."""
        return self.of, self.to

    @property
    def reach_m(self) -> float:
        """Return the reach."""
        return self.reach

    @model_validator(mode="after")
    def _two_layers(self) -> Self:
        """Refuse a network that is its own destination."""
        if self.of == self.to:
            raise CaseError(
                en=f"layers: travel_time of {self.of} to {self.to} found; name a layer of lines and another of points.",
                zh=f"layers：travel_time 的路网与目的地均为 {self.of}；请分别指定线图层和点图层。",
            )
        return self


class TransferLayer(DerivedLayer):
    """The number that the polygon under a cell carries; no data where there is none.

    Parameters
    ----------
    where
        Only polygons whose attributes have one of the values given.
    attribute
        The attribute that holds the number.
    """

    derive: Literal["transfer"]
    where: Attributes = Field(default_factory=dict)
    attribute: Text


class OutlinesLayer(DerivedLayer):
    """The outlines of the cells of a raster that meet a test, on the raster's own cells: a class of land cover as shapes.

    Parameters
    ----------
    test
        Values or limits; a cell without data never meets it.
    reach
        The key `reach_m` in a case: cells up to this far from the area are outlined; rules and criteria look no further.
    """

    model_config = ConfigDict(serialize_by_alias=True)

    derive: Literal["outlines"]
    test: CellTest
    reach: Annotated[Positive, Field(alias="reach_m")]
    of_raster: ClassVar[bool] = True
    gives_shapes: ClassVar[bool] = True

    @property
    def reach_m(self) -> float:
        """Return the reach."""
        return self.reach

    @model_validator(mode="after")
    def _test_of_cells(self) -> Self:
        """Refuse a test of shapes."""
        if self.test.is_spatial:
            raise CaseError(
                en=f"layers: outlines of {self.of} with inside, within_m or beyond_m found; test values or limits (ge, gt, le, lt),"
                " and state the distance in the rule.",
                zh=f"layers：{self.of} 的 outlines 不能用 inside、within_m 或 beyond_m；请用 values 或界限（ge、gt、le、lt），距离写在规则中。",
            )
        return self


KINDS = ("relief", "slope", "density", "gravity", "travel_time", "transfer", "outlines")
