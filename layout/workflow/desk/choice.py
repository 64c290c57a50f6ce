"""Which workspace lies on the desk: the app's own by default, none for a command that names none.

A command never reads the default workspace unasked: `layout.cli.main` runs each inside `use_workspace(None)`, an option
`--workspace` chooses one, and `cqlayout app` returns to the default. The choice holds for the whole process.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

WORKSPACE_VARIABLE: Final = "CQLAYOUT_WORKSPACE"

_choices: Final[list[Path | None]] = []


def workspace_folder() -> Path:
    """Return the app's workspace folder: `CQLAYOUT_WORKSPACE`, else the user's data folder of this system."""
    named = os.environ.get(WORKSPACE_VARIABLE, "")
    return Path(named) if named else user_data_path("cqlayout", appauthor=False) / "workspace"


def chosen_folder() -> Path | None:
    """Return the folder whose workspace lies on the desk, None where the embedded facts stand alone."""
    return _choices[-1] if _choices else workspace_folder()


@contextmanager
def use_workspace(folder: str | os.PathLike[str] | None) -> Iterator[None]:
    """Lay another workspace on the desk, or none, for as long as the block runs.

    Parameters
    ----------
    folder
        Its folder; None leaves the embedded facts alone.
    """
    _choices.append(None if folder is None else Path(folder))
    try:
        yield
    finally:
        _choices.pop()


@contextmanager
def use_default() -> Iterator[None]:
    """Lay the app's workspace on the desk for as long as the block runs."""
    with use_workspace(workspace_folder()):
        yield
