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
from layout.sites.user_columns import FIELDS
from layout.workflow.desk.tables import SITES_ITEM, workspace_folder
from layout.workflow.sites.kept_sites import column_of, keep_changed, site_ids

_TOLD = ("slope_", "nearest_", "access_", "why_", "excluded_share", "no_data_share")


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
    OwnSiteError
        The item `sites` has no positions, or another session holds it for too long.
    WorkspaceError, WriteError
        The workspace cannot be written, or is damaged.
    """
    folder = workspace_folder()
    workspace = Workspace.open(folder) if Workspace.exists(folder) else Workspace.create(folder)
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
    return keep_changed(
        workspace,
        lambda older: Layer(
            SITES_ITEM, say("suitpage.keep.title"), _joined(older, sites_of(areas, case)), provenance
        ),
    )


def _joined(older: gpd.GeoDataFrame | None, fresh: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the candidates in use with the new ones below; none comes twice."""
    if older is None:
        return fresh
    placed = older.to_crs(WGS84)
    added = fresh[~fresh["site_id"].isin(set(site_ids(placed)))]
    below = _in_columns_of(placed, added)
    if placed.geometry.name != below.geometry.name:
        below = below.rename_geometry(placed.geometry.name)
    return gpd.GeoDataFrame(
        pd.concat([placed, below], ignore_index=True), geometry=placed.geometry.name, crs=WGS84
    )


def _in_columns_of(placed: gpd.GeoDataFrame, added: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return sites with their fields in the columns, and units, in which a layer says them already."""
    for field in FIELDS:
        column = column_of(placed, field.name)
        if column is None or column == field.name or field.name not in added:
            continue
        cells = added[field.name]
        values = cells / (field.factor(column) or 1.0) if field.kind == "number" else cells
        added = added.drop(columns=field.name).assign(**{column: values})
    return added


def sites_of(areas: gpd.GeoDataFrame, case: SuitabilityCase) -> gpd.GeoDataFrame:
    """Return areas as candidate sites: site_id, name_zh, name_en, land_ha, suitability_score, note, what they tell, geometry.

    Slope, access and reasons that an area tells stay with it, in columns of their own; the reasons stand in the note, too.

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
            **{str(name): areas[name].to_list() for name in areas.columns if str(name).startswith(_TOLD)},
        },
        geometry=areas.geometry.to_list(),
        crs=WGS84,
    )


def _notes(areas: gpd.GeoDataFrame, case: SuitabilityCase) -> Sequence[str]:
    """Return where each site comes from, in both languages."""
    text = say("suitpage.keep.from", title=case.title.bilingual)
    whole = f"{text.zh} / {text.en}"
    if "why_en" not in areas.columns:
        return [whole] * len(areas)
    reasons = zip(areas["why_zh"], areas["why_en"], strict=True)
    return [f"{whole}。{zh} / {en}" if isinstance(zh, str) and zh else whole for zh, en in reasons]
