"""Errors of the workspace, below those of `geodata`.

GeodataError
├── WorkspaceError       (RuntimeError)  a folder that is no workspace, or is damaged, or a step that does not apply
└── WriteError           (OSError)       a folder that is full or read-only
    └── ReadOnlyError
"""

from geodata.errors import GeodataError, WriteError


class WorkspaceError(GeodataError, RuntimeError):
    """A folder that is no workspace, or is damaged, or a step that does not apply to what it holds."""


class ReadOnlyError(WriteError):
    """A workspace that can be read and not be written."""
