"""What parcels cover of a surface of scores, exact at the edges of the cells, and which of them can be part of a region."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from geodata.convert.zonal import zonal_statistics
from geodata.text import Bilingual
from layout.errors import EmptyCandidatesError
from layout.workflow.regions.parcel_file import Parcels, ParcelTerms
from layout.workflow.regions.surface import Scores
from layout.workflow.regions.terms import Terms

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cover:
    """What parcels cover of a surface, in cells counted by the share covered; shape (n,) each.

    Parameters
    ----------
    usable, excluded, unknown
        Cells that can be used, that are excluded, and without data or beyond the surface.
    sums
        Sum of the scores of usable cells.
    """

    usable: Floats
    excluded: Floats
    unknown: Floats
    sums: Floats

    def of(self, members: npt.NDArray[np.int64]) -> dict[str, float]:
        """Return what a region of these parcels covers: cells, sum, mean, and the shares that are excluded and unknown."""
        usable, excluded, unknown, total = (
            float(one[members].sum()) for one in (self.usable, self.excluded, self.unknown, self.sums)
        )
        whole = usable + excluded + unknown
        return {
            "cells": usable,
            "mean": total / usable,
            "sum": total,
            "excluded_share": excluded / whole,
            "no_data_share": unknown / whole,
        }


@dataclass(frozen=True, slots=True)
class ParcelsAccount:
    """What became of the parcels of a file.

    Parameters
    ----------
    used
        How many could be part of a region.
    overlapping
        Pairs of names; the two are never taken together.
    without_land, taken
        Names of those without any usable cell, and of those too near to an existing area; they are left out.
    outside
        Names of those outside the surface, left out.
    told
        What the reader mended or warns of.
    """

    used: int
    overlapping: tuple[tuple[str, str], ...]
    without_land: tuple[str, ...]
    taken: tuple[str, ...]
    outside: tuple[str, ...]
    told: tuple[Bilingual, ...]


def usable_parcels(
    parcels: Parcels, scores: Scores, *, asked: tuple[npt.NDArray[np.object_], Terms, ParcelTerms]
) -> tuple[Parcels, Cover, ParcelsAccount]:
    """Return the parcels that can be part of a region, what they cover, and what became of the others.

    Parameters
    ----------
    parcels, scores
        The parcels, and the surface in the same CRS.
    asked
        Existing areas in that CRS, what else is asked, and how parcels are joined.

    Raises
    ------
    EmptyCandidatesError
        None can.
    """
    existing, terms, how = asked
    cover = cover_of(parcels, scores)
    taken = np.zeros(len(parcels.names), dtype=np.bool_)
    if len(existing):
        whole = shapely.union_all(existing)
        if terms.spacing_m > 0:
            taken = shapely.distance(parcels.shapes, whole) < terms.spacing_m
        inner = shapely.area(shapely.intersection(parcels.shapes, whole))
        taken |= inner > how.gap_m * shapely.length(parcels.shapes)
    bare = ~taken & ~(cover.usable > 0)
    keep = ~taken & ~bare
    if not keep.any():
        raise no_land(how)
    names = np.array(parcels.names, dtype=object)
    account = ParcelsAccount(
        used=int(keep.sum()),
        overlapping=(),
        without_land=tuple(names[bare].tolist()),
        taken=tuple(names[taken].tolist()),
        outside=parcels.outside,
        told=parcels.told,
    )
    rows = (cover.usable, cover.excluded, cover.unknown, cover.sums)
    return parcels.only(keep), Cover(*(row[keep] for row in rows)), account


def cover_of(parcels: Parcels, scores: Scores) -> Cover:
    """Return what parcels cover of a surface, exact at the edges of the cells."""
    grid = scores.grid
    polygons = gpd.GeoSeries(list(parcels.shapes), crs=grid.crs)
    found = zonal_statistics(scores.values, grid, polygons=polygons, statistics=("count", "sum"))
    flags = np.where(scores.excluded, 1.0, np.nan)
    excluded = zonal_statistics(flags, grid, polygons=polygons, statistics=("count",))["count"].to_numpy()
    usable = found["count"].to_numpy()
    whole = shapely.area(parcels.shapes) / grid.cell**2
    unknown = np.maximum(whole - usable - excluded, 0.0)
    unknown[unknown < 1e-6 * whole] = 0.0
    return Cover(usable, excluded, unknown, np.nan_to_num(found["sum"].to_numpy()))


def no_land(how: ParcelTerms) -> EmptyCandidatesError:
    """Return the error for parcels without any usable cell."""
    return EmptyCandidatesError(
        en=f"{Path(how.path).name}: no parcel holds a usable cell of the surface; check the files, or lower the score asked for.",
        zh=f"{Path(how.path).name}：没有地块含有可用像元；请检查文件，或降低得分要求。",
    )
