"""A raster on its way out of the child process: a picture of it or all its cells, and what they tell beside the report."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.quality.model import Reading, Stop
from geodata.read.check import Examined
from geodata.read.raster_cells import copy_cells, picture
from geodata.read.report import account
from geodata.read.sandbox.wish import CELLS, PICTURE, RasterWish

if TYPE_CHECKING:
    from geodata.quality.findings import Json


def hand_over(examined: Examined, reading: Reading, *, folder: Path, wish: RasterWish) -> Examined:
    """Leave what is wished of a raster in the work folder and return its account, with what the cells told.

    Parameters
    ----------
    examined
        A raster that may be used.
    reading
        The file; findings go there.
    folder
        The work folder.
    wish
        What is wanted.
    """
    layer, located = examined.layer, examined.located
    if not wish or layer is None or layer.raster is None or located is None:
        return examined
    told: dict[str, Json] = {}
    try:
        if wish == "picture":
            told["picture"] = list(picture(reading, layer.raster, path=folder / PICTURE))
        else:
            wkt = located.crs.to_wkt()
            tally = copy_cells(reading, layer.raster, crs=wkt, path=folder / CELLS, overviews=wish)
            told |= tally.as_record()
        usable = layer
    except Stop:
        usable = None
    summary = dict(examined.report.layer or {})
    known = summary.get("raster")
    summary["raster"] = (known if isinstance(known, dict) else {}) | told
    report = account(reading.file, reading.findings, layer=summary)
    return replace(examined, report=report, layer=usable)
