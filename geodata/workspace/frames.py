"""Layers and tables as a workspace keeps them: one GeoPackage each."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from geodata.layer import Layer
from geodata.text import Bilingual
from geodata.workspace.files import sha256_of
from geodata.workspace.model import Version
from geodata.write.geopackage import read_back, table_name, write_geopackage
from geodata.write.prepare import column_names


def keep_frame(folder: Path, layer: Layer, *, file: str) -> tuple[Version, tuple[Bilingual, ...]]:
    """Write a layer or table into the workspace, and return its draft and what had to be changed.

    Parameters
    ----------
    folder
        The workspace.
    layer
        The layer, under the name of its item.
    file
        Its place below the workspace.

    Raises
    ------
    WriteError, CRSMismatchError, DataFormatError
        As :func:`geodata.write.geopackage.write_geopackage`.
    """
    notes = write_geopackage(layer, folder / file)
    frame = layer.frame
    located = isinstance(frame, gpd.GeoDataFrame)
    draft = Version(
        item_id=layer.layer_id,
        kind="layer" if located else "table",
        number=0,
        created="",
        title=layer.title,
        file=file,
        sha256=sha256_of(folder / file),
        size=(folder / file).stat().st_size,
        rows=len(frame),
        crs=crs_text(CRS.from_user_input(frame.crs)) if isinstance(frame, gpd.GeoDataFrame) else "",
        columns=column_names(frame),
        provenance=layer.provenance,
    )
    return draft, notes


def load_frame(path: Path, version: Version) -> Layer:
    """Return a layer or table from its file.

    Parameters
    ----------
    path
        The file of a version, which this module wrote.
    version
        Its record.
    """
    frame = _simplest(read_back(path, table_name(version.item_id)))
    if isinstance(frame, gpd.GeoDataFrame):
        names = [name for name in frame.columns if name != frame.active_geometry_name]
        located = frame.set_crs(CRS.from_user_input(version.crs), allow_override=True)
        renamed = pd.DataFrame(located[names]).set_axis(list(version.columns), axis=1)
        frame = gpd.GeoDataFrame(renamed, geometry=gpd.GeoSeries(located.geometry.array, crs=located.crs))
    else:
        frame = frame.set_axis(list(version.columns), axis=1)
    return Layer(version.item_id, version.title, frame, version.provenance)


def crs_text(crs: CRS) -> str:
    """Return the code of a system where it says everything, else its WKT: a local grid has no code.

    Parameters
    ----------
    crs
        The system.
    """
    code = crs.to_authority(min_confidence=100)
    return ":".join(code) if code and CRS.from_authority(*code) == crs else str(crs.to_wkt())


def _simplest(frame: pd.DataFrame) -> pd.DataFrame:
    """Return whole numbers and truth values in their plain types where none is missing."""
    plain = {"Int64": "int64", "boolean": "bool"}
    whole = {
        name: plain[str(kind)]
        for name, kind in frame.dtypes.items()
        if str(kind) in plain and frame[name].notna().all()
    }
    return frame.astype(whole)
