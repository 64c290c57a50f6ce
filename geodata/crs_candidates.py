"""The coordinate systems in which layers of Chongqing arrive, as a table that proposals are made from.

Chongqing spans three 3-degree Gauss-Krüger zones (central meridians 105, 108 and 111 E; zones 35, 36 and 37) and two
6-degree zones (18 and 19). A Gauss-Krüger grid has scale 1 on its meridian, so a 3-degree and a 6-degree grid on the
same meridian without zone prefix have the same numbers: one candidate stands for both and names the other.
The older datums, Xian 1980 and Beijing 1954, use the same grids on other ellipsoids; numbers alone do not tell them from
CGCS2000, so they are named as alternatives too (EPSG registry, codes 2327 to 2442 and 21418 to 21459).
"""

from dataclasses import dataclass
from typing import Literal

from geodata.text import Bilingual

Family = Literal["degrees", "gauss3", "gauss6", "web_mercator", "utm", "local"]

# The office grid on 106 degrees 30 minutes has no EPSG code; offices describe it in a .prj file.
# False easting 500 km and CGCS2000's ellipsoid are its usual form and have to be confirmed.
LOCAL_CM_106_30 = (
    "+proj=tmerc +lat_0=0 +lon_0=106.5 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs +type=crs"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A coordinate system that a layer of Chongqing may be in.

    Parameters
    ----------
    crs
        `EPSG:…`, or a PROJ string where no code exists.
    family
        The kind of system; questions are asked by kind.
    title
        Its name.
    alternatives
        Systems whose numbers cannot be told from it: `EPSG:…` codes.
    """

    crs: str
    family: Family
    title: Bilingual
    alternatives: tuple[str, ...] = ()


def _gauss(code: int, degrees: Literal[3, 6], where: tuple[str, str], *alternatives: int) -> Candidate:
    """Return a CGCS2000 Gauss-Krüger candidate; `where` is its meridian or zone in English and Chinese."""
    title = Bilingual(
        en=f"CGCS2000 {degrees}-degree Gauss-Krüger, {where[0]}",
        zh=f"CGCS2000 {degrees}度带高斯-克吕格，{where[1]}",
    )
    codes = tuple(f"EPSG:{number}" for number in alternatives)
    return Candidate(f"EPSG:{code}", "gauss3" if degrees == 3 else "gauss6", title, codes)  # noqa: PLR2004 - the zone's width


def _zone(number: int) -> tuple[str, str]:
    """Return the words for a grid whose eastings begin with the zone's number."""
    return f"zone {number} (eastings begin with {number})", f"第{number}带（横坐标带带号{number}）"


def _meridian(degrees: int) -> tuple[str, str]:
    """Return the words for a grid without zone prefix."""
    return f"central meridian {degrees}°E, no zone prefix", f"中央子午线{degrees}°，横坐标不带带号"


# In the order in which equally good ones are proposed: what offices of Chongqing use most stands first.
# The alternatives of each row: the same meridian's 6-degree grid, then Xian 1980, then Beijing 1954.
CANDIDATES: tuple[Candidate, ...] = (
    Candidate(
        "EPSG:4326",
        "degrees",
        Bilingual(en="degrees, WGS84/CGCS2000", zh="经纬度，WGS84/CGCS2000"),
        ("EPSG:4490",),
    ),
    _gauss(4545, 3, _meridian(108), 2381, 2433),
    _gauss(4544, 3, _meridian(105), 4507, 2380, 2343, 2432, 21458),
    _gauss(4546, 3, _meridian(111), 4508, 2382, 2344, 2434, 21459),
    _gauss(4524, 3, _zone(36), 2360, 2412),
    _gauss(4523, 3, _zone(35), 2359, 2411),
    _gauss(4525, 3, _zone(37), 2361, 2413),
    _gauss(4496, 6, _zone(18), 2332, 21418),
    _gauss(4497, 6, _zone(19), 2333, 21419),
    Candidate("EPSG:3857", "web_mercator", Bilingual(en="web Mercator", zh="Web 墨卡托")),
    Candidate(
        LOCAL_CM_106_30,
        "local",
        Bilingual(
            en="local Gauss-Krüger, central meridian 106°30′E, false easting 500 km",
            zh="地方独立坐标系（高斯-克吕格），中央子午线106°30′，横轴加常数500公里",
        ),
    ),
    Candidate("EPSG:32648", "utm", Bilingual(en="WGS84 UTM zone 48N", zh="WGS84 UTM 48N 带")),
    Candidate("EPSG:32649", "utm", Bilingual(en="WGS84 UTM zone 49N", zh="WGS84 UTM 49N 带")),
    _gauss(4549, 3, _meridian(120)),
)
