"""The office's own parks, the workspace item `parks`, laid over the table of parks.

desk_table("parks")  =  office_parks_over(table("parks"), office)
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.embedded import table
from layout.entities.vocabulary import PARK_LEVELS
from layout.errors import OwnSiteError
from layout.sites.user_columns import LEVEL_WORDS, read_fields, require_known
from layout.sites.user_parks import lay_over
from layout.workflow.desk.ground import ground
from layout.workflow.desk.names import PARKS_ITEM

if TYPE_CHECKING:
    from geodata.workspace import Workspace

MATCHED: Final = "park_id"
_SURFACE = 2


def office_parks_over(parks: pd.DataFrame, office: pd.DataFrame) -> pd.DataFrame:
    """Return the table of parks with the office's parks laid over it: point, precision, measured area, new parks below.

    Parameters
    ----------
    parks
        The table of parks.
    office
        The workspace item `parks`, with `park_id` as `matched_parks` gives it.

    Raises
    ------
    OwnSiteError
        A cell does not hold what its column promises.
    """
    fields = _fields(office)
    clusters = table("clusters")
    names = dict(zip(clusters["name_zh"], clusters["cluster_id"], strict=True))
    carried = require_known(
        fields["cluster_ids"], clusters["cluster_id"], what="cluster_ids", origin=PARKS_ITEM, names=names
    )
    level = require_known(fields["level"], PARK_LEVELS, what="level", origin=PARKS_ITEM, names=LEVEL_WORDS)
    return lay_over(
        parks, fields.assign(cluster_ids=carried, level=level), shapes=_shapes(office), ground=ground()
    )


def office_outlines(workspace: "Workspace | None", parks: pd.DataFrame) -> Mapping[str, BaseGeometry]:
    """Return the office's polygons of parks by park_id, {} where it has given none.

    Parameters
    ----------
    workspace
        The workspace, None for none.
    parks
        The table of parks: outlines of others are left out.

    Raises
    ------
    WorkspaceError
        The workspace is damaged.
    """
    if workspace is None:
        return {}
    item = next((one for one in workspace.items() if one.item_id == PARKS_ITEM), None)
    if item is None or item.current.kind != "layer" or MATCHED not in item.current.columns:
        return {}
    frame = workspace.load(PARKS_ITEM).frame
    shapes, known = _shapes(frame), set(parks["park_id"])
    flat = np.asarray(shapely.get_dimensions(shapes)) == _SURFACE
    named = zip(frame[MATCHED], shapes, flat, strict=True)
    return {str(key): shape for key, shape, surface in named if surface and key in known}


def _fields(office: pd.DataFrame) -> pd.DataFrame:
    """Return what the office's columns say, with the ids of the match."""
    if MATCHED not in office:
        raise OwnSiteError(
            en=f"Workspace item {PARKS_ITEM}: no column {MATCHED}; import the file again with --as parks.",
            zh=f"工作区条目 {PARKS_ITEM}：缺少 {MATCHED} 列；请用 --as parks 重新导入。",
        )
    attributes = attributes_of(office)
    fields, _ = read_fields(attributes.drop(columns=MATCHED), origin=PARKS_ITEM)
    return fields.assign(host_park_id=attributes[MATCHED])


def attributes_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame without its geometry.

    Parameters
    ----------
    frame
        A layer, or a table, which comes back as it is.
    """
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    return pd.DataFrame(frame.drop(columns=frame.geometry.name))


def _shapes(frame: pd.DataFrame) -> np.ndarray:
    """Return the shapes of a layer in two dimensions; None for a table."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return np.full(len(frame), None, dtype=object)
    return np.array(shapely.force_2d(np.asarray(frame.geometry, dtype=object)), dtype=object)
