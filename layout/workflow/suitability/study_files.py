"""The files of a study: rasters open on its grid, and the checksums of all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from geodata.catalog import entry
from geodata.errors import DataMissingError
from geodata.grid import Grid
from geodata.read.cells import Cells
from geodata.sources.installed import installed_file
from geodata.text import Bilingual
from layout.config.layer_file import AnyLayer, LayerFile
from layout.config.suitability_case import SuitabilityCase
from layout.entities.wording import say
from layout.suitability.engine import Work
from layout.workflow.suitability.study_register import REGISTER_FILE

_LEAST_ROWS, _MOST_ROWS = 64, 512
AREA_FILE = "(area)"
RASTER: Final = "raster"
_OF_DATASETS: Final = "bilinear"
"""How cells are made of a raster of the catalogue, which holds quantities, where the case does not say."""


def open_cells(layer: AnyLayer, home: Path, *, grid: Grid, coarser: int) -> Cells:
    """Return a raster layer, open.

    Parameters
    ----------
    layer
        A layer with a file; a derived one is given as its file.
    home
        The folder that paths start from.
    grid
        The grid of the study.
    coarser
        Cells of the case that a side of the grid's holds.

    Raises
    ------
    GeodataError
        The file cannot be used, or there is none.
    """
    if not isinstance(layer, LayerFile):
        raise DataMissingError(
            en=f"layers: {layer.origin} was not computed; compute it first.",
            zh=f"layers：{layer.origin} 尚未计算；请先计算。",
        )
    resampling = layer.resampling or (_OF_DATASETS if layer.dataset else None)
    return Cells(
        raster_path(layer, home),
        grid,
        band=layer.band,
        crs=layer.crs,
        nodata=layer.nodata,
        resampling=resampling if coarser == 1 else resampling or "nearest",
    )


def raster_path(layer: AnyLayer, home: Path) -> Path:
    """Return the file of a raster layer: its own, or that of the dataset where it is installed.

    Parameters
    ----------
    layer
        A layer with a path or a dataset.
    home
        The folder that paths start from.

    Raises
    ------
    DataMissingError
        The dataset is not installed, or the workspace has no such item.
    """
    if layer.item is not None:
        reason = no_item(layer.item)
        raise DataMissingError(en=f"layers: {reason.en}.", zh=f"layers：{reason.zh}。")
    if layer.dataset is None:
        return home / str(layer.path)
    known = entry(layer.dataset)
    return installed_file(known.files[0], remedy=known.remedy)


def no_item(item: str) -> Bilingual:
    """Return why a layer that names an item cannot be read: the workspace in use has none of that name and version.

    Parameters
    ----------
    item
        The item.
    """
    return say("raster.no_item", item=item)


def strip_rows(cells: Sequence[Cells]) -> int:
    """Return a height of strips that reads each row of tiles once and stays within what the processor's cache holds."""
    fitting = [min(cell.block_rows, _MOST_ROWS) for cell in cells if cell.block_rows >= _LEAST_ROWS]
    return max(fitting, default=Work().strip_rows)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a window of all rasters, one after the other.

    Parameters
    ----------
    cells
        Open rasters.
    """

    cells: tuple[Cells, ...]

    def __call__(self, window: Grid) -> npt.NDArray[np.float32]:
        """Return (rasters, rows, columns)."""
        out = np.empty((len(self.cells), *window.shape), dtype=np.float32)
        for place, cell in enumerate(self.cells):
            out[place] = cell.read_scaled(window)
        return out


def checksums(case: SuitabilityCase, home: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that the case names and that is there."""
    paths = {name: layer.path for name, layer in case.layers.items() if layer.path}
    if case.area.path:
        paths[AREA_FILE] = case.area.path
    if case.office_register is not None:
        paths[REGISTER_FILE] = case.office_register.path
    sums = {}
    for name, path in paths.items():
        file = home / path
        if file.is_file():
            with file.open("rb") as stream:
                sums[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    named = {name: entry(layer.dataset) for name, layer in case.layers.items() if layer.dataset is not None}
    return sums | {name: known.checksum_sha256 for name, known in named.items() if known.installed}
