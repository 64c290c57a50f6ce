"""What is asked for of a raster beside its account, and the files of the work folder that hold it."""

from typing import Final, Literal

PICTURE: Final = "picture.f32"
CELLS: Final = "cells.tif"

RasterWish = Literal["", "picture", "average", "nearest"]
"""Blank: nothing of a raster but its report; `picture`: some cells for a map; the others: all cells, with overviews made so."""
