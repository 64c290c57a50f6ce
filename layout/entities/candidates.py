"""Which sites a case compares."""

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from layout.entities.model import FrozenModel, Text, UniqueTuple, Words
from layout.entities.vocabulary import ParkLevel, ParkType

CandidateLayer = Literal["parks", "sites", "parks+sites"]
CANDIDATE_LAYERS: tuple[CandidateLayer, ...] = get_args(CandidateLayer)


class OwnSitesSetting(FrozenModel):
    """What is said about the office's own sites as a whole.

    Parameters
    ----------
    source_layer
        Which layer, sheet or archive member of the file.
    crs, datum, axes
        Answers to questions that the file leaves open, as for `cqlayout data check`.
    position_precision_m
        How well points are placed that state no precision, in metres.
    inherit_clusters
        Whether a site that names no cluster takes those of the park that it lies in.
    dem
        Path of an elevation raster of the office, relative to the case file.
    dem_item
        Item of the workspace that holds one; `dem`, where it is there, when neither is given.
    """

    source_layer: Text | None = None
    crs: Text | None = None
    datum: Literal["wgs84", "gcj02", "bd09"] | None = None
    axes: Literal["xy", "yx"] | None = None
    position_precision_m: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    inherit_clusters: bool | None = None
    dem: Text | None = None
    dem_item: Text | None = None

    @model_validator(mode="after")
    def _one_dem(self) -> "OwnSitesSetting":
        """Refuse two elevation rasters."""
        if self.dem is not None and self.dem_item is not None:
            kind = "one_dem"
            raise PydanticCustomError(kind, "dem and dem_item are both given", {"found": "dem and dem_item"})
        return self


class Candidates(FrozenModel):
    """Which sites are compared.

    Parameters
    ----------
    layer
        The parks of the table, the office's own sites, or both.
    path
        File of own sites, relative to the case file.
    item
        Item of the workspace that holds own sites; `sites` where neither is given.
    sites
        What is said about own sites as a whole.
    levels, types
        Only parks of these levels and types; empty means all.
    industry_words_zh
        Only parks whose printed leading industries (Chinese) contain one of these words; empty means all.
    include
        Only these parks, and only these own sites; a kind of which none is named stays whole.
    exclude
        Never these sites.
    reason
        Why the candidates are chosen so.
    """

    layer: CandidateLayer
    path: Text | None = None
    item: Text | None = None
    sites: OwnSitesSetting | None = None
    levels: UniqueTuple[ParkLevel] = ()
    types: UniqueTuple[ParkType] = ()
    industry_words_zh: UniqueTuple[Text] = ()
    include: UniqueTuple[Text] = ()
    exclude: UniqueTuple[Text] = ()
    reason: Words

    @model_validator(mode="after")
    def _one_origin(self) -> "Candidates":
        """Refuse own sites from two places, and their settings where only parks are compared."""
        if self.path is not None and self.item is not None:
            kind = "one_origin"
            raise PydanticCustomError(kind, "path and item are both given", {"found": "path and item"})
        if self.layer == "parks" and (self.path or self.item or self.sites):
            kind = "own_sites_unused"
            raise PydanticCustomError(kind, "own sites are not compared", {"found": 'layer = "parks"'})
        return self
