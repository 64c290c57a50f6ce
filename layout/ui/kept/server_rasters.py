"""Rasters that lie on this server, too large to come through a browser: the page Data takes them in, a study may read them."""

import os
from pathlib import Path
from typing import Final

from geodata.read.raster_file import RASTER_SUFFIXES
from layout.workflow.desk.tables import workspace_folder

RASTERS_VARIABLE: Final = "CQLAYOUT_RASTERS"


def rasters_folder() -> Path:
    """Return the folder whose rasters the pages offer: `CQLAYOUT_RASTERS`, else `rasters` in the workspace in use."""
    named = os.environ.get(RASTERS_VARIABLE, "")
    return Path(named) if named else workspace_folder() / "rasters"


def offered_rasters() -> dict[str, Path]:
    """Return the rasters in the folder of this server, by name."""
    folder = rasters_folder()
    if not folder.is_dir():
        return {}
    found = (path for path in folder.iterdir() if path.suffix.lower() in RASTER_SUFFIXES and path.is_file())
    return {path.name: path for path in sorted(found)}
