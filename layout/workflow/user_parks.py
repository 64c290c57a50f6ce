"""The office's own parks: taken in as the workspace item `parks`, and laid over the table of parks.

desk_table("parks")  =  office_parks_over(table("parks"), office)
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.embedded import table
from geodata.text import Bilingual
from layout.entities.matching import match_row
from layout.entities.vocabulary import PARK_LEVELS
from layout.entities.wording import both, listing, say
from layout.errors import OwnSiteError
from layout.sites.user_columns import LEVEL_WORDS, read_fields, require_known
from layout.sites.user_parks import lay_over, match_parks, new_park_id, require_single
from layout.workflow.desk import PARKS_ITEM
from layout.workflow.statistics_join import desk_register
from layout.workflow.user_ground import ground

if TYPE_CHECKING:
    from geodata.workspace import Workspace

MATCHED = "park_id"
_NAMED = 5
_SURFACE = 2


def matched_parks(frame: pd.DataFrame, *, origin: str) -> tuple[pd.DataFrame, tuple[Bilingual, ...]]:
    """Return the office's parks with their park_id, and what is told of the match.

    Parameters
    ----------
    frame
        Points or polygons with their attributes, or a table; the index counts rows as in the file.
    origin
        Name of the file in messages.

    Raises
    ------
    OwnSiteError
        A row has no name, two rows stand for one park, or a cell does not hold what its column promises.
    """
    fields, ignored = read_fields(_attributes(frame), origin=origin)
    exact = match_parks(fields, table("parks"), origin=origin)
    matched, maybe = _by_other_names(exact, fields)
    require_single(matched, origin=origin)
    names = fields["name_zh"].where(fields["name_zh"] != "", fields["name_en"])
    fresh = matched == ""
    ids = matched.copy()
    for row in ids.index[fresh]:
        wanted = fields.loc[row, "host_park_id"] or fields.loc[row, "site_id"]
        ids[row] = new_park_id(names[row] or fields.loc[row, "catalogue_code"] or wanted, wanted)
    told = [say("own_parks.matched", count=int((~fresh).sum()), total=len(ids))]
    if fresh.any():
        told.append(say("own_parks.new", count=int(fresh.sum()), names=_some(names[fresh])))
    told += [
        say("own_parks.maybe", name=both(str(names[row])[:40]), parks=found) for row, found in maybe.items()
    ]
    if ignored:
        told.append(say("own_sites.ignored", columns=_some(pd.Series(ignored)), count=len(ignored)))
    kept = frame.drop(columns=[name for name in frame.columns if str(name) == MATCHED])
    return kept.assign(**{MATCHED: ids}), tuple(told)


def _by_other_names(exact: pd.Series, fields: pd.DataFrame) -> tuple[pd.Series, dict[int, Bilingual]]:
    """Return the match with aliases and short names taken too, and for the rest the parks that a row could be."""
    register, parks = desk_register("38"), table("parks").set_index("park_id")
    matched, maybe = exact.copy(), {}
    for row in exact.index[exact == ""]:
        text = fields.loc[row, "name_zh"] or fields.loc[row, "name_en"]
        found = match_row(text, fields.loc[row, "catalogue_code"], register=register, kinds=("park",))
        if found.status == "sure" and found.kind == "park" and found.entity_id in parks.index:
            matched[row] = found.entity_id
        elif alternatives := [
            key for kind, key in found.alternatives if kind == "park" and key in parks.index
        ]:
            maybe[row] = listing(
                Bilingual(en=str(parks.loc[key, "name_en"]), zh=str(parks.loc[key, "name_zh"]))
                for key in alternatives
            )
    return matched, maybe


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
    attributes = _attributes(office)
    fields, _ = read_fields(attributes.drop(columns=MATCHED), origin=PARKS_ITEM)
    return fields.assign(host_park_id=attributes[MATCHED])


def _attributes(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame without its geometry."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    return pd.DataFrame(frame.drop(columns=frame.geometry.name))


def _shapes(frame: pd.DataFrame) -> np.ndarray:
    """Return the shapes of a layer in two dimensions; None for a table."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return np.full(len(frame), None, dtype=object)
    return np.array(shapely.force_2d(np.asarray(frame.geometry, dtype=object)), dtype=object)


def _some(names: pd.Series) -> Bilingual:
    """Return the first few names."""
    more = say("own_sites.more") if len(names) > _NAMED else both("")
    shown = listing(both(str(name)[:40]) for name in names.iloc[:_NAMED])
    return Bilingual(en=shown.en + more.en, zh=shown.zh + more.zh)
