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

ORIGINS = ("path", "dataset", "item")
WORKSPACE_PREFIX = "workspace:"
Finite = Annotated[float, Field(allow_inf_nan=False)]


class LayerFile(FrozenModel):
    """A layer by its file; raster or shapes by the suffix of the name.

    Parameters
    ----------
    path
        The file, from the folder of the case; left out or not there, the rules on it are reported as not evaluated.
    dataset
        A layer of points or polygons of the product's own catalogue instead, such as `infrastructure`.
    item
        An item of the workspace in use instead: a raster such as `dem` or `landcover`, or a layer.
    version
        Which version of the item, the newest without.
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
    item: Text | None = None
    version: Annotated[int, Field(ge=1)] | None = None
    band: Annotated[int, Field(ge=1)] = 1
    layer: Text | None = None
    crs: Text | None = None
    nodata: Finite | None = None
    resampling: Resampling | None = None
    source: str = ""
    licence: str = ""

    @property
    def origin(self) -> str:
        """Return the file, the dataset or the item of the workspace, empty where there is none of them."""
        kept = f"{WORKSPACE_PREFIX}{self.item}" if self.item is not None else ""
        return self.path or self.dataset or kept

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        """Refuse a layer from two places, and a version of what is no item."""
        stated = {name: found for name in ORIGINS if (found := getattr(self, name)) is not None}
        if len(stated) > 1:
            (first, one), (second, other), *_ = stated.items()
            raise CaseError(
                en=f"layers: {first} {one} and {second} {other} found; state one of path, dataset and item.",
                zh=f"layers：{first}（{one}）与 {second}（{other}）同时出现；path、dataset、item 只能填写一项。",
            )
        if self.version is not None and self.item is None:
            raise CaseError(
                en=f"layers: version {self.version} found without item; versions are those of an item of the workspace.",
                zh=f"layers：填写了 version（{self.version}）而没有 item；版本属于工作区中的条目。",
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
