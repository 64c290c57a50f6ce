"""Contiguous regions of a given size on a raster surface of scores."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.convert.polygonize import mask_polygon
from geodata.crs import WGS84, geodesic_area_km2
from geodata.grid import Block, Grid
from layout.suitability.components import Connectivity
from layout.suitability.ground import bridges, filled
from layout.suitability.locate import RegionsFound, RegionsWanted, locate_regions
from layout.suitability.locate_sizes import Sizes, locate_sizes
from layout.workflow.regions.surface import existing_areas, kept_clear, read_scores, searchable, still_wanted
from layout.workflow.regions.terms import M2_PER_HA, Part, Size, Terms, cells_of, no_room, sizes_of
from layout.workflow.suitability.area_told import AreaTold
from layout.workflow.suitability.area_words import told_record

_HA_PER_KM2 = 100.0
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class RegionsResult:
    """What was found on a surface.

    Parameters
    ----------
    wanted, found
        The question and the answer in cells.
    parts
        How each region is made up.
    polygons
        WGS84, in the order of the regions, with the gaps filled.
    areas_ha
        Geodesic area of each.
    existing
        The areas kept, in WGS84.
    sizes
        Total and range in cells where the regions share an area.
    told
        What each region tells by the layers of a study; None where no study was asked.
    """

    wanted: RegionsWanted
    found: RegionsFound
    parts: tuple[Part, ...]
    polygons: tuple[shapely.Geometry, ...]
    areas_ha: tuple[float, ...]
    existing: tuple[shapely.Geometry, ...] = ()
    sizes: Sizes | None = None
    told: tuple[AreaTold | None, ...] | None = None

    def record(self) -> dict[str, Any]:
        """Return the result as plain values for JSON."""
        found = self.found
        told = [{} for _ in found.regions] if self.told is None else [told_record(one) for one in self.told]
        rows = zip(
            found.regions,
            found.sums,
            found.values,
            self.parts,
            self.polygons,
            self.areas_ha,
            told,
            strict=True,
        )
        shared = {} if self.sizes is None else {"sizes": asdict(self.sizes)}
        return {
            "regions": [
                {
                    "cells": len(cells),
                    "mean": total / len(cells),
                    "sum": total,
                    "value": value,
                    "bridged_cells": part.bridged,
                    "filled_cells": part.filled,
                    "area_ha": area,
                    "polygon": json.loads(shapely.to_geojson(polygon)),
                    **said,
                }
                for cells, total, value, part, polygon, area, said in rows
            ],
            "existing": [json.loads(shapely.to_geojson(polygon)) for polygon in self.existing],
            "count": len(self.found.regions),
            "wanted": self.wanted.count,
            "objective": found.objective,
            "bound": found.bound,
            "gap": found.gap,
            "method": found.method,
            **shared,
        }


def find_regions(
    surface: str | Path, size: Size, *, question: RegionsWanted, terms: Terms | None = None
) -> RegionsResult:
    """Return the best regions of a surface.

    Parameters
    ----------
    surface
        A raster of scores. In a surface of this product 0 means excluded; in any other every value counts.
    size
        Cells or hectares of each, or hectares of all with their range.
    question
        Number, connectivity and shape; its cells and spacing are set from the other arguments.
    terms
        What else is asked.

    Raises
    ------
    CaseError
        The size is stated twice or not at all, or is no size; the total cannot be shared so; or there are as many existing
        areas as regions wanted.
    EmptyCandidatesError
        No region of that size fits, or not as many with that total.
    GeodataError
        The raster or the file of existing areas cannot be used.
    """
    grid = searchable(surface)
    terms = terms or Terms()
    if max(terms.spacing_m, terms.bridge_m, terms.fill_ha) > 0 or size.in_hectares:
        grid.require_metres("distance and area")
    scores = read_scores(surface, grid, min_score=terms.min_score).values
    existing = existing_areas(terms.keep, grid)
    usable = np.isfinite(scores) & ~kept_clear(existing, grid, spacing_m=terms.spacing_m)
    crossed = bridges(usable, width=int(terms.bridge_m / grid.cell + _ROUNDING))
    count = still_wanted(question.count, existing)
    sizes = sizes_of(size, grid, count=count)
    wanted = replace(
        question,
        cells=cells_of(size, grid) if sizes is None else sizes.total // count,
        count=count,
        spacing=terms.spacing_m / grid.cell,
    )
    found = _located(np.where(usable, scores, np.where(crossed, 0.0, np.nan)), wanted, sizes)
    if not found.regions:
        raise no_room(surface, usable | crossed, wanted=wanted, sizes=sizes, used=int(usable.sum()))
    how = (grid, int(terms.fill_ha * M2_PER_HA / grid.cell**2 + _ROUNDING), wanted.connectivity)
    drawn = [_drawn(region, crossed, how) for region in found.regions]
    polygons = gpd.GeoSeries([polygon for _, polygon in drawn], crs=grid.crs).to_crs(WGS84)
    return RegionsResult(
        wanted=wanted,
        found=found,
        parts=tuple(part for part, _ in drawn),
        polygons=tuple(polygons),
        areas_ha=tuple((geodesic_area_km2(polygons) * _HA_PER_KM2).tolist()),
        existing=tuple(gpd.GeoSeries(list(existing), crs=grid.crs).to_crs(WGS84)),
        sizes=sizes,
    )


def _located(
    scores: "np.ndarray[Any, np.dtype[np.float64]]", wanted: RegionsWanted, sizes: Sizes | None
) -> RegionsFound:
    """Return the regions, each of one size or sharing a total."""
    return locate_regions(scores, wanted) if sizes is None else locate_sizes(scores, wanted, sizes=sizes)


def _drawn(
    region: "np.ndarray[Any, Any]", crossed: "np.ndarray[Any, Any]", how: tuple[Grid, int, Connectivity]
) -> tuple[Part, shapely.Geometry]:
    """Return how a region is made up, and its polygon in the CRS of the grid with the small gaps filled."""
    grid, most, connectivity = how
    top, left = region.min(axis=0)
    bottom, right = region.max(axis=0)
    mask = np.zeros((bottom - top + 1, right - left + 1), dtype=np.bool_)
    mask[region[:, 0] - top, region[:, 1] - left] = True
    whole = filled(mask, most_cells=most, connectivity=connectivity)
    part = Part(int(crossed[region[:, 0], region[:, 1]].sum()), int(whole.sum() - mask.sum()))
    return part, mask_polygon(whole, grid.window(Block(int(top), int(left), *mask.shape)))
