"""What the office keeps, ready to leave: a version in any export format, its original, the whole workspace as one archive."""

import tempfile
from pathlib import Path
from typing import Final

from geodata.errors import DataMissingError
from geodata.workspace import Version, Workspace, export_workspace, import_workspace
from geodata.workspace.contents import content_of
from geodata.write.formats import write_layer

# ending and media type, in the order of the choice; .json is .geojson under another name
LAYER_FORMATS: Final = {
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".parquet": "application/vnd.apache.parquet",
    ".fgb": "application/flatgeobuf",
    ".zip": "application/zip",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
RASTER_FORMATS: Final = {".tif": "image/tiff"}
TABLE_FORMATS: Final = {ending: LAYER_FORMATS[ending] for ending in (".csv", ".xlsx", ".gpkg", ".parquet")}


def formats_of(version: Version) -> dict[str, str]:
    """Return the endings in which a version can leave, with their media types; none for a text.

    Parameters
    ----------
    version
        The version.
    """
    if version.kind == "layer":
        return LAYER_FORMATS
    if version.kind == "raster":
        return RASTER_FORMATS
    return TABLE_FORMATS if version.kind == "table" else {}


def version_bytes(workspace: Workspace, version: Version, *, ending: str) -> bytes:
    """Return a version as a file.

    Parameters
    ----------
    workspace
        Where it is kept.
    version
        The version.
    ending
        One of `formats_of(version)`.

    Raises
    ------
    DataFormatError
        The layer does not fit the format.
    WorkspaceError
        Its file is missing or was changed.
    WriteError
        There is no room to write it.
    """
    if version.kind == "raster":
        return content_of(workspace.folder, version).read_bytes()
    with tempfile.TemporaryDirectory(prefix="cqlayout-download-") as folder:
        path = Path(folder) / f"{version.item_id}{ending}"
        write_layer(workspace.load(version.item_id, version.number), path)
        return path.read_bytes()


def original_bytes(workspace: Workspace, version: Version) -> bytes:
    """Return the file that a version was made from, byte for byte.

    Parameters
    ----------
    workspace, version
        As for :func:`version_bytes`.

    Raises
    ------
    DataMissingError
        There was none, or it is gone.
    """
    path = workspace.original(version)
    if path is None or not path.is_file():
        raise DataMissingError(
            en=f"Workspace {workspace.folder}: {version.item_id} version {version.number} has no original file.",
            zh=f"工作区 {workspace.folder}：{version.item_id} 第 {version.number} 版没有原始文件。",
        )
    return path.read_bytes()


def archive_bytes(workspace: Workspace) -> bytes:
    """Return a whole workspace with its history as one archive.

    Parameters
    ----------
    workspace
        The workspace.

    Raises
    ------
    WorkspaceError
        A file of it is missing or was changed.
    WriteError
        There is no room to write it.
    """
    with tempfile.TemporaryDirectory(prefix="cqlayout-archive-") as folder:
        path = Path(folder) / "workspace.zip"
        export_workspace(workspace.folder, path)
        return path.read_bytes()


def receive_archive(raw: bytes, folder: Path) -> Workspace:
    """Unpack an archive as the workspace in a folder, which must be missing or empty, and return it.

    Parameters
    ----------
    raw
        The bytes of the archive; nothing in it is trusted before it was checked.
    folder
        Where it shall lie.

    Raises
    ------
    DataFormatError
        It is no archive of a workspace, or damaged.
    WorkspaceError
        The folder is not empty.
    WriteError
        The disk is full or read-only.
    """
    with tempfile.TemporaryDirectory(prefix="cqlayout-archive-") as made:
        path = Path(made) / "workspace.zip"
        path.write_bytes(raw)
        return import_workspace(path, folder)
