"""Endings of file names, and which contents may stand behind each."""

from pathlib import PurePosixPath
from typing import Literal, TypeAlias

Content: TypeAlias = Literal["json", "xml", "text", "zip", "sqlite", "fgb", "parquet", "tiff", "dxf", "shp"]

# Extension -> the contents that may stand behind it.
READABLE: dict[str, tuple[Content, ...]] = {
    ".geojson": ("json",),
    ".json": ("json",),
    ".geojsonl": ("json",),
    ".geojsons": ("json",),
    ".ndjson": ("json",),
    ".jsonl": ("json",),
    ".zip": ("zip",),
    ".shp": ("shp",),
    ".gpkg": ("sqlite",),
    ".kml": ("xml",),
    ".kmz": ("zip",),
    ".fgb": ("fgb",),
    ".parquet": ("parquet",),
    ".geoparquet": ("parquet",),
    ".dxf": ("dxf",),
    ".csv": ("text",),
    ".tsv": ("text",),
    ".txt": ("text",),
    ".xlsx": ("zip",),
    ".tif": ("tiff",),
    ".tiff": ("tiff",),
    ".tab": ("text",),
}


def ending(name: str) -> str:
    """Return the extension of a file name, lower case, with its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()
