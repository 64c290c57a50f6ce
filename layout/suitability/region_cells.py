"""The cells of connected regions, found anew strip by strip: their outlines, and the regions that are taken out again."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from geodata.convert.corners import NOTHING, Corners, find_corners
from geodata.grid import Block
from layout.suitability.components import Codes, Components, Labels, RegionStrip
from layout.suitability.labels import label_cells

ReadCodes = Callable[[Block], Codes]
"""Returns the stored scores of a block; called from several threads."""


def region_corners(
    components: Components, numbers: Labels, read: ReadCodes, *, threads: int = 2
) -> list[Corners]:
    """Return the corners of regions, for `polygons_of`.

    Parameters
    ----------
    components
        Has taken every strip of the surface.
    numbers
        The label that the outline of each of `components.regions()` shall have, `NOTHING` for none.
    read
        Gives the surface as it was when the regions were found.
    threads
        Strips at a time.
    """
    strips = [strip for strip in components.strips if strip.parts]
    wanted = numbers[components.region_of()]

    def one(place: int) -> Corners:
        strip, before = strips[place], strips[place - 1] if place else None
        labels = np.full((strip.rows, components.cols), NOTHING, np.int32)
        above = np.full(components.cols, NOTHING, np.int32)
        for block, cells in _labelled(components, strip, wanted, read):
            labels[:, block.col : block.col + block.cols] = cells
        if before is not None and _meet(before, strip):
            above = np.where(before.lower < 0, NOTHING, wanted[before.lower]).astype(np.int32)
        last = place + 1 == len(strips) or not _meet(strip, strips[place + 1])
        return find_corners(labels, above, strip.row, last)

    if not (wanted > NOTHING).any():
        return []
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(len(strips))))


def region_masks(
    components: Components, wanted: npt.NDArray[np.bool_], read: ReadCodes
) -> Iterator[tuple[Block, npt.NDArray[np.bool_]]]:
    """Yield blocks that hold cells of the regions wanted, and which of their cells these are.

    Parameters
    ----------
    components, read
        As for `region_corners`.
    wanted
        Shape (regions,).
    """
    if not wanted.any():
        return
    numbers = np.where(wanted[components.region_of()], 0, NOTHING).astype(np.int32)
    for strip in components.strips:
        for block, cells in _labelled(components, strip, numbers, read):
            if (cells > NOTHING).any():
                yield block, cells > NOTHING


def _meet(upper: RegionStrip, lower: RegionStrip) -> bool:
    """Return whether one strip lies right below the other."""
    return upper.row + upper.rows == lower.row


def _labelled(
    components: Components, strip: RegionStrip, numbers: Labels, read: ReadCodes
) -> Iterator[tuple[Block, Labels]]:
    """Yield the parts of a strip with the number of each cell's region."""
    queen = components.connectivity == "queen"
    for place, (block, first) in enumerate(strip.parts):
        following = strip.parts[place + 1][1] if place + 1 < len(strip.parts) else len(numbers)
        own = numbers[first:following]
        cells = np.empty((block.rows, block.cols), np.int32)
        label_cells(read(block), components.least, queen, own, cells)
        yield block, cells
