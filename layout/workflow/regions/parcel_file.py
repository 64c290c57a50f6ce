"""Parcels from a file: read guarded, checked one against the other, each with its name, and which lie side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.crs import WGS84, geodesic_area_km2
from geodata.exchange import placed
from geodata.grid import Grid
from geodata.read import ReadOptions, Sandbox, read_file
from geodata.text import Bilingual
from layout.errors import CaseError
from layout.sites.user_columns import FIELDS

Geometries = npt.NDArray[np.object_]
Pairs = npt.NDArray[np.int64]

_HA_PER_KM2 = 100.0
_NAMING = ("site_id", "name_zh", "name_en")
_EDGE_TOLERANCES = 10.0
_LEAST_EDGE_M = 1.0
_TOLD = {"repair", "warning"}
MOST_PARCELS = 20_000


@dataclass(frozen=True, slots=True)
class ParcelTerms:
    """Where parcels come from and how they are joined.

    Parameters
    ----------
    path
        A file of polygons, read in the sandbox.
    layer, crs
        Answers to questions that the file may leave open.
    gap_m
        Gaps and overlaps up to this width between two parcels are slivers of drawing: the parcels count as touching.
    over_pct
        By how much the area of whole parcels may exceed the one asked for, in percent.
    frame
        A layer that was read and checked before, in place of the file; `path` then only names it.
    """

    path: str | Path
    layer: str | None = None
    crs: str | None = None
    gap_m: float = 0.5
    over_pct: float = 10.0
    frame: gpd.GeoDataFrame | None = None


@dataclass(frozen=True, slots=True)
class Parcels:
    """Parcels in the CRS of a grid.

    Parameters
    ----------
    names
        Of each, unique.
    shapes
        Polygons, shape (n,).
    areas_ha
        Geodesic area of each.
    outside
        Names of those that lie outside the surface and are left out.
    told
        What the reader mended or warns of.
    """

    names: tuple[str, ...]
    shapes: Geometries
    areas_ha: npt.NDArray[np.float64]
    outside: tuple[str, ...]
    told: tuple[Bilingual, ...]

    def only(self, keep: npt.NDArray[np.bool_]) -> "Parcels":
        """Return some of the parcels."""
        names = tuple(np.array(self.names, dtype=object)[keep].tolist())
        return Parcels(names, self.shapes[keep], self.areas_ha[keep], self.outside, self.told)


def read_parcels(terms: ParcelTerms, grid: Grid, *, sandbox: Sandbox | None = None) -> Parcels:
    """Return the parcels of a file that touch a grid.

    Parameters
    ----------
    terms
        File and answers.
    grid
        Gives CRS and extent; in metres.
    sandbox
        Reading processes that run already.

    Raises
    ------
    CaseError
        The file is rejected or leaves a question open, holds no polygons, too many, or none on the grid.
    GeodataError
        It cannot be brought into the CRS of the grid.
    """
    path = Path(terms.path)
    if terms.frame is not None:
        known = terms.frame.reset_index(drop=True)
        known.index += 1
        return parcels_of(gpd.GeoDataFrame(placed(known, datum=None, to_crs=grid.crs)), grid, origin=path)
    result = read_file(path, ReadOptions(layer=terms.layer, crs=terms.crs), sandbox=sandbox)
    if result.report.verdict.value in {"reject", "ask"}:
        worst = next(one for one in result.report.findings if one.severity.value in {"error", "question"})
        raise CaseError(
            en=f"{worst.message.en} {worst.remedy.en}", zh=f"{worst.message.zh} {worst.remedy.zh}"
        )
    frame = result.frame
    told = tuple(one.message for one in result.report.findings if one.severity.value in _TOLD)
    if not isinstance(frame, gpd.GeoDataFrame):
        raise _no_parcels(path)
    return parcels_of(
        gpd.GeoDataFrame(placed(frame, datum=None, to_crs=grid.crs)), grid, origin=path, told=told
    )


def parcels_of(
    frame: gpd.GeoDataFrame, grid: Grid, *, origin: Path, told: Sequence[Bilingual] = ()
) -> Parcels:
    """Return the polygons of a frame as parcels.

    Parameters
    ----------
    frame
        In the CRS of the grid; its index holds the numbers of the rows in the file.
    grid
        The grid.
    origin
        Named in errors.
    told
        What the reader said.

    Raises
    ------
    CaseError
        There are no polygons, too many, or none on the grid.
    """
    geometry = np.asarray(frame.geometry, dtype=object)
    flat = (shapely.get_dimensions(geometry) == 2) & ~shapely.is_empty(geometry)  # noqa: PLR2004 - areas have two dimensions
    if not flat.any():
        raise _no_parcels(origin)
    names = np.array(parcel_names(frame), dtype=object)
    inside = flat & shapely.intersects(geometry, shapely.box(*grid.bounds))
    if not inside.any() or int(inside.sum()) > MOST_PARCELS:
        raise CaseError(
            en=f"{origin.name}: {int(inside.sum())} parcels on the surface found, expected 1 to {MOST_PARCELS}; check coordinate"
            " systems and extents, or cut the file.",
            zh=f"{origin.name}：有 {int(inside.sum())} 个地块位于得分面范围内，应为 1 至 {MOST_PARCELS} 个；请检查坐标系和范围，或裁切文件。",
        )
    world = gpd.GeoSeries(geometry[inside], crs=grid.crs).to_crs(WGS84)
    areas = (geodesic_area_km2(world) * _HA_PER_KM2).to_numpy()
    outside = tuple(names[flat & ~inside].tolist())
    return Parcels(tuple(names[inside].tolist()), geometry[inside], areas, outside, tuple(told))


def _no_parcels(path: Path) -> CaseError:
    """Return the error for a file without polygons."""
    return CaseError(
        en=f"{path.name}: no polygons found; parcels are polygons.",
        zh=f"{path.name}：没有面要素；地块应为面。",
    )


def parcel_names(frame: gpd.GeoDataFrame) -> list[str]:
    """Return a name for each parcel: its number or name where a column says one, made unique by its row, else the row."""
    fields = {field.name: field for field in FIELDS if field.name in _NAMING}
    column = next(
        (
            str(name)
            for wanted in _NAMING
            for name in frame.columns
            if fields[wanted].factor(str(name)) is not None
        ),
        None,
    )
    rows = [f"#{row}" for row in frame.index]
    if column is None:
        return rows
    cells: list[Any] = frame[column].tolist()
    given = ["" if pd.isna(cell) else str(cell).strip() for cell in cells]
    return [
        row if not name else f"{name} ({row})" if given.count(name) > 1 else name
        for name, row in zip(given, rows, strict=True)
    ]


def overlapping(shapes: Geometries, *, gap_m: float) -> Pairs:
    """Return the pairs of parcels that overlap by more than a sliver, shape (n, 2).

    Parameters
    ----------
    shapes
        Polygons in metres.
    gap_m
        An overlap whose mean width (twice its area divided by its perimeter) is no more is a sliver.
    """
    pairs = _pairs(shapes, 0.0)
    common = shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]])
    length = shapely.length(common)
    with np.errstate(invalid="ignore", divide="ignore"):
        width = np.where(length > 0, 2 * shapely.area(common) / length, 0.0)
    found: Pairs = pairs[width > max(gap_m, 1e-6)]
    return found


def side_by_side(shapes: Geometries, *, gap_m: float, corners: bool) -> tuple[Pairs, npt.NDArray[np.float64]]:
    """Return the pairs of parcels that share an edge, and its length in metres.

    Parameters
    ----------
    shapes
        Polygons in metres.
    gap_m
        Two parcels share an edge where the edge of one runs within this distance of the other for ten times as long,
        and for at least a metre.
    corners
        Whether those that merely touch count as well.
    """
    pairs = _pairs(shapes, gap_m)
    reach = max(gap_m, 1e-3)
    wide = shapely.buffer(shapes, reach, quad_segs=4, join_style="mitre")
    edges = shapely.boundary(shapes)
    one, other = pairs[:, 0], pairs[:, 1]
    along = shapely.length(shapely.intersection(edges[one], wide[other]))
    back = shapely.length(shapely.intersection(edges[other], wide[one]))
    length = np.maximum(along, back)
    keep = (
        np.ones(len(pairs), dtype=np.bool_)
        if corners
        else length >= max(_EDGE_TOLERANCES * reach, _LEAST_EDGE_M)
    )
    return pairs[keep], length[keep]


def nearer_than(shapes: Geometries, spacing_m: float) -> Pairs:
    """Return the pairs of parcels whose edges are nearer than a distance in metres, shape (n, 2); none for 0."""
    if spacing_m <= 0:
        return np.empty((0, 2), dtype=np.int64)
    pairs = _pairs(shapes, spacing_m)
    found: Pairs = pairs[shapely.distance(shapes[pairs[:, 0]], shapes[pairs[:, 1]]) < spacing_m]
    return found


def _pairs(shapes: Geometries, distance: float) -> Pairs:
    """Return the pairs within a distance, the smaller number first."""
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=distance)
    found: Pairs = np.column_stack([one, other])[one < other].astype(np.int64)
    return found[np.lexsort((found[:, 1], found[:, 0]))]
