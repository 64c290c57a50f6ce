"""The office's parks as a kept run carries them, so that the run repeats where the workspace they came from is not."""

import json
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from geodata.write import to_json_bytes
from layout.workflow.desk.tables import PARKS_ITEM

PARKS_FILE: Final = "office_parks.geojson"
_TITLE: Final = Bilingual(en="Parks of a kept run", zh="已保存运行所用的园区")


def parks_bytes(office: pd.DataFrame) -> bytes:
    """Return the office's parks with all digits of every figure, and their reference system.

    Parameters
    ----------
    office
        The workspace item `parks`: a layer in any CRS, or a table.
    """
    located = isinstance(office, gpd.GeoDataFrame)
    shapes = list(office.geometry) if isinstance(office, gpd.GeoDataFrame) else [None] * len(office)
    attributes = pd.DataFrame(office.drop(columns=office.geometry.name)) if located else office
    features = [
        {
            "type": "Feature",
            "properties": {str(name): _plain(value) for name, value in row.items()},
            "geometry": None if shape is None else shapely.geometry.mapping(shape),
        }
        for row, shape in zip(attributes.astype(object).to_dict("records"), shapes, strict=True)
    ]
    crs = office.crs.to_wkt() if isinstance(office, gpd.GeoDataFrame) else None
    return to_json_bytes({"type": "FeatureCollection", "crs_wkt": crs, "features": features})


def parks_workspace(content: bytes, folder: Path) -> Workspace:
    """Return a new workspace that holds the parks of a kept run and nothing else.

    Parameters
    ----------
    content
        As `parks_bytes` gives it.
    folder
        Where it is made.

    Raises
    ------
    WriteError, WorkspaceError
        It cannot be made there.
    """
    data = json.loads(content)
    frame = pd.DataFrame([one["properties"] for one in data["features"]])
    if data["crs_wkt"] is not None:
        shapes = [one["geometry"] and shapely.geometry.shape(one["geometry"]) for one in data["features"]]
        frame = gpd.GeoDataFrame(frame, geometry=shapes, crs=data["crs_wkt"])
    workspace = Workspace.create(folder)
    origin = Provenance("", _TITLE, "", (), "", _TITLE)
    workspace.add_layer(Layer(PARKS_ITEM, _TITLE, frame, origin))
    return workspace


def _plain(value: Any) -> Any:  # noqa: ANN401 - any cell of a table
    """Return a cell as JSON holds it, None for a blank."""
    if pd.api.types.is_list_like(value):
        return ";".join(map(str, value))
    if pd.isna(value):
        return None
    bare = value.item() if hasattr(value, "item") else value
    return bare if isinstance(bare, bool | int | float | str) else str(bare)
