"""The office's desk: the embedded facts with what the office keeps in its workspace laid beside them.

Screens and commands ask here for `parks` and `statistics`. Without a workspace they get the embedded facts alone;
`desk_state` names what was used, for caches and for the record of a run.
"""

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Final

import pandas as pd
from platformdirs import user_data_path

from geodata.embedded import table
from geodata.workspace import Workspace

WORKSPACE_VARIABLE: Final = "CQLAYOUT_WORKSPACE"
STATISTICS_ITEM: Final = "statistics"
PARKS_ITEM: Final = "parks"
SITES_ITEM: Final = "sites"
_LISTS: Final = ("source_ids",)
_YEARS: Final = ("year",)


def workspace_folder() -> Path:
    """Return the folder of the workspace in use: `CQLAYOUT_WORKSPACE`, else the user's data folder of this system."""
    named = os.environ.get(WORKSPACE_VARIABLE, "")
    return Path(named) if named else user_data_path("cqlayout", appauthor=False) / "workspace"


def desk_workspace() -> Workspace | None:
    """Return the workspace in use, None where none was made yet.

    Raises
    ------
    WorkspaceError
        The folder holds a workspace of another format, or a damaged one.
    """
    folder = workspace_folder()
    return Workspace.open(folder) if Workspace.exists(folder) else None


def desk_items() -> dict[str, str]:
    """Return the SHA-256 of the newest version of each item of the workspace in use that changes the desk's tables."""
    workspace = desk_workspace()
    if workspace is None:
        return {}
    used = (STATISTICS_ITEM, PARKS_ITEM)
    return {item.item_id: item.current.sha256 for item in workspace.items() if item.item_id in used}


def desk_state() -> str:
    """Return a short digest of what the workspace adds, "" where it adds nothing: the key of every cache of the desk."""
    items = desk_items()
    text = "\n".join(f"{name} {digest}" for name, digest in sorted(items.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16] if items else ""


def desk_table(name: str) -> pd.DataFrame:
    """Return a table of facts with the office's own rows below the embedded ones, as a fresh frame.

    Parameters
    ----------
    name
        As `geodata.embedded.table`; the office may add to `statistics`.

    Raises
    ------
    UnknownLayerError
        There is no such table.
    WorkspaceError
        The workspace is damaged.
    """
    embedded = table(name)
    item = {"statistics": STATISTICS_ITEM}.get(name)
    digest = desk_items().get(item) if item else None
    if item is None or digest is None:
        return embedded
    return pd.concat([embedded, _office_rows(str(workspace_folder()), item, digest)], ignore_index=True)


@lru_cache(maxsize=8)
def _office_rows(folder: str, item: str, digest: str) -> pd.DataFrame:
    """Return the rows of an item in the types of the embedded tables; `digest` keys the cache."""
    del digest
    frame = pd.DataFrame(Workspace.open(folder).load(item).frame)
    for column in frame.columns:
        if column in _LISTS:
            frame[column] = [tuple(filter(None, str(cell).split(";"))) for cell in frame[column]]
        elif column in _YEARS:
            frame[column] = frame[column].astype("Int64")
    return frame
