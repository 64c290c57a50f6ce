"""Which columns of a table hold the positions."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from geodata.quality.model import Reading, Stop
from geodata.quality.shown import listed

Kind: TypeAlias = Literal["degrees", "survey", "wkt"]

_LON = {"经度", "經度", "东经", "東經", "lon", "lng", "long", "longitude", "经度坐标", "lond", "londeg"}
_LAT = {"纬度", "緯度", "北纬", "北緯", "lat", "latitude", "纬度坐标", "latd", "latdeg"}
_X = {"x", "x坐标", "坐标x", "横坐标", "easting", "east", "东坐标", "pointx", "coordx", "xcoord"}
_Y = {"y", "y坐标", "坐标y", "纵坐标", "northing", "north", "北坐标", "pointy", "coordy", "ycoord"}
_WKT = {"wkt", "geom", "geometry", "thegeom", "wktgeom", "shape", "几何", "空间信息"}
# Words before a name that say which datum the pair is in.
_DATUMS: dict[str, tuple[str, ...]] = {
    "wgs84": ("wgs84", "wgs", "gps", "cgcs2000", "国家2000", "大地2000"),
    "gcj02": ("gcj02", "gcj", "高德", "腾讯", "火星", "amap", "gaode", "tencent"),
    "bd09": ("bd09ll", "bd09", "bd", "百度", "baidu"),
}
_UNITS = re.compile(r"[(\[（【].*?[)\]）】]")
_SEPARATORS = re.compile(r"[\s_\-.:：/]+")
_SOUNDS_LIKE = re.compile(
    r"lon|lng|lat|经|纬|經|緯|坐标|coord|easting|northing|geom|wkt|(?:^|[\s_])[xy](?:$|[\s_])", re.IGNORECASE
)
_WKT_WORD = re.compile(
    r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The columns of the positions.

    Parameters
    ----------
    kind
        degrees: longitude and latitude by name. survey: X and Y by name, whatever they mean. wkt: one column of text.
    first, second
        Positions of the columns in the header: longitude or X, latitude or Y; the same column twice for WKT.
    datum
        The datum that the names say, or None.
    """

    kind: Kind
    first: int
    second: int
    datum: str | None = None


def _key(name: str) -> str:
    """Return a column name for comparison: without unit, blanks, separators and case."""
    plain = unicodedata.normalize("NFKC", name)
    return _SEPARATORS.sub("", _UNITS.sub("", plain)).lower()


def _split(name: str) -> tuple[str | None, str]:
    """Return the datum that a name begins or ends with, and the rest of the name."""
    key = _key(name)
    for datum, words in _DATUMS.items():
        for word in words:
            if key.startswith(word) and len(key) > len(word):
                return datum, key[len(word) :]
            if key.endswith(word) and len(key) > len(word):
                return datum, key[: -len(word)]
    return None, key


def pairs(header: Sequence[str], first_row: Sequence[object] = ()) -> list[Pair]:
    """Return every pair of columns that may hold positions, in the order of the header.

    Parameters
    ----------
    header
        The names of the columns.
    first_row
        A row of cells; a column called "shape" counts as WKT only if it holds some.
    """
    split = [_split(name) for name in header]
    found: list[Pair] = []
    for position, (_, key) in enumerate(split):
        if key in _WKT and (
            key == "wkt" or (len(first_row) > position and _WKT_WORD.match(str(first_row[position])))
        ):
            found.append(Pair("wkt", position, position))
    for kind, firsts, seconds in (("degrees", _LON, _LAT), ("survey", _X, _Y)):
        for position, (datum, key) in enumerate(split):
            partner = [n for n, (other, word) in enumerate(split) if other == datum and word in seconds]
            if key in firsts and partner:
                found.append(Pair(kind, position, partner[0], datum))  # type: ignore[arg-type]  # the literals of the loop
    degrees = [pair for pair in found if pair.kind != "survey"]
    return degrees or found


def choose(header: Sequence[str], first_row: Sequence[object], *, reading: Reading) -> Pair:
    """Return the columns of the positions.

    Raises
    ------
    Stop
        There are none, or several and none was chosen.
    """
    found = pairs(header, first_row)
    if not found:
        raise _none(header, reading)
    if len(found) == 1:
        return found[0]
    wanted = reading.options.datum
    named = [pair for pair in found if wanted is not None and (pair.datum or "wgs84") == wanted]
    if len(named) == 1:
        return named[0]
    names = [f"{header[pair.first]} + {header[pair.second]}" for pair in found]
    raise reading.stop("coordinate-columns-several", pairs=listed(names))


def _none(header: Sequence[str], reading: Reading) -> Stop:
    """Return the stop for a table without positions, naming columns that look like some."""
    alike = [name for name in header if _SOUNDS_LIKE.search(name)]
    if alike:
        return reading.stop("coordinate-columns-unsure", columns=listed(list(header)), alike=listed(alike))
    return reading.stop("coordinate-columns-none", columns=listed(list(header)))
