"""Uploads that were read and not imported yet, for the map: found by a token that cannot be guessed, forgotten soon."""

import secrets
from typing import Final

import geopandas as gpd

from geodata.text import Bilingual
from layout.errors import LayoutError
from layout.ui.kept.latest import Latest
from layout.viz.own import own_style
from layout.viz.spec import StyleSpec
from layout.workflow.desk.layers import Drawable

KEPT_PREVIEWS: Final = 16
_TOKEN_BYTES: Final = 16

Preview = tuple[gpd.GeoDataFrame, StyleSpec]


class UnknownPreviewError(LayoutError, KeyError):
    """A preview that this server does not hold (any more)."""


_previews: Latest[Preview] = Latest(KEPT_PREVIEWS)


def keep_preview(made: Drawable, title: Bilingual) -> str:
    """Keep a layer for the map and return its token.

    Parameters
    ----------
    made
        The layer, fit for the screen.
    title
        The name of the file.
    """
    token = secrets.token_hex(_TOKEN_BYTES)
    style = own_style(title, made.total, columns=made.columns, points=made.points)
    _previews.keep(token, (made.frame, style))
    return token


def has_preview(token: str) -> bool:
    """Return whether the layer with this token is still held.

    Parameters
    ----------
    token
        As :func:`keep_preview` gave it.
    """
    return _previews.find(token) is not None


def find_preview(token: str) -> Preview:
    """Return frame and style of the layer with this token.

    Parameters
    ----------
    token
        As :func:`keep_preview` gave it.

    Raises
    ------
    UnknownPreviewError
        It was never kept here, or later ones have taken its place.
    """
    found = _previews.find(token)
    if found is not None:
        return found
    raise UnknownPreviewError(
        en=f"preview {token[:40]!r}: not among the latest {KEPT_PREVIEWS} of this server; check the file again",
        zh=f"预览 {token[:40]!r}：不在本服务器最近 {KEPT_PREVIEWS} 个预览之内；请重新检查文件",
    )
