"""The elevation raster under own sites: the one that the case names, else the elevation of the workspace in use."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.text import Bilingual
from layout.entities.candidates import OwnSitesSetting
from layout.entities.wording import say
from layout.errors import OwnSiteError

if TYPE_CHECKING:
    from geodata.workspace import Version, Workspace

DEM_ITEM = "dem"
_UNKNOWN = Bilingual(en="", zh="")


@dataclass(frozen=True, slots=True)
class OwnDem:
    """An elevation raster, with what is known of its origin.

    Parameters
    ----------
    path, sha256
        The file and its checksum.
    name
        Its name in messages; that of the file when "".
    item, version
        Where it is kept in the workspace; "" and None for a file.
    source, year, licence
        Of what is kept in the workspace.
    original_sha256
        Checksum of the file that it was made from.
    """

    path: Path
    sha256: str
    name: str = ""
    item: str = ""
    version: int | None = None
    source: Bilingual = _UNKNOWN
    year: str = ""
    licence: str = ""
    original_sha256: str = ""

    def record(self) -> dict[str, object]:
        """Return what run.json and the store of runs say of it, in plain JSON types."""
        return {
            "name": self.name or self.path.name,
            "sha256": self.sha256,
            "item": self.item or None,
            "version": self.version,
            "source": {"en": self.source.en, "zh": self.source.zh} if self.item else None,
            "year": self.year or None,
            "licence": self.licence or None,
            "original_sha256": self.original_sha256 or None,
        }

    @property
    def told(self) -> Bilingual:
        """Return the sentence that says which raster was used."""
        if not self.item:
            return say("raster.dem_file", name=self.name or self.path.name, checksum=self.sha256[:12])
        unknown = say("raster.not_stated")
        return say(
            "raster.dem_used",
            item=self.item,
            version=self.version,
            source=self.source if self.source.en else unknown,
            year=self.year or unknown,
            checksum=self.sha256[:12],
        )


def file_dem(path: Path) -> OwnDem:
    """Return a file as elevation raster.

    Parameters
    ----------
    path
        The file; one that is not there has no checksum, and is told when it is opened.
    """
    from geodata.workspace.files import sha256_of  # noqa: PLC0415 - a run of parks alone loads no GIS

    return OwnDem(path, sha256_of(path) if path.is_file() else "")


def workspace_dem(workspace: "Workspace | None", item: str | None = None) -> OwnDem | None:
    """Return an elevation raster of a workspace, None where it has none and none was named.

    Parameters
    ----------
    workspace
        The workspace, None for none.
    item
        The item that a case names; `dem` where it names none.

    Raises
    ------
    OwnSiteError
        The item that is named is not there, or is no raster.
    WorkspaceError
        The workspace is damaged.
    """
    version = dem_version(workspace, item or DEM_ITEM)
    if workspace is None or version is None:
        if item is None:
            return None
        folder = "-" if workspace is None else str(workspace.folder)
        raise OwnSiteError(
            en=f"candidates.sites.dem_item: no raster {item!r} in workspace {folder}; run cqlayout data import FILE --as dem"
            " --workspace W, or name the file under dem.",
            zh=f"candidates.sites.dem_item：工作区 {folder} 中没有栅格 {item!r}；请运行 cqlayout data import FILE --as dem"
            " --workspace W，或用 dem 写明文件。",
        )
    from geodata.workspace.contents import content_of  # noqa: PLC0415 - as above

    origin = version.provenance
    return OwnDem(
        content_of(workspace.folder, version),
        version.sha256,
        name=f"{version.item_id} v{version.number}",
        item=version.item_id,
        version=version.number,
        source=origin.attribution,
        year=origin.vintage,
        licence=origin.licence,
        original_sha256=version.original.sha256 if version.original else "",
    )


def dem_version(workspace: "Workspace | None", item: str = DEM_ITEM) -> "Version | None":
    """Return the newest version of a raster of a workspace, None where it has none of that name.

    Parameters
    ----------
    workspace
        The workspace, None for none.
    item
        The item.

    Raises
    ------
    WorkspaceError
        The workspace is damaged.
    """
    known = {} if workspace is None else {one.item_id: one.current for one in workspace.items()}
    version = known.get(item)
    return version if version is not None and version.kind == "raster" else None


def dem_of(setting: OwnSitesSetting, home: Path | None, *, workspace: "Workspace | None") -> OwnDem | None:
    """Return the elevation raster of a case: its file, its item, or the elevation of the workspace; None without any.

    Parameters
    ----------
    setting
        What the case says of own sites.
    home
        The folder that its paths start from; None only where it names no file.
    workspace
        The workspace, None for none.

    Raises
    ------
    OwnSiteError, WorkspaceError
        As `workspace_dem`.
    """
    if setting.dem is not None and home is not None:
        return file_dem(home / setting.dem)
    return workspace_dem(workspace, setting.dem_item)
