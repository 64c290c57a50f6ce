"""The workspace: layers, tables and texts with their whole history, in one folder.

    workspace.sqlite   the records (see records.py)
    data/              one GeoPackage for each version of a layer or table, one GeoTIFF for each of a raster, one file for each of a text
    originals/         the files that were imported, under their SHA-256

A version is written in this order: original, content, record. The record is the acknowledgement: before it nothing counts,
after it nothing is ever changed or dropped. A process that is killed in between leaves files that no record names.
"""

import os
from dataclasses import replace
from pathlib import Path

from geodata.errors import UnknownLayerError
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import history, records
from geodata.workspace.contents import sound_content
from geodata.workspace.errors import WorkspaceError
from geodata.workspace.files import DATA, ORIGINALS, keep_original, new_name, sha256_of
from geodata.workspace.model import Item, Original, Version, item_name
from geodata.write.atomic import write_file
from geodata.write.staged import explained


class Workspace:
    """A workspace folder. Holds no connection: any number of sessions may use one folder at once.

    Parameters
    ----------
    folder
        The folder; use :meth:`create` or :meth:`open`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def create(cls, folder: str | os.PathLike[str]) -> "Workspace":
        """Make an empty workspace and return it; other files in the folder are left alone.

        Raises
        ------
        WorkspaceError
            There is a workspace already.
        WriteError
            The folder cannot be made or written.
        """
        place = Path(folder)
        try:
            for part in (place, place / DATA, place / ORIGINALS):
                part.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise explained(place, error) from error
        records.create_records(place)
        return cls(place)

    @classmethod
    def open(cls, folder: str | os.PathLike[str]) -> "Workspace":
        """Return an existing workspace.

        Raises
        ------
        WorkspaceError
            The folder is no workspace of this format, or its records are damaged.
        """
        place = Path(folder)
        with records.reading(place):
            return cls(place)

    @staticmethod
    def exists(folder: str | os.PathLike[str]) -> bool:
        """Return whether there is a workspace in a folder, sound or not."""
        return (Path(folder) / records.RECORDS).exists()

    @property
    def is_writable(self) -> bool:
        """Return whether this process may write into the workspace."""
        return records.is_writable(self.folder)

    def items(self, *, binned: bool = False) -> tuple[Item, ...]:
        """Return everything in use, or everything in the bin, by name."""
        return history.items(self.folder, binned=binned)

    def versions(self, item_id: str) -> tuple[Version, ...]:
        """Return every version of an item, the oldest first, also of one in the bin.

        Raises
        ------
        UnknownLayerError
            There is no such item.
        """
        return history.versions(self.folder, item_name(item_id))

    def version(self, item_id: str, number: int | None = None) -> Version:
        """Return one version of an item, by default the newest.

        Raises
        ------
        UnknownLayerError
            There is no such item or version.
        """
        found = self.versions(item_id)
        for version in reversed(found):
            if number is None or version.number == number:
                return version
        raise UnknownLayerError(
            en=f"Workspace {self.folder}: {item_id} has versions 1 to {found[-1].number}, not {number}.",
            zh=f"工作区 {self.folder}：{item_id} 有第 1 至 {found[-1].number} 版，没有第 {number} 版。",
        )

    def add_layer(
        self,
        layer: Layer,
        *,
        original: str | os.PathLike[str] | None = None,
        original_name: str | None = None,
        notes: tuple[Bilingual, ...] = (),
    ) -> Version:
        """Keep a layer or table as a new version of the item `layer.layer_id`, and return it once it is safe.

        Parameters
        ----------
        layer
            A GeoDataFrame with a CRS, or a table.
        original
            The file it was read from, to be kept.
        original_name
            The name to remember for it; that of the file by default.
        notes
            What was found, mended or warned about; what the GeoPackage had to change is added.

        Raises
        ------
        WriteError
            The disk is full or read-only; the workspace is as it was.
        WorkspaceError
            The name is no name, belongs to another kind of item, or is in the bin.
        CRSMismatchError, DataFormatError
            The frame cannot be kept as a GeoPackage.
        """
        from geodata.workspace.frames import keep_frame  # noqa: PLC0415 - GDAL only where a frame is written

        named = replace(layer, layer_id=item_name(layer.layer_id))
        records.refuse_read_only(self.folder)
        source = None
        if original is not None:
            digest, _ = keep_original(self.folder, original)
            source = Original(original_name or Path(original).name, digest)
        draft, told = keep_frame(self.folder, named, file=new_name(".gpkg"))
        return history.record(self.folder, replace(draft, notes=(*notes, *told), original=source))

    def add_text(
        self, item_id: str, text: str, *, title: Bilingual, provenance: Provenance, suffix: str = ".toml"
    ) -> Version:
        """Keep a text, such as a case file, as a new version of an item, and return it once it is safe.

        Parameters
        ----------
        item_id
            The item.
        text
            The text, kept as UTF-8.
        title
            The name to show.
        provenance
            Where it comes from.
        suffix
            The ending of its file.

        Raises
        ------
        WriteError
            The disk is full or read-only; the workspace is as it was.
        WorkspaceError
            The name is no name, belongs to another kind of item, or is in the bin.
        """
        name = item_name(item_id)
        records.refuse_read_only(self.folder)
        file = new_name(suffix)
        path = self.folder / file
        write_file(path, text.encode("utf-8"))
        lines = len(text.splitlines())
        size = path.stat().st_size
        draft = Version(
            name,
            "text",
            0,
            "",
            title,
            file,
            sha256_of(path),
            size,
            lines,
            crs="",
            columns=(),
            provenance=provenance,
        )
        return history.record(self.folder, draft)

    def load(self, item_id: str, number: int | None = None) -> Layer:
        """Return a layer or table as it was kept, by default its newest version.

        Columns have the names and order they came with; lists are text joined by ";".

        Raises
        ------
        UnknownLayerError
            There is no such item or version.
        WorkspaceError
            It is a text, or its file is missing or damaged.
        """
        from geodata.workspace.frames import load_frame  # noqa: PLC0415 - GDAL only where a frame is read

        version = self.version(item_id, number)
        if version.kind in {"text", "raster"}:
            raise WorkspaceError(
                en=f"Workspace {self.folder}: {item_id} is a {version.kind}, not a layer.",
                zh=f"工作区 {self.folder}：{item_id} 是{'文本' if version.kind == 'text' else '栅格'}，不是图层。",
            )
        return load_frame(sound_content(self.folder, version), version)

    def read_text(self, item_id: str, number: int | None = None) -> str:
        """Return a text as it was kept, by default its newest version.

        Raises
        ------
        UnknownLayerError
            There is no such item or version.
        WorkspaceError
            It is no text, or its file is missing or damaged.
        """
        version = self.version(item_id, number)
        if version.kind != "text":
            raise WorkspaceError(
                en=f"Workspace {self.folder}: {item_id} is a {version.kind}, not a text.",
                zh=f"工作区 {self.folder}：{item_id} 的类型为 {version.kind}，不是文本。",
            )
        return sound_content(self.folder, version).read_bytes().decode("utf-8")

    def restore(self, item_id: str, number: int) -> Version:
        """Make an older version the newest again, as a new version that says so; nothing in between is dropped.

        Raises
        ------
        UnknownLayerError
            There is no such item or version.
        WorkspaceError
            Its file is missing or damaged, or the item is in the bin.
        WriteError
            The disk is full or read-only.
        """
        older = self.version(item_id, number)
        sound_content(self.folder, older)
        return history.record(self.folder, replace(older, restored_from=number))

    def remove(self, item_id: str) -> None:
        """Put an item with all its versions in the bin.

        Raises
        ------
        UnknownLayerError, WriteError
            There is no such item; the disk is full or read-only.
        """
        history.set_binned(self.folder, item_name(item_id), binned=True)

    def recover(self, item_id: str) -> None:
        """Take an item with all its versions out of the bin.

        Raises
        ------
        UnknownLayerError, WriteError
            There is no such item; the disk is full or read-only.
        """
        history.set_binned(self.folder, item_name(item_id), binned=False)

    def original(self, version: Version) -> Path | None:
        """Return the path of the file that a version was made from; read it, never write it."""
        return None if version.original is None else self.folder / ORIGINALS / version.original.sha256
