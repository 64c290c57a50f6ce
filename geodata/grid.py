"""The grid as one value: CRS, place, cell size and shape travel together and never change.

A grid is a window of a lattice. The lattice has an origin and a cell size; the window says which of its rows and
columns are meant. A window of a window keeps the lattice, so that a coordinate falls into the same cell, to the last
bit, whichever window asks.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pyproj

from geodata.errors import CRSMismatchError, DataFormatError

Bounds = tuple[float, float, float, float]

_M2_PER_KM2 = 1_000_000.0
_MOST_CELLS = 4_000_000_000
_TOLERANCE_CELLS = 1e-3
_ROUNDING = 1e-6
"""Bounds that miss a multiple of the cell by less than this share of a cell, after a change of CRS, are that multiple."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells inside a grid: its first row and column, counted from the grid's corner, and its size."""

    row: int
    col: int
    rows: int
    cols: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells, north up.

    Parameters
    ----------
    crs
        Anything that pyproj reads: an authority code, a PROJ string or WKT.
    x0, y0
        Upper left corner of the lattice, in the units of the CRS.
    cell
        Edge of a cell, in the units of the CRS.
    rows, cols
        Size of the window.
    row0, col0
        First row and column of the window in the lattice; they may be negative.
    """

    crs: str
    x0: float
    y0: float
    cell: float
    rows: int
    cols: int
    row0: int = 0
    col0: int = 0

    def __post_init__(self) -> None:
        """Refuse a grid without cells, of a size that is no number, or too large to be meant."""
        if not (math.isfinite(self.cell) and self.cell > 0 and self.rows > 0 and self.cols > 0):
            raise DataFormatError(
                en=f"Grid: {self.rows} x {self.cols} cells of {self.cell:g} found, expected at least one cell of a"
                " positive size; check area and resolution.",
                zh=f"格网：{self.rows} × {self.cols} 个像元、边长 {self.cell:g}；像元数与边长均应为正，请检查范围和分辨率。",
            )
        if self.rows * self.cols > _MOST_CELLS:
            raise DataFormatError(
                en=f"Grid: {self.rows} x {self.cols} cells found, at most {_MOST_CELLS:,} can be computed; choose a"
                " coarser resolution or a smaller area.",
                zh=f"格网：{self.rows} × {self.cols} 个像元，最多可计算 {_MOST_CELLS:,} 个；请降低分辨率或缩小范围。",
            )

    @property
    def bounds(self) -> Bounds:
        """Return west, south, east, north."""
        west, north = self.x0 + self.col0 * self.cell, self.y0 - self.row0 * self.cell
        return west, north - self.rows * self.cell, west + self.cols * self.cell, north

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """Return a, b, c, d, e, f of the affine from (column, row) to (x, y), as rasterio orders them."""
        west, _, _, north = self.bounds
        return self.cell, 0.0, west, 0.0, -self.cell, north

    @property
    def shape(self) -> tuple[int, int]:
        """Return (rows, columns)."""
        return self.rows, self.cols

    @property
    def cell_area_km2(self) -> float:
        """Return the area of a cell in km²; the CRS should be equal-area for it to be true everywhere.

        Raises
        ------
        CRSMismatchError
            The CRS is not in metres.
        """
        self.require_metres("area")
        return self.cell * self.cell / _M2_PER_KM2

    def require_metres(self, purpose: str) -> None:
        """Refuse a grid in degrees or feet; `purpose` is named in the message.

        Raises
        ------
        CRSMismatchError
            The CRS is geographic, or its unit is not the metre.
        """
        crs = parsed_crs(self.crs)
        if crs.is_geographic or any(axis.unit_name not in {"metre", "meter"} for axis in crs.axis_info):
            raise CRSMismatchError(
                en=f"Grid: {purpose} in CRS {crs.name}, expected a projected CRS in metres; name one such as EPSG:4545"
                ' or "chongqing".',
                zh=f"格网：{purpose} 需要以米为单位的投影坐标系，现为 {crs.name}；请改用 EPSG:4545 或 chongqing 等。",
            )

    def window(self, block: Block) -> "Grid":
        """Return the part of the lattice that `block` names; it may reach beyond this grid."""
        return replace(
            self,
            row0=self.row0 + block.row,
            col0=self.col0 + block.col,
            rows=block.rows,
            cols=block.cols,
        )

    def padded(self, halo: int) -> "Grid":
        """Return the grid with `halo` more cells on each side."""
        return self.window(Block(-halo, -halo, self.rows + 2 * halo, self.cols + 2 * halo))

    def cell_of(self, x: float, y: float) -> tuple[int, int]:
        """Return row and column of the cell that holds a point in the CRS; both may lie outside the grid."""
        row = math.floor((self.y0 - y) / self.cell) - self.row0
        return row, math.floor((x - self.x0) / self.cell) - self.col0

    def centre(self, row: int, col: int) -> tuple[float, float]:
        """Return x and y of the centre of a cell."""
        return (
            self.x0 + (self.col0 + col + 0.5) * self.cell,
            self.y0 - (self.row0 + row + 0.5) * self.cell,
        )

    def __str__(self) -> str:
        """Return the grid in words for messages."""
        west, south, east, north = self.bounds
        return (
            f"{self.rows} x {self.cols} cells of {self.cell:g} in {parsed_crs(self.crs).name}"
            f" ({west:.10g}, {south:.10g}, {east:.10g}, {north:.10g})"
        )


@cache
def parsed_crs(crs: str) -> pyproj.CRS:
    """Return the CRS that a text names.

    Raises
    ------
    CRSMismatchError
        PROJ does not know it.
    """
    try:
        return pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError as error:
        raise CRSMismatchError(
            en=f"CRS {crs!r} found, expected a code such as EPSG:4545, a PROJ string or WKT.",
            zh=f"坐标系 {crs!r} 无法识别；应为 EPSG:4545 之类的代码、PROJ 字符串或 WKT。",
        ) from error


def same_crs(one: str, other: str) -> bool:
    """Return whether two texts name the same CRS, whatever the order of its axes and the names of its parts."""
    if one == other:
        return True
    first, second = parsed_crs(one), parsed_crs(other)
    if first.equals(second, ignore_axis_order=True):
        return True
    return first.is_projected and second.is_projected and _same_parts(first, second)


def _same_parts(one: pyproj.CRS, other: pyproj.CRS) -> bool:
    """Return whether two projected CRS agree in all but names: what ArcGIS writes as .prj has no EPSG code and other names."""
    first, second = one.geodetic_crs, other.geodetic_crs
    units = [[axis.unit_conversion_factor for axis in crs.axis_info[:2]] for crs in (one, other)]
    return (
        first is not None
        and second is not None
        and bool(first.equals(second, ignore_axis_order=True))
        and units[0] == units[1]
        and {axis.direction for axis in one.axis_info} == {axis.direction for axis in other.axis_info}
        and one.coordinate_operation == other.coordinate_operation
    )


def grid_over(bounds: Bounds, *, crs: str, cell: float) -> Grid:
    """Return the smallest grid over `bounds` whose lattice starts at a multiple of the cell size.

    Parameters
    ----------
    bounds
        West, south, east, north in `crs`.
    crs
        CRS of the bounds and of the grid.
    cell
        Edge of a cell in the units of the CRS.

    Raises
    ------
    DataFormatError
        The bounds are empty or not finite, or the grid would be too large.

    Examples
    --------
    >>> grid_over((95.0, 10.0, 250.0, 99.0), crs="EPSG:4545", cell=30.0).shape
    (4, 6)
    """
    west, south, east, north = bounds
    if not all(map(math.isfinite, bounds)) or east <= west or north <= south or not cell > 0:
        raise DataFormatError(
            en=f"Grid: bounds {bounds} with cells of {cell:g} found, expected west < east, south < north and a positive"
            " size; check the area.",
            zh=f"格网：范围 {bounds}、边长 {cell:g} 无效；应西小于东、南小于北且边长为正，请检查区域。",
        )
    left, top = math.floor(west / cell + _ROUNDING), math.ceil(north / cell - _ROUNDING)
    return Grid(
        crs=crs,
        x0=left * cell,
        y0=top * cell,
        cell=cell,
        rows=max(1, top - math.floor(south / cell + _ROUNDING)),
        cols=max(1, math.ceil(east / cell - _ROUNDING) - left),
    )


def blocks(grid: Grid, *, rows: int, cols: int) -> Iterator[Block]:
    """Yield the blocks that tile a grid row by row; those at the lower and right edge are cut.

    Raises
    ------
    DataFormatError
        A block would have no cells.
    """
    if rows <= 0 or cols <= 0:
        raise DataFormatError(
            en=f"Blocks of {rows} x {cols} cells found, expected at least 1 x 1.",
            zh=f"分块为 {rows} × {cols} 个像元；至少应为 1 × 1。",
        )
    for row in range(0, grid.rows, rows):
        for col in range(0, grid.cols, cols):
            yield Block(row, col, min(rows, grid.rows - row), min(cols, grid.cols - col))
