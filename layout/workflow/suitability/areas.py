"""The contiguous areas of a surface as polygons with their numbers."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.convert.corners import NOTHING, Corners
from geodata.convert.outlines import on_earth, polygons_of, together
from geodata.crs import WGS84, geodesic_area_km2
from geodata.grid import Grid
from geodata.write.rings import DECIMALS
from geodata.write.surface import Surface
from layout.suitability.components import Components, Stats
from layout.suitability.labels import CELLS, SEED_COL, SEED_ROW, TOTAL
from layout.suitability.region_cells import region_corners
from layout.suitability.strip import SCALE
from layout.workflow.suitability.area_facts import Told
from layout.workflow.suitability.area_told import tell_regions
from layout.workflow.suitability.area_words import told_columns
from layout.workflow.suitability.study import Study

AREA_COLUMNS = ("area_id", "cells", "area_ha", "geodesic_area_ha", "mean_score", "sum_score", "compactness")
_HA_PER_KM2 = 100.0


@dataclass(frozen=True, slots=True)
class AreaCells:
    """The areas of a surface that are reported, as statistics and corners of their outlines.

    Parameters
    ----------
    regions
        Statistics of the regions, largest first; see `labels`.
    corners
        Labelled by the position in `regions`.
    grid
        The grid of the surface.
    order
        Their positions in the collector's `regions()`.
    """

    regions: Stats
    corners: list[Corners]
    grid: Grid
    order: npt.NDArray[np.intp]


def area_cells(codes: Surface, components: Components, *, large: npt.NDArray[np.bool_]) -> AreaCells:
    """Return what is needed of a surface for the polygons of its regions.

    Parameters
    ----------
    codes
        The surface.
    components
        Has taken every strip of it.
    large
        Which of `components.regions()` are wanted.
    """
    regions = components.regions()
    order = np.lexsort((regions[:, SEED_COL], regions[:, SEED_ROW], -regions[:, CELLS]))
    order = order[large[order]]
    numbers = np.full(len(regions), NOTHING, np.int32)
    numbers[order] = np.arange(len(order))
    return AreaCells(regions[order], region_corners(components, numbers, read=codes.read), codes.grid, order)


def area_frame(found: AreaCells) -> gpd.GeoDataFrame:
    """Return regions as polygons in WGS84, largest first.

    Parameters
    ----------
    found
        Result of `area_cells`.

    Returns
    -------
    geopandas.GeoDataFrame
        `AREA_COLUMNS`; area_ha counts cells on the grid, compactness is 4πA/P² (1 for a disc; Polsby and Popper 1991).
    """
    grid, ordered = found.grid, found.regions
    shapes = gpd.GeoSeries(together(*polygons_of(found.corners, len(ordered), grid=grid)), crs=grid.crs)
    cells = ordered[:, CELLS].astype(np.int64)
    length = shapely.length(np.asarray(shapes, dtype=object))
    with np.errstate(invalid="ignore", divide="ignore"):
        compact = 4 * np.pi * shapely.area(np.asarray(shapes, dtype=object)) / length**2
    world = on_earth(shapes, decimals=DECIMALS)
    table = pd.DataFrame(
        {
            "area_id": [f"A{number:04d}" for number in range(1, len(ordered) + 1)],
            "cells": cells,
            "area_ha": (cells * grid.cell_area_km2 * _HA_PER_KM2).round(4),
            "geodesic_area_ha": (geodesic_area_km2(world) * _HA_PER_KM2).round(4).to_numpy(),
            "mean_score": (ordered[:, TOTAL] / np.maximum(cells, 1) / SCALE).round(6),
            "sum_score": (ordered[:, TOTAL] / SCALE).round(4),
            "compactness": compact.round(4),
        },
        columns=list(AREA_COLUMNS),
    )
    return gpd.GeoDataFrame(table, geometry=world.to_numpy(), crs=WGS84)


def told_areas(areas: gpd.GeoDataFrame, study: Study, *, found: AreaCells, told: Told) -> gpd.GeoDataFrame:
    """Return areas with what each tells: the columns of `told_columns` before the geometry.

    Parameters
    ----------
    areas
        Result of `area_frame`.
    study
        The study that they were found in.
    found
        What `areas` was made of.
    told
        What all regions of the surface tell.
    """
    own = Told(told.facts.taken(found.order), told.means)
    columns = told_columns(tell_regions(study, own, cells=found.regions[:, CELLS]))
    table = pd.concat([areas.drop(columns="geometry"), columns.set_index(areas.index)], axis=1)
    return gpd.GeoDataFrame(table, geometry=areas.geometry.to_numpy(), crs=areas.crs)
