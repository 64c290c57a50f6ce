"""Contiguous areas kept as candidate sites: a new version of the layer `sites` of the office's workspace."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from geodata.crs import WGS84
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from geodata.workspace.model import Version
from layout.config.suitability_case import SuitabilityCase
from layout.entities.wording import listing, say
from layout.workflow.desk import SITES_ITEM, workspace_folder


def keep_as_sites(areas: gpd.GeoDataFrame, case: SuitabilityCase) -> Version:
    """Keep areas below the candidates that the workspace has already, and return the version; a workspace is made if need be.

    Parameters
    ----------
    areas
        Columns area_id, area_ha, mean_score and geometry, in WGS84.
    case
        The study that found them: its title and sources stay with them.

    Raises
    ------
    WorkspaceError, WriteError
        The workspace cannot be written, or its `sites` are no layer.
    """
    folder = workspace_folder()
    workspace = Workspace.open(folder) if Workspace.exists(folder) else Workspace.create(folder)
    fresh = sites_of(areas, case)
    if any(item.item_id == SITES_ITEM for item in workspace.items(binned=True)):
        workspace.recover(SITES_ITEM)  # a binned item takes no version; what was in it is not taken over
    elif any(item.item_id == SITES_ITEM for item in workspace.items()):
        older = gpd.GeoDataFrame(workspace.load(SITES_ITEM).frame).to_crs(WGS84)
        known = set(older["site_id"]) if "site_id" in older.columns else set()
        fresh = fresh[~fresh["site_id"].isin(known)]
        if "area_ha" in older.columns:
            fresh = fresh.rename(columns={"land_ha": "area_ha"})
        fresh = gpd.GeoDataFrame(pd.concat([older, fresh], ignore_index=True), crs=WGS84)
    sources = [Bilingual(en=layer.source, zh=layer.source) for layer in case.layers.values() if layer.source]
    provenance = Provenance(
        licence="; ".join(dict.fromkeys(layer.licence for layer in case.layers.values() if layer.licence))
        or "-",
        attribution=listing(sources) if sources else case.title.bilingual,
        vintage="",
        source_ids=(),
        checksum_sha256="",
        note=say("suitpage.keep.note", title=case.title.bilingual),
    )
    return workspace.add_layer(Layer(SITES_ITEM, say("suitpage.keep.title"), fresh, provenance))


def sites_of(areas: gpd.GeoDataFrame, case: SuitabilityCase) -> gpd.GeoDataFrame:
    """Return areas as candidate sites: site_id, name_zh, name_en, land_ha, suitability_score, note, geometry.

    Parameters
    ----------
    areas, case
        As for `keep_as_sites`.
    """
    names = [say("suitpage.keep.name", id=area) for area in areas["area_id"]]
    notes = _notes(areas, case)
    return gpd.GeoDataFrame(
        {
            "site_id": areas["area_id"].to_list(),
            "name_zh": [name.zh for name in names],
            "name_en": [name.en for name in names],
            "land_ha": areas["area_ha"].to_list(),
            "suitability_score": areas["mean_score"].to_list(),
            "note": notes,
        },
        geometry=areas.geometry.to_list(),
        crs=WGS84,
    )


def _notes(areas: gpd.GeoDataFrame, case: SuitabilityCase) -> Sequence[str]:
    """Return where each site comes from, in both languages."""
    text = say("suitpage.keep.from", title=case.title.bilingual)
    return [f"{text.zh} / {text.en}"] * len(areas)
