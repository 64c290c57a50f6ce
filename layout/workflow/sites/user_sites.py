"""The office's own candidates of a case: found in a file or the workspace, read, placed among the facts, and told.

A file is read in the sandbox like any upload; what is rejected or leaves a question open is no candidate layer. The layer
is kept as it came: everything computed is computed anew for each run, from the facts of the day.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.crs import WGS84
from geodata.embedded import table
from geodata.exchange import placed
from geodata.read import ReadOptions, read_file
from geodata.workspace import Workspace
from geodata.workspace.files import sha256_of
from layout.entities.candidates import Candidates, OwnSitesSetting
from layout.errors import OwnSiteError
from layout.sites.user_model import Facts, Said
from layout.sites.user_sites import own_sites
from layout.sites.user_told import asked_for, tell
from layout.workflow.desk.dem import OwnDem
from layout.workflow.desk.ground import ground
from layout.workflow.desk.office_parks import office_outlines
from layout.workflow.desk.tables import SITES_ITEM
from layout.workflow.sites.own import Candidature, OwnLayer, Whereabouts
from layout.workflow.sites.user_terrain import elevation

if TYPE_CHECKING:
    from geodata.read import Report


def candidature(
    layer: OwnLayer,
    setting: OwnSitesSetting,
    *,
    where: Whereabouts,
    parks: pd.DataFrame | None = None,
    dem: OwnDem | None = None,
) -> Candidature:
    """Return a layer of own sites as candidates.

    Parameters
    ----------
    layer
        The layer.
    setting
        What is said about it as a whole.
    where
        Where the office's outlines of parks are looked for.
    parks
        The table of parks; the embedded one by default.
    dem
        Elevation raster of the office, None for none.

    Raises
    ------
    OwnSiteError
        It holds no usable sites.
    GeodataError
        The elevation raster cannot be read.
    """
    facts = own_facts(where.workspace, parks=parks)
    said = Said(layer.origin, setting.position_precision_m, inherit_clusters=bool(setting.inherit_clusters))
    geometry = layer.frame.geometry
    attributes = pd.DataFrame(layer.frame.drop(columns=geometry.name))
    sites = own_sites(attributes, np.asarray(geometry, dtype=object), facts=facts, said=said)
    if dem is not None:
        sites.frame.update(elevation(geometry.set_axis(sites.frame.index), dem.path))
    told, asked = tell(sites, facts), asked_for(sites)
    return Candidature(
        sites, told if dem is None else (*told, dem.told), asked, layer.origin, layer.sha256, dem
    )


def own_layer(candidates: Candidates, where: Whereabouts) -> OwnLayer:
    """Return the layer that a case names: a file beside it, or an item of the workspace.

    Parameters
    ----------
    candidates
        The `[candidates]` of a case.
    where
        Where it is looked for.

    Raises
    ------
    OwnSiteError
        There is no such layer, or it cannot be read.
    """
    if candidates.path is not None:
        home = home_of(where, "candidates.path")
        return read_own(home / candidates.path, candidates.sites or OwnSitesSetting())
    return kept_own(where.workspace, candidates.item or SITES_ITEM)


def read_own(path: Path, setting: OwnSitesSetting) -> OwnLayer:
    """Return the layer of a file, read in the sandbox and placed in WGS84.

    Parameters
    ----------
    path
        The file.
    setting
        Answers to questions that it leaves open.

    Raises
    ------
    OwnSiteError
        The file is rejected, leaves a question open, or has no positions.
    """
    options = ReadOptions(layer=setting.source_layer, crs=setting.crs, datum=setting.datum, axes=setting.axes)
    result = read_file(path, options)
    if result.report.verdict.value in {"reject", "ask"}:
        raise _unreadable(result.report)
    if not isinstance(result.frame, gpd.GeoDataFrame):
        raise OwnSiteError(
            en=f"{path.name}: no positions in it; candidates need points or polygons, or columns lon and lat.",
            zh=f"{path.name}：没有位置；候选地须有点、面几何或 lon、lat 列。",
        )
    frame = placed(result.frame, datum=setting.datum, to_crs=WGS84)
    return OwnLayer(gpd.GeoDataFrame(frame), path.name, sha256_of(path))


def kept_own(workspace: Workspace | None, item: str) -> OwnLayer:
    """Return a layer of the workspace in WGS84.

    Parameters
    ----------
    workspace
        The workspace, None for none.
    item
        Its item.

    Raises
    ------
    OwnSiteError
        There is no such item, or it is no layer.
    WorkspaceError
        The workspace is damaged.
    """
    known = {} if workspace is None else {one.item_id: one.current for one in workspace.items()}
    version = known.get(item)
    if workspace is None or version is None or version.kind != "layer":
        folder = "-" if workspace is None else str(workspace.folder)
        raise OwnSiteError(
            en=f"[candidates]: no layer {item!r} of own sites in workspace {folder}; draw one on the page Site selection, or run"
            " cqlayout data import FILE --as sites --workspace W.",
            zh=f"[candidates]：工作区 {folder} 中没有自有候选地图层 {item!r}；请在“项目选址”页绘制，或运行 "
            "cqlayout data import FILE --as sites --workspace W。",
        )
    frame = placed(workspace.load(item).frame, datum=None, to_crs=WGS84)
    counted = gpd.GeoDataFrame(frame).set_axis(pd.RangeIndex(1, len(frame) + 1), axis=0)
    return OwnLayer(counted, item, version.sha256)


def own_facts(workspace: Workspace | None, *, parks: pd.DataFrame | None = None) -> Facts:
    """Return the tables that own sites are placed among.

    Parameters
    ----------
    workspace
        Holds the office's outlines of parks; None for none.
    parks
        The table of parks; the embedded one by default.
    """
    chosen = table("parks") if parks is None else parks
    return Facts(
        parks=chosen,
        districts=table("districts"),
        clusters=table("clusters"),
        ground=ground(),
        park_outlines=office_outlines(workspace, chosen),
    )


def home_of(where: Whereabouts, key: str) -> Path:
    """Return the folder that paths of a case start from.

    Parameters
    ----------
    where
        Where own sites are looked for.
    key
        The key of the case that needs it.

    Raises
    ------
    OwnSiteError
        The case came from no folder.
    """
    if where.home is None:
        raise OwnSiteError(
            en=f"{key}: a case that was loaded on the page has no folder; run it with cqlayout score, or import the file into the"
            " workspace and leave path out.",
            zh=f"{key}：在页面载入的案例没有所在文件夹；请用 cqlayout score 运行，或将文件导入工作区并去掉 path。",
        )
    return where.home


def _unreadable(report: "Report") -> OwnSiteError:
    """Return the error for a file that is rejected or leaves a question open."""
    worst = next(one for one in report.findings if one.severity.value in {"error", "question"})
    return OwnSiteError(
        en=f"{worst.message.en} {worst.remedy.en}", zh=f"{worst.message.zh} {worst.remedy.zh}"
    )
