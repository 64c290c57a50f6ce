"""Text that names a coordinate system, turned into one without ever opening a file or a connection."""

import re

from pyproj import CRS
from pyproj.exceptions import CRSError

_CODE = re.compile(r"(?:EPSG|ESRI|OGC|IAU(?:_\d{4})?|IGNF):[\w.\-]{1,40}", re.IGNORECASE)
_URN = re.compile(
    r"urn:(?:ogc|x-ogc):def:crs(?:,crs)?:(?P<who>\w+):(?P<version>[\w.]*):(?P<code>[\w.\-]{1,40})",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"https?://www\.opengis\.net/def/crs/(?P<who>\w+)/[\w.]+/(?P<code>[\w.\-]{1,40})", re.IGNORECASE
)
_WKT = re.compile(r"\s*[A-Z][A-Z0-9_]{2,40}\s*[\[(]", re.IGNORECASE)
_PROJ = re.compile(r"(?:\s*\+[a-z_0-9]+(?:=[^\s+/\\]+)?)+\s*", re.IGNORECASE)
# Parameters of PROJ that name a file.
_FILES = ("nadgrids", "geoidgrids", "init", "grids", "file", "catalog")
_LONGEST = 100_000


def parse(text: str) -> CRS | None:
    """Return the coordinate system that a text names, or None.

    Only codes, OGC names, WKT, PROJJSON and PROJ parameters without files are taken. A name of OGC such as
    `http://www.opengis.net/def/crs/EPSG/0/4490` is read as the code that it contains; nothing is looked up.

    Parameters
    ----------
    text
        As it stands in a file or was typed.
    """
    plain = text.strip().strip("\x00\ufeff")
    if not plain or len(plain) > _LONGEST:
        return None
    named = _URN.fullmatch(plain) or _LINK.fullmatch(plain)
    if named is not None:
        plain = f"{named['who']}:{named['code']}"
    if not (_CODE.fullmatch(plain) or _WKT.match(plain) or plain.startswith("{") or _is_proj(plain)):
        return None
    try:
        return CRS.from_user_input(plain)
    except (CRSError, ValueError):
        return None


def _is_proj(text: str) -> bool:
    """Return whether a text is a PROJ string that names no file."""
    return "+proj=" in text and bool(_PROJ.fullmatch(text)) and not any(f"+{word}" in text for word in _FILES)


def name_of(crs: CRS) -> str:
    """Return how a coordinate system is written in results: its code where it has exactly one, else WKT.

    The confidence is PROJ's default: a lower one would turn a local grid on 106°30' into another zone.

    Parameters
    ----------
    crs
        Any system.
    """
    authority = crs.to_authority()
    return ":".join(authority) if authority is not None else str(crs.to_wkt())
