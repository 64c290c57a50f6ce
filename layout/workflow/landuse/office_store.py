"""The office's tables in the workspace of the desk: kept whole with their history, shared by all pages, until removed.

A table is checked before it is kept, so that what is kept always reads. Each kind is one item of the workspace; a newer file
is its next version, and the file itself is kept beside it.
"""

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.embedded import table
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Version, Workspace
from layout.i18n import catalogue
from layout.landuse.controls import Control, office_controls
from layout.workflow.desk.tables import desk_workspace, workspace_folder
from layout.workflow.landuse.office_tables import TableKind, entity_table, office_cells, office_statistics
from layout.workflow.landuse.yearly_tables import has_years, latest_parks, yearly_parks

if TYPE_CHECKING:
    from geodata.read import Sandbox

_FIRST_LINE: Final = 2


@dataclass(frozen=True, slots=True)
class KeptTable:
    """What a page tells of a table in use.

    Parameters
    ----------
    name
        Name of the file that it came from.
    number, created
        Version, and when it was kept (UTC, ISO 8601).
    rows
        Rows below the header.
    sha256
        Checksum of what is kept: key of caches.
    """

    name: str
    number: int
    created: str
    rows: int
    sha256: str


def item_of(kind: TableKind) -> str:
    """Return the name of a table in the workspace."""
    return f"landuse-{kind}"


def keep_table(
    kind: TableKind, content: bytes, *, name: str, sheet: str | None = None, sandbox: "Sandbox | None" = None
) -> KeptTable:
    """Check a table and keep it as the newest version; the workspace is made where there is none.

    Parameters
    ----------
    kind
        Which table.
    content, name, sheet, sandbox
        As for `layout.workflow.landuse.office_tables.office_cells`.

    Raises
    ------
    SheetChoiceError, DataFormatError, OfficeTableError, UnitError
        The table cannot be read as what it is said to be; nothing is kept.
    WriteError, WorkspaceError
        The workspace cannot be written, or is damaged.
    """
    cells = office_cells(content, origin=name, sheet=sheet, sandbox=sandbox)
    check_table(kind, cells, origin=name)
    folder = workspace_folder()
    workspace = desk_workspace() or Workspace.create(folder)
    item = item_of(kind)
    if any(one.item_id == item for one in workspace.items(binned=True)):
        workspace.recover(item)
    with tempfile.TemporaryDirectory(prefix="cqlayout-office-") as place:
        original = Path(place) / "original"
        original.write_bytes(content)
        version = workspace.add_layer(
            Layer(
                item,
                catalogue()[f"landuse.ui.office.{kind}"],
                cells.reset_index(drop=True),
                _provenance(content, name),
            ),
            original=original,
            original_name=name,
        )
    return _told(version)


def check_table(kind: TableKind, cells: pd.DataFrame, *, origin: str) -> None:
    """Read a table as it will be read, for its errors.

    Raises
    ------
    OfficeTableError, UnitError
        As the readers of `layout.workflow.landuse.office_tables` and `layout.landuse.controls`.
    """
    if kind == "controls":
        office_controls(cells, origin=origin)
    elif kind == "figures":
        office_statistics(cells, table("indicators"), origin=origin)
    elif kind == "parks":
        latest_parks(cells, origin=origin)
    else:
        entity_table(cells, kind, origin=origin)


def kept_table(kind: TableKind) -> KeptTable | None:
    """Return what is in use of a kind, None without.

    Raises
    ------
    WorkspaceError
        The workspace is damaged.
    """
    workspace = desk_workspace()
    if workspace is None:
        return None
    found = next((one for one in workspace.items() if one.item_id == item_of(kind)), None)
    return None if found is None else _told(found.current)


def drop_table(kind: TableKind) -> None:
    """Take a table out of use: it goes to the bin of the workspace with all of its versions; none in use is no error."""
    workspace = desk_workspace()
    if workspace is not None and kept_table(kind) is not None:
        workspace.remove(item_of(kind))


def office_parks() -> pd.DataFrame | None:
    """Return the office's parks in use, each in its latest year, None without."""
    kept = kept_table("parks")
    return None if kept is None else latest_parks(_cells("parks", kept), origin=kept.name)


def office_parks_by_year() -> dict[int, pd.DataFrame] | None:
    """Return the office's parks in use year by year, None without, or where the table has one year only."""
    kept = kept_table("parks")
    cells = None if kept is None else _cells("parks", kept)
    if kept is None or cells is None or not has_years(cells):
        return None
    return yearly_parks(cells, origin=kept.name)


def office_firms() -> pd.DataFrame | None:
    """Return the office's enterprises in use, None without."""
    kept = kept_table("firms")
    return None if kept is None else entity_table(_cells("firms", kept), "firms", origin=kept.name)


def office_figures() -> pd.DataFrame | None:
    """Return the office's statistics in use, None without."""
    kept = kept_table("figures")
    return (
        None
        if kept is None
        else office_statistics(_cells("figures", kept), table("indicators"), origin=kept.name)
    )


def office_limits() -> tuple[Control, ...]:
    """Return the office's control indicators in use, none without."""
    kept = kept_table("controls")
    return () if kept is None else office_controls(_cells("controls", kept), origin=kept.name)


def _cells(kind: TableKind, kept: KeptTable) -> pd.DataFrame:
    """Return the cells of a table in use."""
    return _loaded(str(workspace_folder()), item_of(kind), kept.sha256).copy()


@lru_cache(maxsize=8)
def _loaded(folder: str, item: str, digest: str) -> pd.DataFrame:
    """Return the cells of an item as text; `digest` keys the cache. Shared, never changed."""
    del digest
    frame = pd.DataFrame(Workspace.open(folder).load(item).frame).fillna("").astype(str)
    return frame.set_axis(pd.RangeIndex(_FIRST_LINE, _FIRST_LINE + len(frame)), axis=0)


def _provenance(content: bytes, name: str) -> Provenance:
    """Return where a table of the office is from."""
    return Provenance(
        licence="",
        attribution=Bilingual(en=name, zh=name),
        vintage="",
        source_ids=(),
        checksum_sha256=sha256(content).hexdigest(),
        note=Bilingual(en="", zh=""),
        files=(name,),
    )


def _told(version: Version) -> KeptTable:
    """Return a version as a page tells it."""
    name = version.original.name if version.original else version.item_id
    return KeptTable(name, version.number, version.created, version.rows, version.sha256)
