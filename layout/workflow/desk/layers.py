"""The office's own layers for the map: as many features and vertices as a screen can show, and what was left out said."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.errors import UnknownLayerError
from geodata.quality.shown import shown
from geodata.text import Bilingual
from geodata.workspace import Item, Version, Workspace
from layout.workflow.desk.tables import desk_workspace, workspace_folder

MOST_FEATURES: Final = 3_000
MOST_VERTICES: Final = 120_000
_MOST_COLUMNS: Final = 8
_FIRST_TOLERANCE_DEG: Final = 0.00005  # about 5 m, less than a screen shows of a district
_STEPS: Final = 8
_NAME_WORDS: Final = ("名称", "name", "地块", "园区", "title", "标题", "编号", "id")


@dataclass(frozen=True, slots=True)
class Drawable:
    """A layer made fit for the screen.

    Parameters
    ----------
    frame
        WGS84; columns `feature` (number of the row), `feature_name`, and c0, c1, … with the values as text.
    columns
        The office's heading of c0, c1, ….
    total
        Features of the layer that have a geometry.
    simplified
        Whether outlines were simplified for drawing.
    bounds
        West, south, east, north of everything that has a geometry, degrees.
    """

    frame: gpd.GeoDataFrame
    columns: dict[str, str]
    total: int
    simplified: bool
    bounds: tuple[float, float, float, float]

    @property
    def points(self) -> bool:
        """Return whether the layer is made of points alone."""
        return bool((shapely.get_dimensions(self.frame.geometry.to_numpy()) == 0).all())


def drawable(frame: gpd.GeoDataFrame) -> Drawable:
    """Return a layer made fit for the screen.

    Parameters
    ----------
    frame
        Any layer in WGS84; what is drawn is an even sample where it has more than `MOST_FEATURES` features.
    """
    placed = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    total = len(placed)
    bounds = tuple(float(edge) for edge in placed.total_bounds)
    if total > MOST_FEATURES:
        placed = placed.iloc[np.linspace(0, total - 1, MOST_FEATURES).astype(np.intp)]
    shapes, simplified = _thinned(np.asarray(shapely.force_2d(placed.geometry.to_numpy()), dtype=object))
    table = pd.DataFrame(placed.drop(columns=placed.active_geometry_name))
    headings = [str(name) for name in table.columns]
    named = _name_column(headings)
    shown_columns = range(min(len(headings), _MOST_COLUMNS))
    fields = {f"c{place}": headings[place] for place in shown_columns}
    values = {f"c{place}": [_cell(cell) for cell in table.iloc[:, place]] for place in shown_columns}
    numbers = [str(number) for number in placed.index]
    names = numbers if named is None else [_cell(cell) or "-" for cell in table.iloc[:, named]]
    made = gpd.GeoDataFrame(
        {"feature": numbers, "feature_name": names, **values},
        geometry=gpd.GeoSeries(shapes, crs=frame.crs),
    )
    west, south, east, north = bounds
    return Drawable(made, fields, total, simplified, (west, south, east, north))


def _thinned(shapes: np.ndarray) -> tuple[np.ndarray, bool]:
    """Return outlines with as many vertices as a screen takes, and whether any was left out.

    Vertices closer than a tolerance to the one before are left out: linear in their number whatever their shape, which no
    simplification that keeps the topology is. What comes out is drawn and never measured.
    """
    tolerance = _FIRST_TOLERANCE_DEG
    found, simplified = shapes, False
    for _ in range(_STEPS):
        if int(shapely.get_num_coordinates(found).sum()) <= MOST_VERTICES:
            break
        found, simplified = np.asarray(shapely.remove_repeated_points(shapes, tolerance), dtype=object), True
        tolerance *= 4
    return found, simplified


def _name_column(headings: list[str]) -> int | None:
    """Return the position of the column that most likely names the features."""
    for word in _NAME_WORDS:
        for place, heading in enumerate(headings):
            if word in heading.lower():
                return place
    return None


def _cell(value: object) -> str:
    """Return a cell as one short line, "" where it is unknown."""
    unknown = value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))
    return "" if unknown else shown(value, longest=120)


def own_layers() -> tuple[Item, ...]:
    """Return the items of the workspace in use that have positions, none where there is no workspace.

    Raises
    ------
    WorkspaceError
        The workspace is damaged.
    """
    workspace = desk_workspace()
    if workspace is None:
        return ()
    return tuple(item for item in workspace.items() if item.current.kind == "layer")


def own_layer(item: str, digest: str) -> tuple[Bilingual, Drawable]:
    """Return title and drawable form of a layer of the workspace in use.

    Parameters
    ----------
    item
        Its name.
    digest
        The SHA-256 of its newest version, by which a newer one is told apart; any version of it may be asked for.

    Raises
    ------
    UnknownLayerError
        The workspace has no such layer or no such version of it.
    WorkspaceError
        The workspace is damaged.
    """
    workspace = desk_workspace()
    versions = () if workspace is None else workspace.versions(item)
    for version in reversed(versions):
        if version.sha256 == digest and version.kind == "layer":
            return version.title, _drawable_version(str(workspace_folder()), version)
    raise UnknownLayerError(
        en=f"Layer {item[:64]!r}: this version is not in the workspace; load the page again.",
        zh=f"图层 {item[:64]!r}：工作区中没有这一版本；请重新载入页面。",
    )


@lru_cache(maxsize=8)
def _drawable_version(folder: str, version: Version) -> Drawable:
    """Return a version made fit for the screen; a version never changes."""
    frame = Workspace.open(folder).load(version.item_id, version.number).frame
    assert isinstance(frame, gpd.GeoDataFrame)  # noqa: S101 - its kind is layer
    return drawable(frame)
