"""Slope by Horn's method on any grid, in metres or in degrees."""

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from geodata.errors import CRSMismatchError
from geodata.grid import Grid, parsed_crs

Singles = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
SlopeUnit = Literal["percent", "degrees"]


def slope(read: Callable[[Grid], Singles], window: Grid, *, unit: SlopeUnit) -> Singles:
    """Return the slope of each cell from its eight neighbours.

    Parameters
    ----------
    read
        Gives the elevations of a window in metres, NaN for no data.
    window
        The cells wanted. On a grid in degrees the sides of a cell in metres are those of the ellipsoid at its latitude.
    unit
        `percent` or `degrees`; 100 % are 45 degrees.

    Returns
    -------
    numpy.ndarray
        float32, shape (rows, columns); NaN where the cell or a neighbour has no data.

    Raises
    ------
    CRSMismatchError
        The grid is neither in metres nor in degrees.

    Notes
    -----
    Horn 1981, Hill shading and the reflectance map, p. 18. Radii of curvature: Snyder 1987, Map projections, p. 24.
    """
    z = read(window.padded(1)).astype(np.float64)
    east = (z[:-2, 2:] + 2 * z[1:-1, 2:] + z[2:, 2:]) - (z[:-2, :-2] + 2 * z[1:-1, :-2] + z[2:, :-2])
    north = (z[:-2, :-2] + 2 * z[:-2, 1:-1] + z[:-2, 2:]) - (z[2:, :-2] + 2 * z[2:, 1:-1] + z[2:, 2:])
    wide, high = cell_sides_m(window)
    rise = np.hypot(east / (8 * wide[:, None]), north / (8 * high[:, None]))
    rise[np.isnan(z[1:-1, 1:-1])] = np.nan
    found: Singles = (100 * rise if unit == "percent" else np.degrees(np.arctan(rise))).astype(np.float32)
    return found


def cell_sides_m(window: Grid) -> tuple[Doubles, Doubles]:
    """Return the width and the height in metres of the cells of each row, shape (rows,) each.

    Raises
    ------
    CRSMismatchError
        The grid is neither in metres nor in degrees.
    """
    crs = parsed_crs(window.crs)
    if not crs.is_geographic:
        window.require_metres("slope")
        side = np.full(window.rows, window.cell)
        return side, side
    if any(axis.unit_name != "degree" for axis in crs.axis_info[:2]):
        raise CRSMismatchError(
            en=f"Grid: slope in CRS {crs.name}, expected metres or degrees; bring the elevations into one of them.",
            zh=f"格网：坡度需要以米或度为单位的坐标系，现为 {crs.name}；请先转换高程数据。",
        )
    latitudes = np.radians([window.centre(row, 0)[1] for row in range(window.rows)])
    geod: Any = crs.get_geod()
    a, eccentricity = geod.a, geod.es  # the square of the eccentricity
    root = np.sqrt(1 - eccentricity * np.sin(latitudes) ** 2)
    step = np.radians(window.cell)
    return step * a * np.cos(latitudes) / root, step * a * (1 - eccentricity) / root**3
