"""The surface that regions are looked for on: its grid, its scores, what is excluded, and existing areas to keep clear of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geodata.convert.masks import edge_mask, near_mask
from geodata.convert.shapes import flat_shapes
from geodata.errors import DataFormatError
from geodata.grid import Grid
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid, raster_scale
from geodata.read.shapes_file import read_shapes
from layout.errors import CaseError

MOST_CELLS = 60_000_000
Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Scores:
    """A surface that was read.

    Parameters
    ----------
    grid
        Its cells.
    values
        Score of each cell, NaN where it is not to be used.
    excluded
        Cells that are not used because a rule takes them or their score is too low; the others without a score are unknown.
    """

    grid: Grid
    values: npt.NDArray[np.float64]
    excluded: npt.NDArray[np.bool_]


def searchable(surface: str | Path) -> Grid:
    """Return the grid of a surface.

    Raises
    ------
    DataFormatError
        It has more cells than can be searched at once.
    GeodataError
        It cannot be used.
    """
    grid = raster_grid(surface)
    if grid.rows * grid.cols > MOST_CELLS:
        raise DataFormatError(
            en=f"{surface}: {grid.rows * grid.cols:,} cells found, at most {MOST_CELLS:,} can be searched at once; cut out the part"
            " of interest.",
            zh=f"{surface}：有 {grid.rows * grid.cols:,} 个像元，一次最多搜索 {MOST_CELLS:,} 个；请裁切出关注的部分。",
        )
    return grid


def read_scores(surface: str | Path, grid: Grid, *, min_score: float | None = None) -> Scores:
    """Return the scores of a surface.

    Parameters
    ----------
    surface
        A raster of scores; in one of this product 0 means excluded, in any other every value counts.
    grid
        Its cells.
    min_score
        Cells with a lower score are not used.

    Raises
    ------
    GeodataError
        It cannot be used.
    """
    scale, own = raster_scale(surface)
    with Cells(surface, grid) as cells:
        scores = cells.read(grid).astype(np.float64)
    excluded = (scores == 0) & own
    scores[excluded] = np.nan
    scores *= scale
    if min_score is not None:
        excluded |= scores < min_score
        scores[excluded] = np.nan
    return Scores(grid, scores, excluded)


def existing_areas(keep: str | Path | None, grid: Grid) -> Shapes:
    """Return existing areas in the CRS of the grid; none without a file.

    Raises
    ------
    GeodataError
        The file cannot be used.
    """
    return np.array([], dtype=object) if keep is None else read_shapes(keep, into=grid.crs)


def kept_clear(existing: Shapes, grid: Grid, *, spacing_m: float) -> npt.NDArray[np.bool_]:
    """Return the cells that existing areas take, with their distance, shape (rows, columns)."""
    if not len(existing):
        return np.zeros(grid.shape, dtype=np.bool_)
    shapes = flat_shapes(existing, grid)
    found: Any = near_mask(shapes, grid, within=spacing_m) | edge_mask(shapes, grid)
    return np.asarray(found, dtype=np.bool_)


def still_wanted(count: int, existing: Shapes) -> int:
    """Return how many regions are wanted beside the existing areas.

    Raises
    ------
    CaseError
        There are as many of them already.
    """
    if len(existing) >= count:
        raise CaseError(
            en=f"regions: {len(existing)} existing areas found and {count} regions wanted; expected more, since existing ones count.",
            zh=f"regions：已有 {len(existing)} 片区域，而只要求 {count} 片；已有区域计入总数，请增大数量。",
        )
    return count - len(existing)
