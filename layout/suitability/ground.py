"""What lies between usable cells: thin barriers that may be bridged, and small gaps that may be filled."""

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from layout.suitability.components import Connectivity

Mask = npt.NDArray[np.bool_]
_PLUS = ndimage.generate_binary_structure(2, 1)
_SQUARE = ndimage.generate_binary_structure(2, 2)


def bridges(usable: Mask, *, width: int) -> Mask:
    """Return the cells of barriers so thin that a region may cross them.

    A cell that cannot be used is part of a bridge when, along its row or its column, it lies in a run of at most `width` such cells
    with a usable cell at each end.

    Parameters
    ----------
    usable
        Shape (rows, columns).
    width
        In cells; 0 bridges nothing.
    """
    if width <= 0:
        return np.zeros_like(usable)
    found: Mask = ~usable & (_short_runs(usable, width) | _short_runs(usable.T, width).T)
    return found


def _short_runs(usable: Mask, width: int) -> Mask:
    """Return the cells between two usable cells of their row with at most `width` cells in between."""
    cols = usable.shape[1]
    places = np.arange(cols)
    none = cols + width + 1
    before = np.maximum.accumulate(np.where(usable, places, -none), axis=1)
    after = np.minimum.accumulate(np.where(usable, places, 2 * none)[:, ::-1], axis=1)[:, ::-1]
    found: Mask = after - before - 1 <= width
    return found


def filled(region: Mask, *, most_cells: int, connectivity: Connectivity) -> Mask:
    """Return a region with its small gaps.

    Parameters
    ----------
    region
        Shape (rows, columns).
    most_cells
        Gaps with more cells stay open; 0 fills nothing.
    connectivity
        How the region is connected; gaps are connected the other way, so that no gap leaks out through a corner.
    """
    if most_cells <= 0:
        return region.copy()
    outside = np.pad(~region, 1, constant_values=True)
    labels, count = ndimage.label(outside, structure=_SQUARE if connectivity == "rook" else _PLUS)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    small = sizes <= most_cells
    small[[0, labels[0, 0]]] = False
    found: Mask = region | small[labels][1:-1, 1:-1]
    return found
