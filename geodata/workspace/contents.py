"""The file of a version: that it is there, and that it is what was kept."""

from pathlib import Path

from geodata.workspace.errors import WorkspaceError
from geodata.workspace.files import sha256_of
from geodata.workspace.model import Version


def content_of(folder: Path, version: Version) -> Path:
    """Return the path of a version's file, which is there and has its size; read it, never write it.

    Parameters
    ----------
    folder
        The workspace.
    version
        The version.

    Raises
    ------
    WorkspaceError
        It is missing, or was changed.
    """
    path = folder / version.file
    if not path.is_file() or path.stat().st_size != version.size:
        raise unsound(folder, version)
    return path


def sound_content(folder: Path, version: Version) -> Path:
    """Return the path of a version's file after its checksum was found right.

    Parameters
    ----------
    folder, version
        As for :func:`content_of`.

    Raises
    ------
    WorkspaceError
        It is missing, or was changed.
    """
    path = folder / version.file
    if not path.is_file() or sha256_of(path) != version.sha256:
        raise unsound(folder, version)
    return path


def unsound(folder: Path, version: Version) -> WorkspaceError:
    """Return the error for a version whose file is not as it was kept.

    Parameters
    ----------
    folder, version
        As for :func:`content_of`.
    """
    return WorkspaceError(
        en=f"Workspace {folder}: {version.file} ({version.item_id} version {version.number}) is missing or was"
        " changed; restore another version, or import an exported archive.",
        zh=f"工作区 {folder}：{version.file}（{version.item_id} 第 {version.number} 版）缺失或被改动；"
        "请恢复其他版本，或导入此前导出的归档。",
    )
