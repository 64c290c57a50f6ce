"""Connected regions of a surface that is seen strip by strip: exact, whatever the strips."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from layout.suitability import labels as kernels

Connectivity = Literal["rook", "queen"]
Codes = npt.NDArray[np.uint16]
Stats = npt.NDArray[np.int64]


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
    """

    least: int
    connectivity: Connectivity
    cols: int
    _stats: list[Stats] = field(default_factory=list)
    _rows: list[tuple[int, npt.NDArray[np.int32], npt.NDArray[np.int32]]] = field(default_factory=list)
    _count: int = 0

    def label(self, codes: Codes) -> tuple[Stats, npt.NDArray[np.int32]]:
        """Return the regions of a strip or part of one, and the regions of its first and last row; touches nothing."""
        edges = np.empty((2, codes.shape[1]), dtype=np.int32)
        return kernels.label_strip(codes, self.least, self.connectivity == "queen", edges), edges

    def add(self, parts: "list[tuple[int, Stats, npt.NDArray[np.int32]]]", *, row: int) -> None:
        """Take over the parts of one strip: (first column, regions, edges) of each; parts do not touch each other.

        Parameters
        ----------
        parts
            Results of `label` with the column at which each part begins.
        row
            First row of the strip in the grid; strips come in order and without gaps.
        """
        upper = np.full(self.cols, -1, dtype=np.int32)
        lower = np.full(self.cols, -1, dtype=np.int32)
        for col, stats, edges in parts:
            moved = stats.copy()
            moved[:, [kernels.TOP, kernels.BOTTOM, kernels.SEED_ROW]] += row
            moved[:, [kernels.LEFT, kernels.RIGHT, kernels.SEED_COL]] += col
            span = slice(col, col + edges.shape[1])
            upper[span] = np.where(edges[0] < 0, -1, edges[0] + self._count)
            lower[span] = np.where(edges[1] < 0, -1, edges[1] + self._count)
            self._stats.append(moved)
            self._count += len(moved)
        self._rows.append((row, upper, lower))

    def regions(self) -> Stats:
        """Return the statistics of every region of the grid, shape (regions, 8), in reading order of the first cell."""
        if not self._count:
            return np.empty((0, kernels.COLUMNS), dtype=np.int64)
        parents = np.arange(self._count, dtype=np.int32)
        for (_, _, before), (_, after, _) in zip(self._rows, self._rows[1:], strict=False):
            kernels.join_rows(parents, before, after, self.connectivity == "queen")
        found = kernels.gather(parents, np.vstack(self._stats))
        return found[np.lexsort((found[:, kernels.SEED_COL], found[:, kernels.SEED_ROW]))]


def label_array(codes: Codes, *, least: int, connectivity: Connectivity) -> Stats:
    """Return the regions of an array, shape (regions, 8)."""
    whole = Components(least, connectivity, codes.shape[1])
    stats, edges = whole.label(codes)
    whole.add([(0, stats, edges)], row=0)
    return whole.regions()
