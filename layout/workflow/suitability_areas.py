"""The contiguous areas of a surface as polygons with their numbers."""

from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.convert.polygonize import mask_polygon
from geodata.crs import WGS84, geodesic_area_km2
from geodata.grid import Block
from geodata.write.surface import Surface
from layout.config.suitability_case import SuitabilityCase
from layout.suitability.flood import fill_from
from layout.suitability.labels import BOTTOM, CELLS, LEFT, RIGHT, SEED_COL, SEED_ROW, TOP, TOTAL
from layout.suitability.strip import SCALE, UNSCORED_CODE
from layout.workflow.area_told import tell_areas
from layout.workflow.area_words import told_columns
from layout.workflow.study import Study

AREA_COLUMNS = ("area_id", "cells", "area_ha", "geodesic_area_ha", "mean_score", "sum_score", "compactness")
TOLD_CELLS = 20_000_000
_HA_PER_KM2 = 100.0


def region_window(
    codes: Surface, region: npt.NDArray[np.int64], *, least: int, queen: bool
) -> tuple[Block, npt.NDArray[Any], npt.NDArray[np.bool_]]:
    """Return the window of a region, its stored scores, and which of its cells belong to the region.

    Parameters
    ----------
    codes
        The surface.
    region
        One row of the statistics of `labels`.
    least, queen
        As the regions were found.
    """
    block = Block(
        int(region[TOP]),
        int(region[LEFT]),
        int(region[BOTTOM] - region[TOP]) + 1,
        int(region[RIGHT] - region[LEFT]) + 1,
    )
    values = codes.read(block)
    eligible = (values >= least) & (values != UNSCORED_CODE)
    row, col = int(region[SEED_ROW]) - block.row, int(region[SEED_COL]) - block.col
    return block, values, fill_from(eligible, row, col, queen)


def area_frame(
    codes: Surface, regions: npt.NDArray[np.int64], *, case: SuitabilityCase, least: int
) -> gpd.GeoDataFrame:
    """Return the regions as polygons in WGS84, largest first.

    Parameters
    ----------
    codes
        The surface.
    regions
        Statistics of the regions wanted.
    case
        Gives the connectivity.
    least
        Lowest stored score that counts.

    Returns
    -------
    geopandas.GeoDataFrame
        `AREA_COLUMNS`; area_ha counts cells on the grid, compactness is 4πA/P² (1 for a disc; Polsby and Popper 1991).
    """
    grid = codes.grid
    ordered = regions[np.lexsort((regions[:, SEED_COL], regions[:, SEED_ROW], -regions[:, CELLS]))]
    queen = case.areas.connectivity == "queen"
    polygons = []
    for region in ordered:
        block, _, mask = region_window(codes, region, least=least, queen=queen)
        polygons.append(mask_polygon(mask, grid.window(block)))
    cells = ordered[:, CELLS].astype(np.int64)
    shapes = gpd.GeoSeries(polygons, crs=grid.crs)
    length = shapely.length(np.asarray(shapes, dtype=object))
    with np.errstate(invalid="ignore", divide="ignore"):
        compact = 4 * np.pi * shapely.area(np.asarray(shapes, dtype=object)) / length**2
    world = shapes.to_crs(WGS84)
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


def told_areas(areas: gpd.GeoDataFrame, study: Study) -> tuple[gpd.GeoDataFrame, int]:
    """Return areas with what each tells, and of how many it is told: the largest ones, up to `TOLD_CELLS` together.

    Parameters
    ----------
    areas
        Result of `area_frame`.
    study
        The study that they were found in.

    Returns
    -------
    tuple
        The areas with the columns of `told_columns` before the geometry; an area that is not told has no data there.
    """
    told = tell_areas(study, areas.geometry, most_cells=TOLD_CELLS) if len(areas) else []
    columns = told_columns(told)
    table = pd.concat([areas.drop(columns="geometry"), columns.set_index(areas.index)], axis=1)
    whole = gpd.GeoDataFrame(table, geometry=areas.geometry.to_numpy(), crs=areas.crs)
    return whole, sum(item is not None for item in told)
