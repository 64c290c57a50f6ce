"""The layers of a suitability case: files, datasets of the catalogue, and those computed from them."""

from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, model_validator

from layout.config.derived_layer import (
    KINDS,
    DensityLayer,
    GravityLayer,
    OutlinesLayer,
    ReliefLayer,
    Resampling,
    SlopeLayer,
    TransferLayer,
    TravelTimeLayer,
)
from layout.entities.model import FrozenModel, Text
from layout.errors import CaseError

Finite = Annotated[float, Field(allow_inf_nan=False)]


class LayerFile(FrozenModel):
    """A layer by its file; raster or shapes by the suffix of the name.

    Parameters
    ----------
    path
        The file, from the folder of the case; left out or not there, the rules on it are reported as not evaluated.
    dataset
        A layer of points or polygons of the product's own catalogue instead, such as `infrastructure`.
    band
        Band of a raster.
    layer
        Layer of a GeoPackage.
    crs
        CRS where the file states none.
    nodata
        No-data value where the raster states none or a wrong one.
    resampling
        How cells are made of a raster that is not on the grid: `nearest` or `mode` for classes, `bilinear` or `average`
        for quantities. Without it such a raster is refused.
    source, licence
        Where the data come from and what may be done with them; kept in the result.
    """

    path: Text | None = None
    dataset: Text | None = None
    band: Annotated[int, Field(ge=1)] = 1
    layer: Text | None = None
    crs: Text | None = None
    nodata: Finite | None = None
    resampling: Resampling | None = None
    source: str = ""
    licence: str = ""

    @property
    def origin(self) -> str:
        """Return the file or the dataset, empty where there is neither."""
        return self.path or self.dataset or ""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        """Refuse a layer that is both a file and one of the catalogue."""
        if self.path is not None and self.dataset is not None:
            raise CaseError(
                en=f"layers: path {self.path} and dataset {self.dataset} found; state one of the two.",
                zh=f"layers：path（{self.path}）与 dataset（{self.dataset}）只能填写一项。",
            )
        return self


def _tag(layer: object) -> str:
    """Return which model reads a layer."""
    kind = layer.get("derive", "") if isinstance(layer, dict) else getattr(layer, "derive", "")
    return f"derive={kind}"


AnyLayer = Annotated[
    Annotated[LayerFile, Tag("derive=")]
    | Annotated[ReliefLayer, Tag("derive=relief")]
    | Annotated[SlopeLayer, Tag("derive=slope")]
    | Annotated[DensityLayer, Tag("derive=density")]
    | Annotated[GravityLayer, Tag("derive=gravity")]
    | Annotated[TravelTimeLayer, Tag("derive=travel_time")]
    | Annotated[TransferLayer, Tag("derive=transfer")]
    | Annotated[OutlinesLayer, Tag("derive=outlines")],
    Discriminator(
        _tag,
        custom_error_type="derive",
        custom_error_message="unknown kind of derived layer",
        custom_error_context={"kinds": ", ".join(KINDS)},
    ),
]
