"""Own sites kept in the workspace: a drawn one is added, one is taken out; every version stays and can be restored.

What is drawn has no survey behind it, and is kept with a note that says so.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata.crs import WGS84
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Version, Workspace
from geodata.workspace.records import refuse_read_only
from layout.entities.wording import say
from layout.errors import OwnSiteError
from layout.sites.user_columns import FIELDS
from layout.workflow.desk.tables import SITES_ITEM
from layout.workflow.sites.drawn_sites import Drawn, refusal
from layout.workflow.sites.user_sites import kept_own

_LOCK: Final = "sites.lock"
_PATIENCE_S: Final = 30.0
_ID_DIGITS: Final = 8
_DRAWN: Final = "drawn_"


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a drawn site.

    Parameters
    ----------
    name
        Its name, in the language that it was typed in.
    cluster_ids
        33618 clusters that it carries.
    host_park_id
        The park that it lies in, "" where not known.
    free_land_ha
        Land that can really be used, None where not known.
    land_ha
        Area of a point, None where not known.
    position_precision_m
        How well a point is placed, None where not known.
    zone_ids
        Flagship zones that it lies in: the district does not say.
    """

    name: str
    cluster_ids: Sequence[str] = ()
    host_park_id: str = ""
    free_land_ha: float | None = None
    land_ha: float | None = None
    position_precision_m: float | None = None
    zone_ids: Sequence[str] = ()


def keep_drawn(workspace: Workspace, drawn: Drawn, *, label: Label) -> Version:
    """Keep a drawn site as a candidate, in a new version of the item `sites`, and return that version.

    Sessions that keep a site at the same moment wait for each other, so that each is laid upon the one before.

    Parameters
    ----------
    workspace
        Where.
    drawn
        A shape without errors.
    label
        What is said of it.

    Raises
    ------
    OwnSiteError
        It has errors, no name, or a name that is taken.
    WriteError, WorkspaceError
        The workspace cannot be written, or is damaged.
    """
    if drawn.errors:
        raise OwnSiteError(en=drawn.errors[0].en, zh=drawn.errors[0].zh)
    name = label.name.strip()
    if not name:
        raise refusal(key="own_draw.no_name")
    return keep_changed(workspace, lambda frame: _layer(_with_site(frame, drawn, label, name)))


def keep_changed(workspace: Workspace, change: Callable[[gpd.GeoDataFrame | None], Layer]) -> Version:
    """Keep own sites changed: what several sessions do at the same moment is laid upon each other, and none is lost.

    Parameters
    ----------
    workspace
        Where.
    change
        Makes the new layer of the own sites in use, None for none; it runs while no other session changes them.

    Raises
    ------
    OwnSiteError
        Another session holds them for too long, or what `change` raises.
    WriteError, WorkspaceError
        The workspace cannot be written, or is damaged.
    """
    with sites_alone(workspace):
        return workspace.add_layer(change(_kept_frame(workspace)))


def left_out(workspace: Workspace, frame: gpd.GeoDataFrame) -> tuple[Bilingual, ...]:
    """Return what is told of drawn sites in use that a file which takes their place does not hold; nothing without any.

    Parameters
    ----------
    workspace
        Where.
    frame
        The sites of the file.
    """
    found = next((item for item in workspace.items() if item.item_id == SITES_ITEM), None)
    if found is None or found.current.kind != "layer":
        return ()
    held = set(site_ids(frame))
    drawn = [
        one
        for one in site_ids(workspace.load(SITES_ITEM).frame)
        if one.startswith(_DRAWN) and one not in held
    ]
    return (
        (say("office_parks.drawn_left_out", count=len(drawn), version=found.current.number),) if drawn else ()
    )


def drop_site(workspace: Workspace, site_id: str) -> None:
    """Take one site out of the own sites, as a new version without it; the last one sends the item to the bin.

    Parameters
    ----------
    workspace
        Where.
    site_id
        The site, as the ranking knows it.

    Raises
    ------
    OwnSiteError
        There is no such site.
    WriteError, WorkspaceError
        The workspace cannot be written, or is damaged.
    """
    with sites_alone(workspace):
        frame = kept_own(workspace, SITES_ITEM).frame
        ids = site_ids(frame)
        if site_id not in ids:
            raise refusal(key="own_draw.no_such_site", site=site_id)
        rest = frame[[key != site_id for key in ids]]
        if len(rest):
            workspace.add_layer(_layer(rest.assign(**_explicit(frame, ids, rest))))
        else:
            workspace.remove(SITES_ITEM)


def site_ids(frame: pd.DataFrame) -> list[str]:
    """Return the id of each row of a layer of own sites: its own, else one from its row."""
    column = column_of(frame, "site_id")
    own = (
        [""] * len(frame)
        if column is None
        else [str(cell) if pd.notna(cell) else "" for cell in frame[column]]
    )
    return [text.strip() or f"site_{row}" for row, text in zip(frame.index, own, strict=True)]


def column_of(frame: pd.DataFrame, name: str) -> str | None:
    """Return the column of a layer that says a field, None where it has none."""
    found = next(one for one in FIELDS if one.name == name)
    return next((str(column) for column in frame.columns if found.factor(column) is not None), None)


def _explicit(frame: pd.DataFrame, ids: list[str], rest: pd.DataFrame) -> dict[str, list[str]]:
    """Return the column of ids, written out: ids that come from rows would change when a row goes."""
    by_row = dict(zip(frame.index, ids, strict=True))
    return {column_of(frame, "site_id") or "site_id": [by_row[row] for row in rest.index]}


@contextmanager
def sites_alone(workspace: Workspace) -> Iterator[None]:
    """Hold the only right to change the own sites; a process that dies gives it back, as SQLite's locks do.

    Parameters
    ----------
    workspace
        Where.

    Raises
    ------
    OwnSiteError
        Another session holds it for too long.
    WriteError
        The folder is read-only.
    """
    refuse_read_only(workspace.folder)
    base = sqlite3.connect(workspace.folder / _LOCK, timeout=_PATIENCE_S, isolation_level=None)
    try:
        try:
            base.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise refusal(key="own_draw.busy") from error
        yield
    finally:
        base.close()


def _kept_frame(workspace: Workspace) -> gpd.GeoDataFrame | None:
    """Return the own sites in use, None for none; an item that waits in the bin is taken out, for a new beginning."""
    if any(item.item_id == SITES_ITEM for item in workspace.items()):
        return kept_own(workspace, SITES_ITEM).frame
    if any(item.item_id == SITES_ITEM for item in workspace.items(binned=True)):
        workspace.recover(SITES_ITEM)
    return None


def _with_site(frame: gpd.GeoDataFrame | None, drawn: Drawn, label: Label, name: str) -> gpd.GeoDataFrame:
    """Return the own sites with the drawn one below, in the columns that the layer has already."""
    digest = hashlib.sha256(shapely.to_wkb(drawn.shape) + name.encode()).hexdigest()[:_ID_DIGITS]
    said: dict[str, object] = {
        "site_id": f"{_DRAWN}{digest}",
        "name_zh": name,
        "cluster_ids": ";".join(label.cluster_ids),
        "host_park_id": label.host_park_id,
        "zone_ids": ";".join(label.zone_ids),
        "free_land_ha": label.free_land_ha,
        "land_ha": label.land_ha,
        "position_precision_m": label.position_precision_m,
        "note": say("own_draw.note").zh,
    }
    if frame is None:
        return gpd.GeoDataFrame([said], geometry=[drawn.shape], crs=WGS84)
    _refuse_taken(frame, name, str(said["site_id"]))
    row = {}
    for key, value in said.items():
        column = column_of(frame, key) or key
        factor = next(one for one in FIELDS if one.name == key).factor(column)
        row[column] = value / factor if isinstance(value, float) and factor else value
    below = gpd.GeoDataFrame([row], geometry=[drawn.shape], crs=WGS84)
    if frame.geometry.name != "geometry":
        below = below.rename_geometry(frame.geometry.name)
    joined = pd.concat(
        [frame.astype(_loose(frame, row)), below.astype(_loose(below, row))], ignore_index=True
    )
    return gpd.GeoDataFrame(joined, geometry=frame.geometry.name, crs=WGS84)


def _loose(frame: pd.DataFrame, row: Mapping[str, object]) -> dict[str, str]:
    """Return object types for the text columns that are joined, so that blanks stay blank."""
    return {name: "object" for name, value in row.items() if name in frame and not isinstance(value, float)}


def _refuse_taken(frame: gpd.GeoDataFrame, name: str, site_id: str) -> None:
    """Refuse a name that another site has."""
    column = column_of(frame, "name_zh")
    names = set() if column is None else {str(cell).strip() for cell in frame[column]}
    if name in names or site_id in site_ids(frame):
        raise refusal(key="own_draw.name_taken", name=name)


def _layer(frame: gpd.GeoDataFrame) -> Layer:
    """Return own sites as a layer of the workspace."""
    provenance = Provenance(
        licence="",
        attribution=say("own_draw.attribution"),
        vintage="",
        source_ids=(),
        checksum_sha256=hashlib.sha256(b"".join(shapely.to_wkb(frame.geometry.array))).hexdigest(),
        note=say("own_draw.note"),
    )
    return Layer(SITES_ITEM, say("own_draw.title"), frame, provenance)
