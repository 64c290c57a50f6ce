"""What changed between two kept rankings: every site's ranks, scores and the criterion that moved it most."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.crs import WGS84
from layout.runs import Run

_LEAST = 5e-5
"""A change of score below half of the last digit shown is none."""


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
        have the site), moved (places won, negative lost), score_change, criterion ("" where none stands out),
        criterion_change (points of the weighted sum), lon, lat (degrees WGS84).
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
    change = _numbers(new.result["scores"], sites) - _numbers(old.result["scores"], sites)
    frame["score_change"] = np.where(np.abs(change) < _LEAST, 0.0, change)
    causes = [_cause(old.result, new.result, site) for site in sites]
    frame["criterion"] = [criterion for criterion, _ in causes]
    frame["criterion_change"] = [amount for _, amount in causes]
    for axis in ("lon", "lat"):
        frame[axis] = _numbers({site: places[site][axis] for site in sites}, sites)
    return frame


def _numbers(table: dict[str, Any], sites: list[str]) -> np.ndarray:
    """Return a table of a result in the order of `sites`, NaN where it has nothing."""
    return np.array([np.nan if table.get(site) is None else float(table[site]) for site in sites])


def _cause(old: dict[str, Any], new: dict[str, Any], site: str) -> tuple[str, float]:
    """Return the criterion whose contribution changed most at a site, and by how much."""
    before, after = old["contributions"].get(site), new["contributions"].get(site)
    if before is None or after is None:
        return "", float("nan")
    changes = {
        key: (after.get(key) or 0.0) - (before.get(key) or 0.0) for key in dict.fromkeys([*before, *after])
    }
    most = max(changes, key=lambda key: abs(changes[key]))
    return (most, changes[most]) if abs(changes[most]) >= _LEAST else ("", 0.0)


def moves_frame(moves: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the moves as points; a site without a position has no geometry. Columns as `rank_moves`, site_id first."""
    frame = moves.reset_index()
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), index=frame.index, crs=WGS84)
    points[frame["lon"].isna()] = None
    return gpd.GeoDataFrame(frame.drop(columns=["lon", "lat"]), geometry=points)
