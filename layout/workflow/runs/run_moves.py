"""How every site moved between two kept rankings, for the map of differences."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.crs import WGS84
from layout.runs import Run


def rank_moves(old: Run, new: Run) -> pd.DataFrame:
    """Return how every site of two kept rankings moved.

    Parameters
    ----------
    old, new
        Runs of kind score.

    Returns
    -------
    pandas.DataFrame
        Index site_id, the best of `new` first; columns name_zh, name_en, rank_old, rank_new (NaN where a run does not
        have the site), moved (places won, negative lost), lon, lat (degrees WGS84).
    """
    sites = list(dict.fromkeys([*new.result["alternatives"], *old.result["alternatives"]]))
    names = {**old.result["names"], **new.result["names"]}
    places = {**old.result["places"], **new.result["places"]}
    frame = pd.DataFrame(
        {
            "name_zh": [names[site]["zh"] for site in sites],
            "name_en": [names[site]["en"] for site in sites],
            "rank_old": _numbers(old.result["ranks"], sites),
            "rank_new": _numbers(new.result["ranks"], sites),
        },
        index=pd.Index(sites, name="site_id"),
    )
    frame["moved"] = frame["rank_old"] - frame["rank_new"]
    for axis in ("lon", "lat"):
        frame[axis] = _numbers({site: places[site][axis] for site in sites}, sites)
    return frame


def _numbers(table: dict[str, Any], sites: list[str]) -> np.ndarray:
    """Return a table of a result in the order of `sites`, NaN where it has nothing."""
    return np.array([np.nan if table.get(site) is None else float(table[site]) for site in sites])


def moves_frame(moves: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the moves as points; a site without a position has no geometry. Columns as `rank_moves`, site_id first."""
    frame = moves.reset_index()
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), index=frame.index, crs=WGS84)
    points[frame["lon"].isna()] = None
    return gpd.GeoDataFrame(frame.drop(columns=["lon", "lat"]), geometry=points)
