"""Where is it? Coordinate systems proposed from the numbers of a layer, with the evidence for each.

Each candidate of `geodata.crs_candidates` is tried with both orders of the axes; the evidence is how many features it puts
inside the municipality. Nothing is decided here: the person confirms. Two limits to know: numbers do not tell a
datum, and UTM read as Gauss-Krüger (or the reverse) is 1.3 km off but still inside, so every proposal asks.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer

from geodata import crs_words
from geodata.crs_candidates import CANDIDATES, Candidate, Family
from geodata.errors import DataFormatError, DataMissingError
from geodata.sources.boundaries import read_districts
from geodata.text import Bilingual

Floats: TypeAlias = npt.NDArray[np.float64]

# Rounded outwards from the 38-unit boundary: west, south, east, north in degrees.
BOUNDING_BOX = (105.28, 28.16, 110.20, 32.22)
MOST_TESTED = 20_000

_EDGE_STEPS = 41
_MARGIN_M, _MARGIN_DEG = 2_000.0, 0.02
_REMEMBERED = 128  # systems; those of users' files come and go


@dataclass(frozen=True, slots=True)
class Proposal:
    """A coordinate system that a layer may be in, with what speaks for it.

    Parameters
    ----------
    crs
        `EPSG:…`, or a PROJ string where no code exists.
    family
        The kind of system.
    title
        Its name, with the order of the axes where it is exchanged.
    swapped
        Whether `xs` holds the northing (or latitude) and `ys` the easting (or longitude).
    inside, tested
        How many features it puts inside Chongqing, of how many that could be tested.
    evidence
        The same as a sentence.
    question
        What the person must confirm.
    alternatives
        Systems whose numbers cannot be told from it (`EPSG:…`).
    """

    crs: str
    family: Family
    title: Bilingual
    swapped: bool
    inside: int
    tested: int
    evidence: Bilingual
    question: Bilingual
    alternatives: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share of features inside Chongqing, 0 to 1."""
        return self.inside / self.tested

    def to_degrees(self, xs: npt.ArrayLike, ys: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Return longitude and latitude on the datum of `crs` (no datum shift is made).

        Parameters
        ----------
        xs, ys
            The numbers as they stand in the file, shape (n,).
        """
        return to_degrees(xs, ys, crs=self.crs, swapped=self.swapped)


def to_degrees(
    xs: npt.ArrayLike, ys: npt.ArrayLike, *, crs: str | CRS, swapped: bool = False
) -> tuple[Floats, Floats]:
    """Return longitude and latitude, degrees on the datum of `crs` itself, of projected or geographic numbers.

    For CGCS2000 and WGS84 this is WGS84. Older datums keep their own degrees: shifting them needs parameters
    that no public register holds for Chongqing.

    Parameters
    ----------
    xs, ys
        Easting and northing (or longitude and latitude), shape (n,).
    crs
        Anything that pyproj reads.
    swapped
        Whether `xs` and `ys` have to be exchanged first.
    """
    x, y = _flat(xs, ys)
    if swapped:
        x, y = y, x
    lon, lat = _transformer(crs if isinstance(crs, str) else crs.to_wkt()).transform(x, y)
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def propose(
    xs: npt.ArrayLike, ys: npt.ArrayLike, *, municipality: shapely.Geometry | None = None
) -> tuple[Proposal, ...]:
    """Return the coordinate systems that put at least one feature inside Chongqing, the best first.

    Parameters
    ----------
    xs, ys
        One point a feature as it stands in the file, first and second coordinate, shape (features,). NaN,
        infinities and (0, 0) count as unusable. Of more than `MOST_TESTED` features an even sample is tested.
    municipality
        The polygon to test against, WGS84 degrees; by default the municipality's boundary, or its bounding box where
        the boundary package is not installed (the evidence says so).

    Returns
    -------
    tuple of Proposal
        In falling order of features inside; equals in the order of `CANDIDATES`, axes as they stand first.
        Empty when nothing fits.

    Raises
    ------
    DataFormatError
        `xs` and `ys` are not flat arrays of one length.
    """
    everything = _flat(xs, ys)
    x, y, usable = _sample(*everything)
    counts = (int(usable.sum()), int((~usable).sum()), everything[0].size)
    home = chongqing() if municipality is None else municipality
    found = [
        _proposal(candidate, inside, counts, swapped=swapped, by_polygon=home is not _box())
        for candidate in CANDIDATES
        for swapped in (False, True)
        if (inside := _count_inside(candidate.crs, x[usable], y[usable], swapped=swapped, home=home))
    ]
    return tuple(sorted(found, key=lambda proposal: -proposal.inside))


def count_inside(xs: npt.ArrayLike, ys: npt.ArrayLike, *, crs: CRS) -> tuple[int, int]:
    """Return how many points lie inside Chongqing when read in `crs`, easting first, of how many usable ones.

    Parameters
    ----------
    xs, ys
        As for :func:`propose`.
    crs
        Any system with easting/northing or longitude/latitude.
    """
    x, y, usable = _sample(*_flat(xs, ys))
    inside = _count_inside(crs.to_wkt(), x[usable], y[usable], swapped=False, home=chongqing())
    return inside, int(usable.sum())


@cache
def chongqing() -> shapely.Geometry:
    """Return the municipality, the union of the 38 units, or its bounding box where the package is missing."""
    try:
        outline = shapely.union_all(read_districts("38").geometry.to_numpy())
    except DataMissingError:
        return _box()
    shapely.prepare(outline)
    return outline


@cache
def _box() -> shapely.Geometry:
    """Return the bounding box as a polygon."""
    return shapely.box(*BOUNDING_BOX)


def _proposal(
    candidate: Candidate, inside: int, counts: tuple[int, int, int], *, swapped: bool, by_polygon: bool
) -> Proposal:
    """Return the proposal with its sentences."""
    title = candidate.title
    if swapped:
        title = Bilingual(en=f"{title.en}, axes exchanged", zh=f"{title.zh}，坐标轴对调")
    return Proposal(
        crs=candidate.crs,
        family=candidate.family,
        title=title,
        swapped=swapped,
        inside=inside,
        tested=counts[0],
        evidence=crs_words.evidence(title, (inside, *counts), by_polygon=by_polygon),
        question=crs_words.question(candidate, swapped=swapped),
        alternatives=candidate.alternatives,
    )


def _count_inside(crs: str, x: Floats, y: Floats, *, swapped: bool, home: shapely.Geometry) -> int:
    """Return how many of the points lie inside `home`; numbers outside the system's range are not projected."""
    if swapped:
        x, y = y, x
    west, south, east, north = _range(crs, *(float(edge) for edge in shapely.bounds(home)))
    near = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    if not near.any():
        return 0
    lon, lat = _transformer(crs).transform(x[near], y[near])
    return int(np.asarray(shapely.contains_xy(home, lon, lat)).sum())


@lru_cache(maxsize=_REMEMBERED)
def _range(
    crs: str, west: float, south: float, east: float, north: float
) -> tuple[float, float, float, float]:
    """Return the range of numbers that a box of degrees takes in `crs`, a little widened."""
    lon, lat = np.meshgrid(np.linspace(west, east, _EDGE_STEPS), np.linspace(south, north, _EDGE_STEPS))
    x, y = _transformer(crs).transform(lon.ravel(), lat.ravel(), direction="INVERSE")
    margin = _MARGIN_DEG if CRS.from_user_input(crs).is_geographic else _MARGIN_M
    return (
        float(np.min(x) - margin),
        float(np.min(y) - margin),
        float(np.max(x) + margin),
        float(np.max(y) + margin),
    )


@lru_cache(maxsize=_REMEMBERED)
def _transformer(crs: str) -> Transformer:
    """Return the change from `crs` to the degrees of its own datum, longitude first."""
    system = CRS.from_user_input(crs)
    return Transformer.from_crs(system, system.geodetic_crs, always_xy=True)


def _sample(x: Floats, y: Floats) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Return at most `MOST_TESTED` points evenly out of all, and which of them are usable."""
    if x.size > MOST_TESTED:
        chosen = np.linspace(0, x.size - 1, MOST_TESTED).astype(np.intp)
        x, y = x[chosen], y[chosen]
    return x, y, np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0))


def _flat(xs: npt.ArrayLike, ys: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return two flat float64 arrays of one length."""
    x, y = np.asarray(xs, dtype=np.float64), np.asarray(ys, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape:
        raise DataFormatError(
            en=f"CRS proposals: xs of shape {x.shape} and ys of shape {y.shape} found, expected flat arrays of one length.",
            zh=f"坐标系推断：xs 形状为 {x.shape}，ys 形状为 {y.shape}；应为等长的一维数组。",
        )
    return x, y
