"""Which datum puts features best into the districts that they name: WGS84, GCJ-02 or BD-09.

A point well inside its district says nothing. One near the border does: read on the wrong datum it moves by 500 to 1,300 m
and falls outside. Each feature is measured by how far it lies outside of its district; the datums are then compared
feature by feature (sign test), so that a border that is drawn coarsely, which errs to all sides, asks no question.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

from geodata.china_datum import convert_datum
from geodata.crs import CHONGQING_EQUAL_AREA, WGS84
from geodata.quality.districts import District, districts, named_column
from geodata.quality.model import Geometries, RawLayer, Reading, Shape
from geodata.quality.options import Datum
from geodata.quality.places import column
from geodata.text import Bilingual

Floats: TypeAlias = npt.NDArray[np.float64]

DATUMS: tuple[Datum, ...] = ("wgs84", "gcj02", "bd09")
TITLES: Mapping[Datum, str] = {"wgs84": "WGS84/CGCS2000", "gcj02": "GCJ-02", "bd09": "BD-09"}

_MOST_POINTS = 4_000
_MOST_CORNERS = 40
_SIMPLER_M = 10.0
_FURTHEST_M = 3_000.0
"""A feature that lies further outside on every datum names the wrong district; that is another finding."""
_CLEAR_M = 100.0
_LEAST_WINS = 5
_LOSSES_SHARE = 0.2
_BETTER_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class DatumEvidence:
    """What the districts that features name say about the datum.

    Parameters
    ----------
    outside_m
        For each datum, the mean distance in metres that the telling features lie outside of their districts.
    telling
        Features that lie outside on one datum and better on another.
    best
        The datum that leaves least outside.
    wins, losses
        Features that lie clearly better on `best` than on WGS84, and clearly worse.
    """

    outside_m: Mapping[Datum, float]
    telling: int
    best: Datum
    wins: int
    losses: int

    @property
    def speaks_against_wgs84(self) -> bool:
        """Return whether another datum explains the layer better: many features gain, few lose, and most of it goes away."""
        return (
            self.best != "wgs84"
            and self.wins >= _LEAST_WINS
            and self.losses <= _LOSSES_SHARE * self.wins
            and self.outside_m[self.best] <= _BETTER_SHARE * self.outside_m["wgs84"]
        )


def datum_evidence(names: npt.ArrayLike, lonlat: Geometries) -> DatumEvidence:
    """Return what the districts that features name say about the datum of their degrees.

    Parameters
    ----------
    names
        The district that each feature names, "" for none, shape (features,).
    lonlat
        Geometries in degrees as they stand in the file, longitude first, shape (features,).
    """
    known, by_name = np.asarray(names, dtype=object), districts()
    groups: dict[District, list[int]] = defaultdict(list)
    for index, shape in enumerate(lonlat):
        district = by_name.get(str(known[index]).strip())
        if district is not None and shape is not None and not shape.is_empty:
            groups[district].append(index)
    total = sum(len(members) for members in groups.values())
    if not total:
        return DatumEvidence(dict.fromkeys(DATUMS, 0.0), 0, "wgs84", 0, 0)
    each = max(1, min(_MOST_CORNERS, _MOST_POINTS // total))
    step = max(1, -(-total // _MOST_POINTS))
    rows = [_outside(district, lonlat[members[::step]], each) for district, members in groups.items()]
    return _judged(np.concatenate(rows))


def check(layer: RawLayer, lonlat: Geometries, *, reading: Reading) -> None:
    """Ask for the datum when GCJ-02 or BD-09 puts features better into the districts that they name.

    Parameters
    ----------
    layer
        The layer.
    lonlat
        Its geometries in degrees as they stand in the file.
    reading
        Where findings go.

    Raises
    ------
    Stop
        The question must be answered.
    """
    name = named_column(layer.columns)
    if name is None:
        return
    cells = ["" if value is None else str(value) for value in layer.columns[name]]
    found = datum_evidence(cells, lonlat)
    if found.speaks_against_wgs84:
        distances = [f"{TITLES[datum]} {found.outside_m[datum]:,.0f} m" for datum in DATUMS]
        raise reading.stop(
            "datum-by-district",
            column(name),
            choices=(found.best, "wgs84"),
            telling=found.telling,
            wins=found.wins,
            losses=found.losses,
            best=TITLES[found.best],
            option=found.best,
            distances=Bilingual(en=", ".join(distances), zh="，".join(distances)),
        )


def _judged(outside: Floats) -> DatumEvidence:
    """Return the comparison of distances outside, shape (features, datums)."""
    near = outside.min(axis=1) < _FURTHEST_M
    telling = outside[near & (np.ptp(outside, axis=1) > _CLEAR_M)]
    if not len(telling):
        return DatumEvidence(dict.fromkeys(DATUMS, 0.0), 0, "wgs84", 0, 0)
    means = telling.mean(axis=0)
    best = int(np.argmin(means))
    gain = telling[:, 0] - telling[:, best]
    return DatumEvidence(
        outside_m=dict(zip(DATUMS, means.tolist(), strict=True)),
        telling=len(telling),
        best=DATUMS[best],
        wins=int((gain > _CLEAR_M).sum()),
        losses=int((gain < -_CLEAR_M).sum()),
    )


def _outside(district: District, shapes: Geometries, each: int) -> Floats:
    """Return how far each feature lies outside of its district on each datum, in metres, shape (features, datums)."""
    corners = [_corners(shape, each) for shape in shapes]
    owner = np.repeat(np.arange(len(corners)), [len(points) for points in corners])
    points = np.concatenate(corners)
    ground = _metric(district)
    found = np.zeros((len(shapes), len(DATUMS)))
    for place, datum in enumerate(DATUMS):
        lon, lat = convert_datum(points[:, 0], points[:, 1], source=datum, target="wgs84")
        x, y = _plane().transform(lon, lat)
        spots = shapely.points(x, y)
        distance = np.zeros(len(spots))
        out = ~np.asarray(shapely.contains_xy(ground, x, y))
        distance[out] = shapely.distance(spots[out], ground)
        # the mean over a feature's corners: one corner that is drawn coarsely decides nothing
        found[:, place] = np.bincount(owner, distance, len(shapes)) / np.bincount(
            owner, minlength=len(shapes)
        )
    return found


def _corners(shape: Shape, most: int) -> Floats:
    """Return an even sample of a feature's vertices."""
    points: Floats = shapely.get_coordinates(shape)
    return points[:: max(1, -(-len(points) // most))]


@cache
def _plane() -> Transformer:
    """Return the way from degrees to the equal-area working grid in metres."""
    return Transformer.from_crs(WGS84, CHONGQING_EQUAL_AREA, always_xy=True)


@cache
def _metric(district: District) -> Shape:
    """Return a district on the working grid, without detail that no datum turns on."""

    def move(points: Floats) -> Floats:
        return np.column_stack(_plane().transform(points[:, 0], points[:, 1]))

    shape: Shape = shapely.simplify(shapely.transform(district.shape, move), _SIMPLER_M)
    shapely.prepare(shape)
    return shape
