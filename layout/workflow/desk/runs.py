"""The store of runs on the office's desk: in the workspace in use, which is made when the first run is kept."""

from geodata.workspace import Workspace
from layout.runs import Run, RunStore
from layout.runs.records import RECORDS
from layout.runs.store import RunHead
from layout.workflow.desk.tables import workspace_folder


def desk_store() -> RunStore | None:
    """Return the store of runs of the workspace in use, None where no run was kept yet."""
    folder = workspace_folder()
    return RunStore(folder) if (folder / RECORDS).is_file() else None


def desk_heads() -> tuple[RunHead, ...]:
    """Return the rankings of sites that are kept, the newest first.

    Raises
    ------
    DataFormatError
        The store is damaged, or of another format.
    """
    store = desk_store()
    return () if store is None else tuple(head for head in store.heads() if head.kind == "score")


def keep_on_desk(run: Run) -> None:
    """Keep a run in the workspace in use, making both where they are not there; when this returns, it survives a crash.

    Raises
    ------
    WorkspaceError, WriteError
        The workspace cannot be made, or the run could not be kept.
    DataFormatError
        Another run of this id is kept.
    """
    folder = workspace_folder()
    if not Workspace.exists(folder):
        Workspace.create(folder)
    RunStore(folder).keep(run)
