"""The office's own sites on the map: those that the workspace keeps, and those of a run."""

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from geodata.crs import WGS84
from layout.entities.candidates import OwnSitesSetting
from layout.sites.user_model import OWN
from layout.ui.kept.runs import find_run, workspace_in_use
from layout.workflow.desk.dem import workspace_dem
from layout.workflow.desk.tables import SITES_ITEM
from layout.workflow.sites.own import Candidature, Whereabouts
from layout.workflow.sites.user_sites import candidature, kept_own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

COLUMNS: Final = ("name_zh", "name_en", "land_ha", "district_zh", "district_en")
_DOT_DEG: Final = 0.003
"""Half the width of the mark of a point, about 300 m."""


def kept_sites() -> Candidature | None:
    """Return the own sites of the workspace in use, None where it keeps none.

    Raises
    ------
    OwnSiteError
        They cannot be used as they are.
    WorkspaceError
        The workspace is damaged.
    """
    workspace = workspace_in_use()
    if workspace is None or all(item.item_id != SITES_ITEM for item in workspace.items()):
        return None
    layer = kept_own(workspace, SITES_ITEM)
    dem = workspace_dem(workspace)
    return candidature(layer, OwnSitesSetting(), where=Whereabouts(workspace=workspace), dem=dem)


def kept_frame() -> gpd.GeoDataFrame:
    """Return the own sites of the workspace as shapes for the map; a point becomes a small square.

    Raises
    ------
    OwnSiteError, WorkspaceError
        As :func:`kept_sites`.
    """
    found = kept_sites()
    return _shapes(pd.DataFrame(columns=[*COLUMNS, "lon", "lat"]), {}) if found is None else _of(found)


def run_frame(token: str) -> gpd.GeoDataFrame:
    """Return the own sites of a run as shapes for the map.

    Parameters
    ----------
    token
        The run.

    Raises
    ------
    UnknownRunError
        As `find_run`.
    """
    result = find_run(token).result
    if result.own is None:
        return _shapes(result.sites.iloc[:0].assign(land_ha=0.0), {})
    sites = result.sites[result.sites["origin"] == OWN]
    return _shapes(sites, result.own.sites.outlines)


def _of(found: Candidature) -> gpd.GeoDataFrame:
    """Return own sites as shapes."""
    return _shapes(found.sites.frame, found.sites.outlines)


def _shapes(sites: pd.DataFrame, outlines: "Mapping[str, BaseGeometry]") -> gpd.GeoDataFrame:
    """Return sites with their outlines, points as small squares."""
    points = gpd.GeoSeries(gpd.points_from_xy(sites["lon"], sites["lat"]), index=sites.index, crs=None)
    marks = points.buffer(_DOT_DEG, cap_style="square")
    shapes = [outlines.get(str(key), mark) for key, mark in zip(sites.index, marks, strict=True)]
    frame = sites[list(COLUMNS)].rename_axis("site_id").reset_index()
    frame = frame.assign(label_lon=sites["lon"].to_numpy(), label_lat=sites["lat"].to_numpy())
    geometry = gpd.GeoSeries(shapes, index=frame.index, crs=WGS84)
    return gpd.GeoDataFrame(frame, geometry=geometry)
