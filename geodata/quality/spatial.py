"""Features in the wrong place: outside of the municipality or of the district they name, twice, or on one spot."""

from collections import defaultdict
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely

from geodata.crs_proposals import BOUNDING_BOX, chongqing
from geodata.quality.districts import District, districts, named_column
from geodata.quality.model import Geometries, RawLayer, Reading, Shape
from geodata.quality.places import column, inside, rows
from geodata.quality.shown import listed

_FAR_DEG = 0.5
_DISTRICT_TOLERANCE_DEG = 0.02
_ZERO = 1e-9
Mask = npt.NDArray[np.bool_]


def check(layer: RawLayer, lonlat: Geometries, *, reading: Reading) -> None:
    """Tell features that are not where they should be.

    Parameters
    ----------
    layer
        The layer.
    lonlat
        Its geometries in degrees, longitude first.
    reading
        Where findings go.
    """
    present = ~np.asarray(shapely.is_missing(lonlat)) & ~np.asarray(shapely.is_empty(lonlat))
    null_island = present & (np.abs(np.nan_to_num(shapely.bounds(lonlat), nan=1.0)) < _ZERO).all(axis=1)
    if null_island.any():
        reading.note("null-island", rows(layer.numbers_of(null_island), layer.word))
    outside = present & ~null_island & ~np.asarray(shapely.intersects(chongqing(), lonlat))
    if outside.any():
        total = int(present.sum())
        code = "outside-municipality-all" if int(outside.sum()) == total else "outside-municipality"
        reading.note(code, rows(layer.numbers_of(outside), layer.word), count=int(outside.sum()), total=total)
    _tell_far_reaching(layer, lonlat, present & ~outside & ~null_island, reading)
    _tell_wrong_district(layer, lonlat, present & ~outside & ~null_island, reading)
    _tell_repeated(layer, present & ~null_island, reading)


def _tell_far_reaching(layer: RawLayer, lonlat: Geometries, chosen: Mask, reading: Reading) -> None:
    """Tell features that begin in the municipality and reach far beyond it."""
    bounds = np.asarray(shapely.bounds(lonlat))
    west, south, east, north = BOUNDING_BOX
    with np.errstate(invalid="ignore"):
        far = (bounds[:, 0] < west - _FAR_DEG) | (bounds[:, 1] < south - _FAR_DEG)
        far |= (bounds[:, 2] > east + _FAR_DEG) | (bounds[:, 3] > north + _FAR_DEG)
    if (far & chosen).any():
        reading.note("reaches-beyond", rows(layer.numbers_of(far & chosen), layer.word))


def _tell_wrong_district(layer: RawLayer, lonlat: Geometries, chosen: Mask, reading: Reading) -> None:
    """Tell features that lie outside of the district they name."""
    name = named_column(layer.columns)
    if name is None:
        return
    by_name = districts()
    wrong: Mask = np.zeros(layer.rows, dtype=bool)
    groups: dict[str, list[int]] = defaultdict(list)
    for index in np.flatnonzero(chosen):
        groups[str(layer.columns[name][index]).strip()].append(int(index))
    for title, members in groups.items():
        district = by_name.get(title)
        if district is not None:
            found = ~np.asarray(shapely.intersects(_widened(district), lonlat[members]))
            wrong[np.array(members)[found]] = True
    if wrong.any():
        names = list(dict.fromkeys(str(layer.columns[name][index]) for index in np.flatnonzero(wrong)))
        where = inside(rows(layer.numbers_of(wrong), layer.word), column(name))
        reading.note("outside-named-district", where, names=listed(names), count=int(wrong.sum()))


@cache
def _widened(district: District) -> Shape:
    """Return a district with a margin for the coarseness of its boundary."""
    shape = shapely.simplify(district.shape, _DISTRICT_TOLERANCE_DEG / 10).buffer(_DISTRICT_TOLERANCE_DEG)
    shapely.prepare(shape)
    return shape


def _tell_repeated(layer: RawLayer, chosen: Mask, reading: Reading) -> None:
    """Tell features that are the same, and several features on one spot."""
    groups: dict[bytes, list[int]] = defaultdict(list)
    for index, code in zip(np.flatnonzero(chosen), shapely.to_wkb(layer.geometry[chosen]), strict=True):  # type: ignore[index]  # a layer with chosen features has geometries
        groups[code].append(int(index))
    same: list[int] = []
    spot: list[int] = []
    for members in (members for members in groups.values() if len(members) > 1):
        records = {repr([values[index] for values in layer.columns.values()]) for index in members}
        (same if len(records) < len(members) else spot).extend(members)
    for code, members in (("duplicate-features", same), ("several-at-one-place", spot)):
        if members:
            reading.note(
                code,
                rows([layer.numbers[index] for index in sorted(members)], layer.word),
                count=len(members),
            )
