"""Connected regions of a surface that is seen strip by strip: exact, whatever the strips."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from geodata.grid import Block
from layout.suitability import labels as kernels

if TYPE_CHECKING:
    from layout.suitability.facts import Asked

Connectivity = Literal["rook", "queen"]
Codes = npt.NDArray[np.uint16]
Stats = npt.NDArray[np.int64]
Labels = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class RegionStrip:
    """What is remembered of a strip.

    Parameters
    ----------
    row, rows
        First row in the grid, and height.
    upper, lower
        Shape (columns,): the region of the strip in each cell of its first and last row, -1 for none; regions of strips are
        numbered through in the order they were added.
    parts
        Place of each part, and the number of its first region.
    """

    row: int
    rows: int
    upper: Labels
    lower: Labels
    parts: tuple[tuple[Block, int], ...]


@dataclass(slots=True)
class Components:
    """Collects the regions of strips that are handed over from top to bottom.

    Parameters
    ----------
    least
        Cells with this code or more count.
    connectivity
        `rook`: cells that share an edge are connected; `queen`: those that touch at a corner are, too.
    cols
        Columns of the whole grid.
    asked
        What else the engine sums up of each region; see `facts`. The statistics have more columns then.
    minima
        How many of these columns, the last, are minima.
    """

    least: int
    connectivity: Connectivity
    cols: int
    asked: "Asked | None" = None
    minima: int = 0
    strips: list["RegionStrip"] = field(default_factory=list)
    _stats: list[Stats] = field(default_factory=list)
    _count: int = 0
    _found: tuple[Stats, Labels] | None = None

    def label(self, codes: Codes) -> tuple[Stats, Labels]:
        """Return the regions of a strip or part of one, and the regions of its first and last row; touches nothing."""
        edges = np.empty((2, codes.shape[1]), dtype=np.int32)
        return kernels.label_strip(codes, self.least, self.connectivity == "queen", edges), edges

    def add(self, parts: "list[tuple[int, Stats, Labels]]", *, row: int, rows: int) -> None:
        """Take over the parts of one strip: (first column, regions, edges) of each; parts do not touch each other.

        Parameters
        ----------
        parts
            Results of `label` with the column at which each part begins.
        row
            First row of the strip in the grid; strips come in order, and those left out have no regions.
        rows
            Height of the strip.
        """
        upper = np.full(self.cols, -1, dtype=np.int32)
        lower = np.full(self.cols, -1, dtype=np.int32)
        places = []
        for col, stats, edges in parts:
            moved = stats.copy()
            moved[:, [kernels.TOP, kernels.BOTTOM, kernels.SEED_ROW]] += row
            moved[:, [kernels.LEFT, kernels.RIGHT, kernels.SEED_COL]] += col
            span = slice(col, col + edges.shape[1])
            upper[span] = np.where(edges[0] < 0, -1, edges[0] + self._count)
            lower[span] = np.where(edges[1] < 0, -1, edges[1] + self._count)
            places.append((Block(row, col, rows, edges.shape[1]), self._count))
            self._stats.append(moved)
            self._count += len(moved)
        self.strips.append(RegionStrip(row, rows, upper, lower, tuple(places)))
        self._found = None

    def regions(self) -> Stats:
        """Return the statistics of every region of the grid, shape (regions, 8) or more, in reading order of the first cell."""
        return self._joined()[0]

    def region_of(self) -> Labels:
        """Return the position in `regions` of the region that each region of a strip is part of, in the order they were added."""
        return self._joined()[1]

    def _joined(self) -> tuple[Stats, Labels]:
        """Return the regions of the grid, and that of each region of a strip; computed once."""
        if self._found is None:
            parents = np.arange(self._count, dtype=np.int32)
            for before, after in pairwise(self.strips):
                if before.row + before.rows == after.row:
                    kernels.join_rows(parents, before.lower, after.upper, self.connectivity == "queen")
            wide = self._stats[0].shape[1] if self._stats else kernels.COLUMNS
            whole = np.vstack([np.empty((0, wide), np.int64), *self._stats])
            minima = self.minima if wide > kernels.COLUMNS else 0
            found, numbers = kernels.gather(parents, whole, minima)
            order = np.lexsort((found[:, kernels.SEED_COL], found[:, kernels.SEED_ROW]))
            places = np.empty(len(order), np.int32)
            places[order] = np.arange(len(order), dtype=np.int32)
            self._found = found[order], places[numbers]
        return self._found


def label_array(codes: Codes, *, least: int, connectivity: Connectivity) -> Stats:
    """Return the regions of an array, shape (regions, 8)."""
    whole = Components(least, connectivity, codes.shape[1])
    stats, edges = whole.label(codes)
    whole.add([(0, stats, edges)], row=0, rows=len(codes))
    return whole.regions()
