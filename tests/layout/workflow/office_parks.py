"""Parks of an office in a workspace, as an import leaves them there: one of the table, and a new one with name and outline alone."""

from pathlib import Path

import geopandas as gpd
import shapely

from geodata.workspace import Workspace
from layout.workflow.intake.importing import Order, import_file

NEW_NAME = "新田智造园"
KNOWN = "cq_htz"
NEW_BOX = (108.40, 30.70, 108.42, 30.72)


def keep_parks(folder: Path) -> str:
    """Import the parks into the workspace of a folder, made where there is none, and return the id of the new one."""
    frame = gpd.GeoDataFrame(
        {"园区名称": ["重庆高新技术产业开发区", NEW_NAME], "可供地(公顷)": [12.5, None]},
        geometry=[shapely.box(106.3, 29.4, 106.35, 29.45), shapely.box(*NEW_BOX)],
        crs="EPSG:4326",
    )
    workspace = Workspace.open(folder) if Workspace.exists(folder) else Workspace.create(folder)
    path = folder.parent / "office_parks.gpkg"
    frame.to_file(path)
    done = import_file(path, Order("parks"), workspace=workspace)
    assert done.version is not None
    return str(workspace.load("parks").frame["park_id"].iloc[1])
