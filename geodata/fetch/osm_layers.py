"""The layers of planning out of an OpenStreetMap extract: roads by class, rail, water, power lines, towns, industrial land."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geodata.crs import WGS84
from geodata.errors import DataFormatError, DataMissingError
from geodata.fetch.dataset import Bounds

SUFFIXES: Final = (".osm.pbf", ".osm")


@dataclass(frozen=True, slots=True)
class Selection:
    """A layer taken from an extract.

    Parameters
    ----------
    layer
        Layer of GDAL's OSM driver.
    where
        Which features, in OGR SQL.
    columns
        Tags kept; the first says the class.
    """

    layer: str
    where: str
    columns: tuple[str, ...]


_IDS: Final[dict[str, dict[str, str]]] = {
    "points": {"osm_id": "node"},
    "lines": {"osm_id": "way"},
    "multipolygons": {"osm_id": "relation", "osm_way_id": "way"},
}
_ROADS: Final = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "service",
)
_ROAD_CLASSES: Final = ", ".join(f"'{name}', '{name}_link'" for name in _ROADS)

SELECTIONS: Final[dict[str, Selection]] = {
    "roads": Selection("lines", f"highway IN ({_ROAD_CLASSES})", ("highway", "name", "bridge", "tunnel")),
    "rail": Selection(
        "lines", "railway IN ('rail', 'light_rail', 'subway')", ("railway", "usage", "service", "name")
    ),
    "rivers": Selection("lines", "waterway IN ('river', 'canal', 'stream')", ("waterway", "name")),
    "water": Selection(
        "multipolygons",
        "natural = 'water' OR waterway = 'riverbank'",
        ("water", "natural", "waterway", "name"),
    ),
    "power_lines": Selection("lines", "power IN ('line', 'minor_line')", ("power", "voltage", "name")),
    "towns": Selection("points", "place IN ('city', 'town', 'village', 'suburb')", ("place", "name")),
    "industrial": Selection("multipolygons", "landuse = 'industrial'", ("landuse", "name")),
}


def read_osm_layer(
    path: str | os.PathLike[str], name: str, *, bounds: Bounds | None = None
) -> gpd.GeoDataFrame:
    """Return one layer of an extract, in WGS84.

    Parameters
    ----------
    path
        `.osm.pbf` or `.osm`.
    name
        A key of `SELECTIONS`.
    bounds
        West, south, east, north in degrees; only features that meet them.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns osm_id (`node/1`, `way/1` or `relation/1`) and the tags of the selection, None where a feature has none.

    Raises
    ------
    DataMissingError
        There is no such file.
    DataFormatError
        It is no extract, or is damaged.
    """
    file = Path(path)
    if not file.is_file():
        raise DataMissingError(
            en=f"{file}: no such file; give the path of an extract such as chongqing-latest.osm.pbf.",
            zh=f"{file}：文件不存在；请给出 chongqing-latest.osm.pbf 之类的数据文件。",
        )
    selection = SELECTIONS[name]
    with resources.as_file(resources.files("geodata.fetch") / "osmconf.ini") as configuration:
        try:
            frame = pyogrio.read_dataframe(
                _osm(file),
                layer=selection.layer,
                columns=[*_IDS[selection.layer], *selection.columns],
                where=selection.where,
                bbox=bounds,
                CONFIG_FILE=str(configuration),
            )
        except (DataSourceError, DataLayerError, RuntimeError, ValueError) as error:
            raise _damaged(file, error) from error
    columns = {"osm_id": pd.Series(_identities(frame, _IDS[selection.layer]), dtype=object)}
    for tag in selection.columns:
        texts = [text if isinstance(text, str) else None for text in frame[tag]]
        columns[tag] = pd.Series(texts, dtype=object)
    return gpd.GeoDataFrame(columns, geometry=frame.geometry, crs=WGS84)


def _identities(frame: gpd.GeoDataFrame, kinds: Mapping[str, str]) -> list[str]:
    """Return what OpenStreetMap calls each feature: a polygon is a relation or a closed way."""
    found = [""] * len(frame)
    for column, kind in kinds.items():
        for place, number in enumerate(frame[column]):
            if isinstance(number, str) and number:
                found[place] = f"{kind}/{number}"
    return found


def _osm(file: Path) -> str:
    """Return the path of an extract after its first bytes were looked at: nothing else is opened."""
    with file.open("rb") as stream:
        head = stream.read(64)
    if not (
        file.name.endswith(SUFFIXES)
        and (b"OSMHeader" in head or head.lstrip().startswith((b"<?xml", b"<osm")))
    ):
        raise _damaged(file, "no OpenStreetMap header")
    return str(file)


def _damaged(file: Path, error: object) -> DataFormatError:
    """Return the error for a file that is no extract."""
    said = " ".join(str(error).split())[:200]
    return DataFormatError(
        en=f"{file}: not an OpenStreetMap extract that can be read ({said}); expected .osm.pbf or .osm, whole. Fetch it again.",
        zh=f"{file}：不是可读取的 OpenStreetMap 数据（{said}）；应为完整的 .osm.pbf 或 .osm，请重新下载。",
    )
