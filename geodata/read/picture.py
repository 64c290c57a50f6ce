"""Some cells of a raster for a map, as the child process leaves them: read back and checked before they are believed."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from geodata.read.raster_cells import PICTURE_CELLS
from geodata.read.report import Report

_SINGLE = 4


def read_picture(path: Path, report: Report) -> npt.NDArray[np.float32] | None:
    """Return the cells that `geodata.read.raster_cells.picture` wrote, None where there are none as the report says.

    Parameters
    ----------
    path
        The file, which comes from a process that a hostile file may have taken over.
    report
        What that process says of it.
    """
    told = None if report.layer is None else report.layer.get("raster")
    shape = told.get("picture") if isinstance(told, dict) else None
    if not isinstance(shape, list) or len(shape) != 2 or not path.is_file() or path.is_symlink():  # noqa: PLR2004 - rows and columns
        return None
    sides = [side for side in shape if isinstance(side, int) and 0 < side <= PICTURE_CELLS]
    if len(sides) != len(shape) or path.stat().st_size != _SINGLE * sides[0] * sides[1]:
        return None
    return np.frombuffer(path.read_bytes(), dtype="<f4").reshape(sides).astype(np.float32)
