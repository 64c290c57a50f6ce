"""Pictures of rasters for the map: found by a token, forgotten when later ones have taken their place."""

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from geodata.convert.mercator import mercator_view_of
from layout.ui.kept.latest import Latest
from layout.viz.picture import class_png
from layout.viz.raster import RasterLook

KEPT_PICTURES: Final = 16
_LONGEST: Final = 24

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RasterPicture:
    """A raster as a picture in spherical Mercator.

    Parameters
    ----------
    token
        Under which it is served.
    bounds
        West, south, east, north in degrees.
    """

    token: str
    bounds: Bounds

    @property
    def url(self) -> str:
        """Return its address below the server's root."""
        return f"raster/{self.token}.png"


_pictures: Latest[bytes] = Latest(KEPT_PICTURES)


def keep_raster_picture(
    values: npt.NDArray[np.float32], crs: str, *, bounds: Bounds, look: RasterLook
) -> RasterPicture:
    """Keep the picture of a raster and return where it lies.

    Parameters
    ----------
    values
        Evenly spread cells, shape (rows, columns), NaN without data.
    crs, bounds
        Where they lie: west, south, east, north in that system.
    look
        How they are drawn.
    """
    rows, cols = values.shape
    view = mercator_view_of(crs, bounds, shape=(rows, cols))
    content = class_png(view.picture(look.drawn(values)), look.picture)
    token = f"r{hashlib.sha256(content).hexdigest()[:_LONGEST]}"
    _pictures.keep(token, content)
    return RasterPicture(token, view.bounds)


def find_raster_picture(token: str) -> bytes | None:
    """Return the picture with this token as PNG, None where this server does not hold it.

    Parameters
    ----------
    token
        As :func:`keep_raster_picture` gave it.
    """
    return _pictures.find(token)
