"""Contiguous areas that studies have found, kept for the map under a token."""

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import Final

import geopandas as gpd

from layout.errors import LayoutError

KEPT: Final = 24
_TOKEN_LENGTH: Final = 20
_found: OrderedDict[str, gpd.GeoDataFrame] = OrderedDict()
_lock = Lock()


class UnknownAreasError(LayoutError, KeyError):
    """Areas that this server does not hold (any more)."""


def keep_found(frame: gpd.GeoDataFrame) -> str:
    """Keep areas in WGS84 and return their token.

    Parameters
    ----------
    frame
        Columns area_id, area_ha, mean_score and geometry, at least.
    """
    content = frame.to_json(drop_id=True).encode()
    token = hashlib.sha256(content).hexdigest()[:_TOKEN_LENGTH]
    with _lock:
        _found[token] = frame.assign(kind="area")
        while len(_found) > KEPT:
            _found.popitem(last=False)
    return token


def known_areas(token: str) -> gpd.GeoDataFrame:
    """Return the areas with this token.

    Raises
    ------
    UnknownAreasError
        They were never kept here, or later ones have taken their place.
    """
    with _lock:
        if token in _found:
            return _found[token]
    raise UnknownAreasError(
        en=f"areas {token!r}: not among the latest {KEPT} of this server; search again",
        zh=f"连片区域 {token!r}：不在本服务器最近保留的 {KEPT} 组之内；请重新搜索",
    )
