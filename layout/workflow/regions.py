"""Contiguous regions of a given size on a raster surface of scores."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.convert.polygonize import mask_polygon
from geodata.crs import WGS84, geodesic_area_km2
from geodata.errors import DataFormatError
from geodata.grid import Block, Grid
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid, raster_scale
from layout.errors import CaseError, EmptyCandidatesError
from layout.suitability.locate import RegionsFound, RegionsWanted, locate_regions

MOST_CELLS = 60_000_000
_HA_PER_KM2 = 100.0
_M2_PER_HA = 10_000.0


@dataclass(frozen=True, slots=True)
class Size:
    """How large each region is to be: a number of cells, or an area. Exactly one.

    Parameters
    ----------
    cells
        Cells.
    area_ha
        Hectares, rounded up to whole cells.
    """

    cells: int | None = None
    area_ha: float | None = None


@dataclass(frozen=True, slots=True)
class RegionsResult:
    """What was found on a surface.

    Parameters
    ----------
    wanted, found
        The question and the answer in cells.
    polygons
        WGS84, in the order of the regions.
    areas_ha
        Geodesic area of each.
    """

    wanted: RegionsWanted
    found: RegionsFound
    polygons: tuple[shapely.Geometry, ...]
    areas_ha: tuple[float, ...]

    def record(self) -> dict[str, Any]:
        """Return the result as plain values for JSON."""
        rows = zip(
            self.found.regions, self.found.sums, self.found.values, self.polygons, self.areas_ha, strict=True
        )
        return {
            "regions": [
                {
                    "cells": len(cells),
                    "mean": total / len(cells),
                    "sum": total,
                    "value": value,
                    "area_ha": area,
                    "polygon": json.loads(shapely.to_geojson(polygon)),
                }
                for cells, total, value, polygon, area in rows
            ],
            "count": len(self.found.regions),
            "wanted": self.wanted.count,
            "objective": self.found.objective,
            "bound": self.found.bound,
            "gap": self.found.gap,
            "method": self.found.method,
        }


def find_regions(
    surface: str | Path,
    size: Size,
    *,
    question: RegionsWanted,
    spacing_m: float = 0.0,
    min_score: float | None = None,
) -> RegionsResult:
    """Return the best regions of a surface.

    Parameters
    ----------
    surface
        A raster of scores. In a surface of this product 0 means excluded; in any other every value counts.
    size
        Cells or hectares.
    question
        Number, connectivity and shape; its cells and spacing are set from the other arguments.
    spacing_m
        Least distance between the edges of two regions.
    min_score
        Cells with a lower score are not used.

    Raises
    ------
    CaseError
        The size is stated twice or not at all, or is no size.
    EmptyCandidatesError
        No region of that size fits.
    GeodataError
        The raster cannot be used.
    """
    grid = raster_grid(surface)
    if grid.rows * grid.cols > MOST_CELLS:
        raise DataFormatError(
            en=f"{surface}: {grid.rows * grid.cols:,} cells found, at most {MOST_CELLS:,} can be searched at once; cut out the part"
            " of interest.",
            zh=f"{surface}：有 {grid.rows * grid.cols:,} 个像元，一次最多搜索 {MOST_CELLS:,} 个；请裁切出关注的部分。",
        )
    if spacing_m > 0 or size.area_ha is not None:
        grid.require_metres("distance and area")
    scores = _scores(surface, grid, min_score)
    wanted = RegionsWanted(
        cells=_cells(size, grid),
        count=question.count,
        connectivity=question.connectivity,
        spacing=spacing_m / grid.cell,
        shape=question.shape,
    )
    found = locate_regions(scores, wanted)
    if not found.regions:
        raise EmptyCandidatesError(
            en=f"{surface}: no contiguous region of {wanted.cells} cells found among {int(np.isfinite(scores).sum())} that can be"
            " used; ask for a smaller one or a lower score.",
            zh=f"{surface}：在 {int(np.isfinite(scores).sum())} 个可用像元中找不到 {wanted.cells} 个像元的连片区域；请减小面积或降低得分要求。",
        )
    polygons = gpd.GeoSeries([_polygon(region, grid) for region in found.regions], crs=grid.crs).to_crs(WGS84)
    areas = tuple((geodesic_area_km2(polygons) * _HA_PER_KM2).tolist())
    return RegionsResult(wanted, found, tuple(polygons), areas)


def _scores(
    surface: str | Path, grid: Grid, min_score: float | None
) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return the scores of a surface, NaN where a cell is not to be used."""
    scale, own = raster_scale(surface)
    with Cells(surface, grid) as cells:
        scores = cells.read(grid).astype(np.float64)
    if own:
        scores[scores == 0] = np.nan
    scores *= scale
    if min_score is not None:
        scores[scores < min_score] = np.nan
    return scores


def _cells(size: Size, grid: Grid) -> int:
    """Return the size in cells."""
    if (size.cells is None) == (size.area_ha is None):
        raise CaseError(
            en="regions: expected exactly one of --cells and --area-ha; give one.",
            zh="regions：--cells 与 --area-ha 应恰好给出一项。",
        )
    if size.cells is not None:
        cells = size.cells
    else:
        cells = math.ceil(float(size.area_ha or 0.0) * _M2_PER_HA / grid.cell**2 - 1e-9)
    if not 0 < cells <= grid.rows * grid.cols:
        raise CaseError(
            en=f"regions: {cells} cells found, expected 1 to {grid.rows * grid.cols}, the size of the surface; give another size.",
            zh=f"regions：区域大小为 {cells} 个像元，应在 1 至 {grid.rows * grid.cols}（整个栅格）之间。",
        )
    return cells


def _polygon(region: "np.ndarray[Any, Any]", grid: Grid) -> shapely.Geometry:
    """Return the polygon of the cells of a region."""
    top, left = region.min(axis=0)
    bottom, right = region.max(axis=0)
    mask = np.zeros((bottom - top + 1, right - left + 1), dtype=np.bool_)
    mask[region[:, 0] - top, region[:, 1] - left] = True
    return mask_polygon(mask, grid.window(Block(int(top), int(left), *mask.shape)))
