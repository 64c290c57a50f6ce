"""Own sites in the workspace in use, for tests of the page's parts."""

from pathlib import Path

import geopandas as gpd
import shapely

from geodata.workspace import Workspace
from layout.workflow.sites.drawn_sites import Drawn, check_drawn
from layout.workflow.sites.kept_sites import Label, keep_drawn

NAME = "西永北地块"


def drawn(west: float = 106.35) -> Drawn:
    return check_drawn(geometry(west))


def geometry(west: float = 106.35) -> dict[str, object]:
    found: dict[str, object] = shapely.geometry.mapping(shapely.box(west, 29.5, west + 0.01, 29.51))
    return found


def fill(folder: Path) -> Workspace:
    """Return a workspace with a parcel and a point."""
    workspace = Workspace.create(folder)
    keep_drawn(workspace, drawn(), label=Label(NAME, ("icnev",), "cq_htz", 12.5))
    point = check_drawn({"type": "Point", "coordinates": [106.5, 29.5]})
    keep_drawn(workspace, point, label=Label("Point <b>{{7*7}}</b>", land_ha=40.0))
    return workspace


def frame(workspace: Workspace) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(workspace.load("sites").frame)
