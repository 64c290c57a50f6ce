"""The datums of Chinese web maps, GCJ-02 and BD-09, to and from WGS84/CGCS2000, exactly in both directions.

Neither datum has an official public definition. The forward formula of GCJ-02 is the one published anonymously in 2010
to 2013 (the "EvilTransform" listing; described term by term in the English Wikipedia article "Restrictions on geographic
data in China", section GCJ-02); BD-09 is the polar shift that Baidu's own coordinate service answers with, described in
the same article, section BD-09. The metres of the GCJ-02 shift are turned into degrees on the Krassovsky 1940 ellipsoid.

Two rules to know:

* **Outside China** the GCJ-02 shift is not applied. The published formula's "China" is a box, 72.004 to 137.8347 E and
  0.8293 to 55.8271 N, edges included; a coordinate outside the box passes unchanged in either direction, and the shift jumps by some
  hundred metres at the edge. There the inverse has no exact answer; Chongqing is over 1,000 km away from the edge.
  BD-09 is shifted against GCJ-02 everywhere.
* **The inverse** is iterated until the forward formula gives the input back (to 1e-11 degree, a micrometre), not taken
  from the approximate inverse formulas that circulate and that are off by up to some metres.

WGS84 and CGCS2000 differ by centimetres and are one system here.
"""

from collections.abc import Callable
from typing import Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt
import shapely

from geodata.errors import CRSMismatchError, DataFormatError

Floats: TypeAlias = npt.NDArray[np.float64]
Datum = Literal["wgs84", "cgcs2000", "gcj02", "bd09"]
DATUMS: tuple[Datum, ...] = get_args(Datum)

CHINA_BOX = (72.004, 0.8293, 137.8347, 55.8271)

_KRASSOVSKY_A_M = 6_378_245.0
_KRASSOVSKY_E2 = 0.00669342162296594323  # first eccentricity squared, 2f - f² with f = 1/298.3
_LON_0, _LAT_0 = 105.0, 35.0
_BD_TURNS = np.pi * 3_000.0 / 180.0
_BD_LON_0, _BD_LAT_0 = 0.0065, 0.006
_BD_STRETCH, _BD_TWIST = 2e-5, 3e-6
_CLOSE_ENOUGH_DEG = 1e-11
_MOST_ROUNDS = 60

_Step: TypeAlias = Callable[[Floats, Floats], tuple[Floats, Floats]]


def wgs84_to_gcj02(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return GCJ-02 longitude and latitude of positions in WGS84 or CGCS2000.

    Parameters
    ----------
    lon, lat
        Degrees, of shapes that broadcast together; NaN stays NaN.

    Returns
    -------
    tuple of numpy.ndarray
        float64 degrees of the broadcast shape; unchanged outside `CHINA_BOX`.

    Raises
    ------
    DataFormatError
        A longitude is outside ±180 or a latitude outside ±90.

    Examples
    --------
    >>> lon, lat = wgs84_to_gcj02(106.551557, 29.563009)
    >>> f"{lon:.6f} {lat:.6f}"
    '106.555275 29.560160'
    """
    return _gcj_forward(*_degrees(lon, lat))


def gcj02_to_wgs84(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return WGS84 longitude and latitude of positions in GCJ-02; the exact inverse, iterated.

    Parameters, returns and errors are those of :func:`wgs84_to_gcj02`.
    """
    x, y = _degrees(lon, lat)
    return _inverse(_gcj_forward_unboxed, x, y, where=_in_china(x, y))


def gcj02_to_bd09(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return BD-09 longitude and latitude of positions in GCJ-02.

    Parameters, returns and errors are those of :func:`wgs84_to_gcj02`.
    """
    return _bd_forward(*_degrees(lon, lat))


def bd09_to_gcj02(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return GCJ-02 longitude and latitude of positions in BD-09; the exact inverse, iterated.

    Parameters, returns and errors are those of :func:`wgs84_to_gcj02`.
    """
    x, y = _degrees(lon, lat)
    return _inverse(_bd_forward, x, y, where=np.isfinite(x) & np.isfinite(y))


def convert_datum(
    lon: npt.ArrayLike, lat: npt.ArrayLike, *, source: Datum, target: Datum
) -> tuple[Floats, Floats]:
    """Return positions given in one datum in another.

    Parameters
    ----------
    lon, lat
        Degrees in `source`, of shapes that broadcast together; NaN stays NaN.
    source, target
        `wgs84` and `cgcs2000` are one system; `gcj02`; `bd09`.

    Raises
    ------
    DataFormatError
        A longitude is outside ±180 or a latitude outside ±90, or a datum is not one of the four.
    """
    x, y = _degrees(lon, lat)
    start, end = _rung(source), _rung(target)
    for rung in range(start, end):
        x, y = (wgs84_to_gcj02, gcj02_to_bd09)[rung](x, y)
    for rung in range(start, end, -1):
        x, y = (gcj02_to_wgs84, bd09_to_gcj02)[rung - 1](x, y)
    return x, y


def convert_geometries(
    geometries: npt.NDArray[np.object_], *, source: Datum, target: Datum
) -> npt.NDArray[np.object_]:
    """Return geometries whose vertices are moved from one datum to another; heights stay as they are.

    Parameters
    ----------
    geometries
        Geometries in degrees, shape (features,); None stays None.
    source, target
        As in :func:`convert_datum`.

    Raises
    ------
    DataFormatError
        As :func:`convert_datum`.
    CRSMismatchError
        A geometry has measures (M), which cannot be carried along.
    """
    result = np.array(geometries, dtype=object)
    if shapely.has_m(result).any():
        raise CRSMismatchError(
            en="Datum conversion: found measured (M) geometries, expected 2-D or 3-D ones; remove M first.",
            zh="坐标基准转换：发现带 M 值的几何，应为二维或三维几何；请先去除 M 值。",
        )
    tall = np.asarray(shapely.has_z(result))

    def move(points: Floats) -> Floats:
        x, y = convert_datum(points[:, 0], points[:, 1], source=source, target=target)
        return np.column_stack([x, y, points[:, 2:]])

    for chosen in (tall, ~tall):
        if chosen.any():
            result[chosen] = shapely.transform(result[chosen], move, include_z=bool(chosen is tall))
    return result


def _rung(datum: Datum) -> int:
    """Return how many shifts a datum is away from WGS84."""
    if datum not in DATUMS:
        raise DataFormatError(
            en=f"Datum: found {datum!r}, expected one of {', '.join(DATUMS)}.",
            zh=f"坐标基准：{datum!r} 不认识，应为 {'、'.join(DATUMS)} 之一。",
        )
    return {"wgs84": 0, "cgcs2000": 0, "gcj02": 1, "bd09": 2}[datum]


def _degrees(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return both as float64 arrays of one shape after the check of their range."""
    x, y = np.broadcast_arrays(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64))
    for array, limit, en, zh in ((x, 180.0, "longitude", "经度"), (y, 90.0, "latitude", "纬度")):
        wrong = np.abs(array) > limit
        if wrong.any():
            raise DataFormatError(
                en=f"Datum conversion: {en} {array[wrong].flat[0]:g} found, expected -{limit:g} to {limit:g} degrees;"
                " check that the axes are not swapped and that the coordinates are degrees.",
                zh=f"坐标基准转换：{zh} {array[wrong].flat[0]:g} 超出 -{limit:g} 至 {limit:g} 度；"
                "请检查经纬度是否颠倒、坐标是否为度。",
            )
    return x, y


def _in_china(lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
    """Return where the published formula applies its shift; NaN is outside."""
    west, south, east, north = CHINA_BOX
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _gcj_forward(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Return GCJ-02 of WGS84, unchanged outside the box."""
    inside = _in_china(lon, lat)
    shifted = _gcj_forward_unboxed(lon, lat)
    return np.where(inside, shifted[0], lon), np.where(inside, shifted[1], lat)


def _gcj_forward_unboxed(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Return the formula's shift added to every position."""
    x, y = lon - _LON_0, lat - _LAT_0
    root, product = np.sqrt(np.abs(x)), x * y
    ripple = 20.0 * (np.sin(6.0 * np.pi * x) + np.sin(2.0 * np.pi * x))
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * product + 0.2 * root
    north_m += (ripple + 20.0 * np.sin(np.pi * y) + 40.0 * np.sin(np.pi / 3.0 * y)) * 2.0 / 3.0
    north_m += (160.0 * np.sin(np.pi / 12.0 * y) + 320.0 * np.sin(np.pi / 30.0 * y)) * 2.0 / 3.0
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * product + 0.1 * root
    east_m += (ripple + 20.0 * np.sin(np.pi * x) + 40.0 * np.sin(np.pi / 3.0 * x)) * 2.0 / 3.0
    east_m += (150.0 * np.sin(np.pi / 12.0 * x) + 300.0 * np.sin(np.pi / 30.0 * x)) * 2.0 / 3.0
    phi = np.radians(lat)
    flattening = 1.0 - _KRASSOVSKY_E2 * np.sin(phi) ** 2
    meridian_m = _KRASSOVSKY_A_M * (1.0 - _KRASSOVSKY_E2) / flattening**1.5
    parallel_m = _KRASSOVSKY_A_M / np.sqrt(flattening) * np.cos(phi)
    return lon + np.degrees(east_m / parallel_m), lat + np.degrees(north_m / meridian_m)


def _bd_forward(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Return BD-09 of GCJ-02: a rippled stretch and twist in polar coordinates, then a constant shift."""
    radius = np.hypot(lon, lat) + _BD_STRETCH * np.sin(lat * _BD_TURNS)
    angle = np.arctan2(lat, lon) + _BD_TWIST * np.cos(lon * _BD_TURNS)
    return radius * np.cos(angle) + _BD_LON_0, radius * np.sin(angle) + _BD_LAT_0


def _inverse(
    forward: _Step, lon: Floats, lat: Floats, *, where: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Return what `forward` turns into (lon, lat), by fixed-point iteration; unchanged where `where` is false.

    The shift varies by less than 2 % of a displacement, so each round gains about two digits.
    """
    goal_x, goal_y = lon[where], lat[where]
    x, y = goal_x.copy(), goal_y.copy()
    for _ in range(_MOST_ROUNDS):
        step_x, step_y = forward(x, y)
        step_x, step_y = goal_x - step_x, goal_y - step_y
        x, y = x + step_x, y + step_y
        if not x.size or max(np.abs(step_x).max(), np.abs(step_y).max()) < _CLOSE_ENOUGH_DEG:
            break
    result_x, result_y = lon.copy(), lat.copy()
    result_x[where], result_y[where] = x, y
    return result_x, result_y
