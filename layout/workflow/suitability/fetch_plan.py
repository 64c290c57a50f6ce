"""What a download would do: the area, the files of the dataset that cover it, and what they weigh."""

from dataclasses import dataclass
from typing import Final

from geodata.catalog import load
from geodata.errors import DataMissingError, UnknownLayerError
from geodata.fetch.connection import Connection
from geodata.fetch.dataset import DATASETS, Bounds, Dataset, DatasetId, RemoteFile
from geodata.fetch.part import Head

ALL: Final = "all"
MARGIN_DEG: Final = 0.05
"""Slopes and distances at the edge need what lies beyond it: about 5 km."""
_WINDOW_BELOW: Final = 0.5
_EARTH: Final = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True)
class Item:
    """A file to download.

    Parameters
    ----------
    file, head
        The file, and what the mirror says of it.
    share
        Share of it that the area needs; below one half only that window is read.
    """

    file: RemoteFile
    head: Head
    share: float

    @property
    def windowed(self) -> bool:
        """Return whether only a window is read."""
        return self.share < _WINDOW_BELOW

    @property
    def most_bytes(self) -> int:
        """Return about how much will be downloaded."""
        return round(self.head.size * self.share) if self.windowed else self.head.size


@dataclass(frozen=True, slots=True)
class Plan:
    """What a download will do.

    Parameters
    ----------
    dataset, bounds
        What, and where: west, south, east, north in degrees.
    items
        The files.
    missing
        Files that the mirror does not have: sea, or not published.
    """

    dataset: Dataset
    bounds: Bounds
    items: tuple[Item, ...]
    missing: tuple[RemoteFile, ...]

    @property
    def most_bytes(self) -> int:
        """Return about how much will be downloaded."""
        return sum(item.most_bytes for item in self.items)


def area_bounds(area: str) -> Bounds:
    """Return bounds in degrees with a margin: `all`, district codes separated by commas, or west,south,east,north.

    Raises
    ------
    UnknownLayerError
        It is none of these.
    """
    parts = [part.strip() for part in area.split(",") if part.strip()]
    frame = load("districts").frame
    known = frame["adcode"].tolist()
    if area.strip() == ALL:
        parts = known
    if parts and all(part in known for part in parts):
        west, south, east, north = frame[frame["adcode"].isin(parts)].total_bounds.tolist()
    else:
        try:
            west, south, east, north = (float(part) for part in parts)
        except ValueError:
            west = south = east = north = 0.0
        if not (_EARTH[0] <= west < east <= _EARTH[2] and _EARTH[1] <= south < north <= _EARTH[3]):
            raise UnknownLayerError(
                en=f"--area {area!r}: expected {ALL}, district codes such as {known[0]}, or west,south,east,north in degrees.",
                zh=f"--area {area!r}：应为 {ALL}、{known[0]} 之类的区县代码，或“西,南,东,北”（度）。",
            )
    return west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG


def plan_fetch(dataset_id: DatasetId, bounds: Bounds, *, connection: Connection) -> Plan:
    """Return what a download will do; asks the mirror for sizes and downloads nothing.

    Raises
    ------
    FetchError
        The mirror does not answer.
    DataMissingError
        The mirror has none of the files.
    """
    dataset = DATASETS[dataset_id]
    items, missing = [], []
    for file in dataset.files(bounds):
        head = connection.head(file.path)
        if head is None:
            missing.append(file)
        else:
            items.append(Item(file, head, _share(file.bounds, bounds) if dataset.is_raster else 1.0))
    if not items:
        raise DataMissingError(
            en=f"{connection.mirror}: has no file of {dataset.title.en} for this area, for example {missing[0].path}; check"
            " --area and --mirror.",
            zh=f"{connection.mirror}：没有该区域的{dataset.title.zh}文件，例如 {missing[0].path}；请检查 --area 与 --mirror。",
        )
    return Plan(dataset, bounds, tuple(items), tuple(missing))


def _share(tile: Bounds, wanted: Bounds) -> float:
    """Return the share of a tile that lies within bounds."""
    width = min(tile[2], wanted[2]) - max(tile[0], wanted[0])
    height = min(tile[3], wanted[3]) - max(tile[1], wanted[1])
    return max(width, 0.0) * max(height, 0.0) / ((tile[2] - tile[0]) * (tile[3] - tile[1]))
