"""Layers that `cqlayout data fetch` has written, taken into a workspace with what the publisher says of them."""

from pathlib import Path
from typing import Final

from geodata.read import ReadOptions
from layout.workflow.desk.raster_roles import raster_item
from layout.workflow.desk.roles import Origin
from layout.workflow.intake.fetched_origin import completed, fetched_origin
from layout.workflow.intake.importing import import_file, workspace_at
from layout.workflow.intake.order import Imported, Order

_SEPARATORS: Final = str.maketrans({"-": "_"})


def import_fetched(path: Path, dataset: str, *, folder: Path) -> Imported:
    """Take a layer into a workspace and return what became of it.

    Parameters
    ----------
    path
        A file that was written by a download, with its record beside it.
    dataset
        `dem` and `landcover` become the item of that name, a layer of OpenStreetMap that of its file.
    folder
        The workspace; made where there is none.

    Raises
    ------
    ImportRefusedError, CRSMismatchError, WriteError, WorkspaceError, DataFormatError
        As :func:`layout.workflow.intake.importing.import_file`.
    """
    raster = raster_item(dataset) is not None
    origin = completed(Origin(), fetched_origin(path))
    options = ReadOptions() if raster else ReadOptions(datum="wgs84")
    role = dataset if raster else path.stem.translate(_SEPARATORS)
    return import_file(path, Order(role, origin, options), workspace=workspace_at(folder))
