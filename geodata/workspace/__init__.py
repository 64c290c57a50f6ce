"""A workspace: the office's own layers, tables and cases, with their history, in one folder."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from geodata.workspace.archive import export_workspace as export_workspace
    from geodata.workspace.archive import import_workspace as import_workspace
    from geodata.workspace.check import check as check
    from geodata.workspace.check import tidy as tidy
    from geodata.workspace.errors import ReadOnlyError as ReadOnlyError
    from geodata.workspace.errors import WorkspaceError as WorkspaceError
    from geodata.workspace.model import Finding as Finding
    from geodata.workspace.model import Item as Item
    from geodata.workspace.model import Version as Version
    from geodata.workspace.store import Workspace as Workspace

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "archive": ["export_workspace", "import_workspace"],
        "check": ["check", "tidy"],
        "errors": ["ReadOnlyError", "WorkspaceError"],
        "model": ["Finding", "Item", "Version"],
        "store": ["Workspace"],
    },
)
