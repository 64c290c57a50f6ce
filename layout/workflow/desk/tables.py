"""The office's desk: the embedded facts with what the office keeps in its workspace laid beside them.

Screens and commands ask here for `statistics` and `parks`. Without a workspace they get the embedded facts alone. What depends on these
tables is cached with `desk_cached`: one computation sees one state of the workspace, and a new version is seen at once.
"""

import hashlib
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import Final, ParamSpec, TypeVar, cast

import pandas as pd

from geodata.embedded import source_citation, table
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.entities.wording import both
from layout.workflow.desk.choice import (
    WORKSPACE_VARIABLE,
    chosen_folder,
    use_default,
    use_workspace,
    workspace_folder,
)
from layout.workflow.desk.names import PARKS_ITEM, SITES_ITEM, STATISTICS_ITEM

__all__ = [
    "OFFICE",
    "PARKS_ITEM",
    "SITES_ITEM",
    "STATISTICS_ITEM",
    "WORKSPACE_VARIABLE",
    "DeskItem",
    "cite",
    "desk_cached",
    "desk_items",
    "desk_record",
    "desk_state",
    "desk_table",
    "desk_workspace",
    "office_rows_of",
    "use_default",
    "use_workspace",
    "workspace_folder",
]

OFFICE: Final = "office"
"""The confidence of a figure that the office has given."""

_LISTS: Final = ("source_ids",)
_YEARS: Final = ("year",)
_USED: Final = (STATISTICS_ITEM, PARKS_ITEM)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, order=True)
class DeskItem:
    """An item of the workspace that changes the desk's tables.

    Parameters
    ----------
    item, version, sha256
        Its name, the number of its newest version and the checksum of that.
    """

    item: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Desk:
    """One state of the desk."""

    folder: Path | None
    items: tuple[DeskItem, ...]

    @property
    def state(self) -> str:
        """Return the digest of what the workspace adds, "" where it adds nothing."""
        text = "\n".join(f"{one.item} {one.sha256}" for one in self.items)
        return hashlib.sha256(text.encode()).hexdigest()[:16] if self.items else ""


_pinned: ContextVar[_Desk | None] = ContextVar("desk", default=None)


def desk_workspace() -> Workspace | None:
    """Return the workspace on the desk, None where there is none yet or none was chosen.

    Raises
    ------
    WorkspaceError
        The folder holds a workspace of another format, or a damaged one.
    """
    folder = chosen_folder()
    return Workspace.open(folder) if folder is not None and Workspace.exists(folder) else None


def desk_record() -> tuple[DeskItem, ...]:
    """Return the items of the workspace that change the desk's tables, with version and checksum, for the record of a run."""
    return _desk().items


def desk_items() -> dict[str, str]:
    """Return the SHA-256 of the newest version of each item of the workspace that changes the desk's tables."""
    return {one.item: one.sha256 for one in _desk().items}


def desk_state() -> str:
    """Return a short digest of what the workspace adds, "" where it adds nothing: the key of every cache of the desk."""
    return _desk().state


def desk_table(name: str) -> pd.DataFrame:
    """Return a table of facts with the office's own rows below the embedded ones, as a fresh frame.

    Parameters
    ----------
    name
        As `geodata.embedded.table`; the office may add to `statistics`, where its rows have the confidence `OFFICE`, and
        lay its own parks over `parks`, where new ones have it.

    Raises
    ------
    UnknownLayerError
        There is no such table.
    OwnSiteError
        The item `parks` cannot be laid over the table: it was not imported as parks.
    WorkspaceError
        The workspace is damaged.
    """
    embedded = table(name)
    desk = _desk()
    found = [one for one in desk.items if one.item == name]
    if not found or desk.folder is None:
        return embedded
    if name == PARKS_ITEM:
        return _office_parks(str(desk.folder), found[0]).copy()
    own = _office_rows(str(desk.folder), found[0])
    return pd.concat([embedded, own[list(embedded.columns)]], ignore_index=True)


def office_rows_of(workspace: Workspace, number: int | None = None) -> pd.DataFrame:
    """Return the figures that a workspace keeps, in the types of the embedded table; columns of its own stay.

    Parameters
    ----------
    workspace
        The workspace; it has the item `statistics`.
    number
        The version, the newest when None.

    Raises
    ------
    UnknownLayerError, WorkspaceError
        There is no such item or version, or its file is damaged.
    """
    frame = pd.DataFrame(workspace.load(STATISTICS_ITEM, number).frame)
    for column in frame.columns:
        if column in _LISTS:
            frame[column] = [tuple(filter(None, str(cell).split(";"))) for cell in frame[column]]
        elif column in _YEARS:
            frame[column] = frame[column].astype("Int64")
        elif column != "value":
            frame[column] = frame[column].fillna("").astype(str)
    return frame


def desk_cached(
    maxsize: int,
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Return a decorator that caches a function of the desk's tables until the workspace changes.

    Within one call, everything that asks for a table of the desk sees the state that the call began with.

    Parameters
    ----------
    maxsize
        How many results are kept.
    """

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        def computed(desk: _Desk, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            token = _pinned.set(desk)
            try:
                return function(*args, **kwargs)
            finally:
                _pinned.reset(token)

        keyed = cast("Callable[..., Result]", lru_cache(maxsize=maxsize)(computed))

        @wraps(function)
        def call(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            return keyed(_desk(), *args, **kwargs)

        return call

    return decorate


def cite(source_id: str) -> Bilingual:
    """Return the citation of a source; one that the office has written stands as it is written."""
    return source_citation(source_id) if source_id in _embedded_sources() else both(source_id)


@lru_cache(maxsize=1)
def _embedded_sources() -> frozenset[str]:
    """Return the ids of the embedded sources."""
    return frozenset(table("sources")["source_id"])


def _desk() -> _Desk:
    """Return the state of the desk: that of the computation under way, else that of the workspace now."""
    pinned = _pinned.get()
    if pinned is not None:
        return pinned
    workspace = desk_workspace()
    if workspace is None:
        return _Desk(None, ())
    items = sorted(
        DeskItem(item.item_id, item.current.number, item.current.sha256)
        for item in workspace.items()
        if item.item_id in _USED
    )
    return _Desk(workspace.folder if items else None, tuple(items))


@lru_cache(maxsize=8)
def _office_rows(folder: str, item: DeskItem) -> pd.DataFrame:
    """Return the rows of one version of an item in the types of the embedded tables; shared, never changed."""
    return office_rows_of(Workspace.open(folder), item.version)


@lru_cache(maxsize=8)
def _office_parks(folder: str, item: DeskItem) -> pd.DataFrame:
    """Return the table of parks with one version of the office's laid over it; shared, never changed."""
    from layout.workflow.desk.office_parks import office_parks_over  # noqa: PLC0415 - loads GIS

    return office_parks_over(table(PARKS_ITEM), Workspace.open(folder).load(PARKS_ITEM, item.version).frame)
