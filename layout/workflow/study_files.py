"""The files of a study: rasters open on its grid, and the checksums of all."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geodata.catalog import load
from geodata.errors import DataMissingError
from geodata.grid import Grid
from geodata.read.cells import Cells
from layout.config.suitability_case import AnyLayer, LayerFile, SuitabilityCase
from layout.workflow.study_register import REGISTER_FILE

AREA_FILE = "(area)"


def open_cells(layer: AnyLayer, home: Path, grid: Grid, coarser: int) -> Cells:
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
    return Cells(
        home / str(layer.path),
        grid,
        band=layer.band,
        crs=layer.crs,
        nodata=layer.nodata,
        resampling=layer.resampling if coarser == 1 else layer.resampling or "nearest",
    )


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
            out[place] = cell.read(window)
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
    named = {name: layer.dataset for name, layer in case.layers.items() if layer.dataset is not None}
    return sums | {name: load(dataset).provenance.checksum_sha256 for name, dataset in named.items()}
