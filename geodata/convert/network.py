"""Travel time over a network of lines: along the edges to the destinations, and straight from a cell to the network."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geodata.errors import DataFormatError
from geodata.grid import Grid

Doubles = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]

_SAME_PLACE_M = 0.01
_MINUTES_PER_HOUR = 60.0
_M_PER_KM = 1000.0


@dataclass(frozen=True, slots=True)
class TravelTimes:
    """Minutes to the nearest destination from the points of a network.

    Parameters
    ----------
    points
        Shape (n, 2), in the CRS of the network, not further apart along the lines than asked for.
    minutes
        Shape (n,); infinite where no destination can be reached.
    access_kmh
        Speed from a place straight to the network.
    """

    points: Doubles
    minutes: Doubles
    access_kmh: float

    def on(self, window: Grid, *, reach_m: float) -> Singles:
        """Return the minutes from the centre of each cell, straight to the nearest point of the network and on.

        Parameters
        ----------
        window
            The cells wanted, in metres.
        reach_m
            Cells further than this from the network have no data.

        Returns
        -------
        numpy.ndarray
            float32, shape (rows, columns); NaN out of reach, or where no destination can be reached.

        Raises
        ------
        CRSMismatchError
            The grid is not in metres.
        """
        window.require_metres("travel time")
        usable = np.isfinite(self.minutes)
        out = np.full(window.shape, np.nan, dtype=np.float32)
        if not usable.any():
            return out
        x = window.x0 + (window.col0 + np.arange(window.cols) + 0.5) * window.cell
        y = window.y0 - (window.row0 + np.arange(window.rows) + 0.5) * window.cell
        centres = np.column_stack([grid.ravel() for grid in np.meshgrid(x, y)])
        away, nearest = cKDTree(self.points[usable]).query(centres, distance_upper_bound=reach_m)
        near = np.isfinite(away)
        found = np.full(len(centres), np.nan)
        found[near] = self.minutes[usable][nearest[near]] + _minutes(away[near], self.access_kmh)
        return found.reshape(window.shape).astype(np.float32)


def travel_times(
    lines: Sequence[shapely.LineString],
    speeds_kmh: Sequence[float],
    *,
    destinations: Doubles,
    access_kmh: float,
    spacing_m: float,
) -> TravelTimes:
    """Return the minutes from the points of a network to the nearest destination.

    Lines meet where they share a vertex, as in OpenStreetMap; where they only cross there is a bridge. All are open in
    both directions.

    Parameters
    ----------
    lines
        In metres.
    speeds_kmh
        Of each line, positive.
    destinations
        Shape (n, 2); each is joined to the nearest point of the network at the access speed.
    access_kmh
        Speed off the network.
    spacing_m
        Lines get points at least this often, so that a cell finds one near.

    Raises
    ------
    DataFormatError
        There is no line or no destination, or a speed is not positive.
    """
    speeds = np.asarray(speeds_kmh, dtype=np.float64)
    positive = (speeds > 0).all() and access_kmh > 0
    if not len(lines) or not len(destinations) or len(speeds) != len(lines) or not positive:
        raise DataFormatError(
            en=f"Travel time: {len(lines)} lines, {len(speeds)} speeds and {len(destinations)} destinations found; expected at"
            " least one of each, and positive speeds.",
            zh=f"出行时间：{len(lines)} 条线、{len(speeds)} 个速度、{len(destinations)} 个目的地；各至少一个，速度须为正。",
        )
    points, node_of, line_of = _nodes(np.asarray(lines, dtype=object), spacing_m)
    joined = line_of[1:] == line_of[:-1]
    start, end = node_of[:-1][joined], node_of[1:][joined]
    lengths = np.hypot(*(points[start] - points[end]).T)
    minutes = _minutes(lengths, speeds[line_of[1:][joined]])
    away, gates = cKDTree(points).query(destinations)
    source = len(points)
    edges = _fastest(
        np.concatenate([start, np.full(len(gates), source)]),
        np.concatenate([end, gates]),
        np.concatenate([minutes, _minutes(away, access_kmh)]),
    )
    rows, cols, weights = edges
    graph = coo_matrix((weights, (rows, cols)), shape=(source + 1, source + 1)).tocsr()
    reached = dijkstra(graph, directed=False, indices=source)
    return TravelTimes(points, reached[:source], access_kmh)


def _nodes(
    lines: npt.NDArray[np.object_], spacing_m: float
) -> tuple[Doubles, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the points of a network, and of every point along the lines which of them it is and on which line.

    Lines meet in their own vertices alone: points put in between are nodes of one line even where another passes.
    """
    own, own_line = _keys(lines)
    places, line_of = shapely.get_coordinates(shapely.segmentize(lines, spacing_m), return_index=True)
    keys = np.round(places / _SAME_PLACE_M).astype(np.int64)
    vertices = set(zip(own_line.tolist(), *own.T.tolist(), strict=True))
    between = [place not in vertices for place in zip(line_of.tolist(), *keys.T.tolist(), strict=True)]
    apart = np.where(between, np.arange(1, len(places) + 1), 0)
    _, first, node_of = np.unique(
        np.column_stack([keys, apart]), axis=0, return_index=True, return_inverse=True
    )
    return places[first], node_of.reshape(-1), line_of


def _keys(lines: npt.NDArray[np.object_]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the vertices of lines on a lattice fine enough to tell places apart, and the line of each."""
    places, line_of = shapely.get_coordinates(lines, return_index=True)
    return np.round(places / _SAME_PLACE_M).astype(np.int64), line_of


def _fastest(
    start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], minutes: Doubles
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Doubles]:
    """Return one edge for each pair of nodes: parallel ones would be added up, and a time of 0 would be no edge."""
    low, high = np.minimum(start, end), np.maximum(start, end)
    order = np.lexsort((minutes, high, low))
    low, high, minutes = low[order], high[order], minutes[order]
    keep = np.ones(len(low), dtype=np.bool_)
    keep[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    keep &= low != high
    return low[keep], high[keep], np.maximum(minutes[keep], math.ulp(1.0))


def _minutes(metres: Doubles, kmh: Doubles | float) -> Doubles:
    """Return the time for lengths at speeds."""
    found: Doubles = metres / _M_PER_KM / kmh * _MINUTES_PER_HOUR
    return found
