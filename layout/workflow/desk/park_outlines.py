"""The outlines of parks that the office has given, for the map; parks without one stay points."""

import geopandas as gpd

from geodata.crs import WGS84
from layout.workflow.desk.office_parks import office_outlines
from layout.workflow.desk.tables import PARKS_ITEM, desk_items, desk_table, desk_workspace


def has_park_layer() -> bool:
    """Return whether the office's workspace holds parks at all, without reading them."""
    return PARKS_ITEM in desk_items()


def park_outline_frame() -> gpd.GeoDataFrame:
    """Return the office's polygons of parks: park_id, name_zh, name_en, geometry (EPSG:4326); no row where it gave none.

    Raises
    ------
    OwnSiteError, WorkspaceError
        As `layout.workflow.desk.tables.desk_table` and `layout.workflow.sites.user_parks.office_outlines`.
    """
    parks = desk_table("parks")
    outlines = office_outlines(desk_workspace(), parks)
    found = parks.loc[parks["park_id"].isin(list(outlines)), ["park_id", "name_zh", "name_en"]]
    shapes = [outlines[str(park)] for park in found["park_id"]]
    return gpd.GeoDataFrame(found.reset_index(drop=True), geometry=gpd.GeoSeries(shapes, crs=WGS84))
