"""The register: every dataset by its id."""

from functools import cache

from geodata.catalog.dataset import Entry
from geodata.catalog.map_entries import MAP_ENTRIES
from geodata.catalog.raster_entries import RASTER_ENTRIES
from geodata.catalog.table_entries import TABLE_ENTRIES
from geodata.errors import UnknownLayerError
from geodata.layer import Layer


@cache
def entries() -> tuple[Entry, ...]:
    """Return every dataset: the map layers from the background up, the rasters, then the tables."""
    return (*MAP_ENTRIES, *RASTER_ENTRIES, *TABLE_ENTRIES)


def entry(layer_id: str) -> Entry:
    """Return the dataset with the id given.

    Raises
    ------
    UnknownLayerError
        The catalogue has no such id.
    """
    for candidate in entries():
        if candidate.layer_id == layer_id:
            return candidate
    known = ", ".join(candidate.layer_id for candidate in entries())
    raise UnknownLayerError(
        en=f"No layer is called {layer_id!r}; expected one of {known}.",
        zh=f"没有名为 {layer_id!r} 的图层；可用的有 {known}。",
    )


def load(layer_id: str) -> Layer:
    """Return the dataset with the id given, with a frame that the caller may change.

    Raises
    ------
    UnknownLayerError
        The catalogue has no such id.
    DataMissingError, DataFormatError
        An installed file is gone or not as expected.

    Examples
    --------
    >>> len(load("parks").frame)
    64
    """
    return entry(layer_id).load()
