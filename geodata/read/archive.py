"""What is in a zip archive, told without unpacking it, and single members unpacked within limits.

Nothing is ever written under a name that came from the archive: members are read into memory, or into a file whose name
the caller chooses.
"""

import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from geodata.quality.model import Reading
from geodata.quality.places import member
from geodata.quality.shown import listed
from geodata.read.endings import ending

# Archives in archives are refused; these are the endings of the usual ones.
_ARCHIVES = {".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".kmz", ".zst"}
_HIDDEN_FOLDER = "__MACOSX"
_HIDDEN_NAMES = {".ds_store", "thumbs.db", "desktop.ini"}
_LONGEST_NAME = 255
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    Parameters
    ----------
    info
        Its entry.
    path
        Its path with forward slashes, decoded.
    """

    info: zipfile.ZipInfo
    path: str

    @property
    def stem(self) -> str:
        """Return the path without its last extension, lower case, by which the parts of a Shapefile belong together."""
        return self.path[: len(self.path) - len(self.suffix)].lower() if self.suffix else self.path.lower()

    @property
    def suffix(self) -> str:
        """Return the extension, lower case, with its dot."""
        return ending(self.path)

    @property
    def title(self) -> str:
        """Return the file name without folder and extension, as it is written in the archive."""
        name = PurePosixPath(self.path).name
        return name[: len(name) - len(self.suffix)] if self.suffix else name


class Archive:
    """An archive whose every entry has been inspected.

    Parameters
    ----------
    reading
        The file being read.

    Raises
    ------
    Stop
        The file is no archive, or holds an entry that makes all of it unacceptable.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        try:
            self._zip = zipfile.ZipFile(reading.path)
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise reading.stop("archive-damaged", problem=str(error)) from None
        if len(infos) > reading.limits.members:
            raise reading.stop("archive-too-many", found=len(infos), limit=reading.limits.members)
        files = [info for info in infos if not info.is_dir()]
        self.members = tuple(Member(info, _path(info)) for info in files)
        for item in self.members:
            self._inspect(item)
        self._check_doubles()
        self.members = tuple(item for item in self.members if not _hidden(item.path))
        total = sum(item.info.file_size for item in self.members)
        if total > reading.limits.expanded_bytes:
            raise reading.stop("archive-too-large", found=_mib(total), limit=reading.limits.expanded_mib)
        if not self.members:
            raise reading.stop("archive-empty")

    def _inspect(self, item: Member) -> None:
        """Stop at an entry that no honest archive of data has."""
        info, reading, where = item.info, self._reading, member(item.path)
        if len(item.path) > _LONGEST_NAME:
            raise reading.stop("archive-long-name", where, found=len(item.path), limit=_LONGEST_NAME)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise reading.stop("archive-link", where)
        if _escapes(info):
            raise reading.stop("archive-unsafe-path", where)
        if info.flag_bits & _ENCRYPTED:
            raise reading.stop("archive-encrypted", where)
        if item.suffix in _ARCHIVES:
            raise reading.stop("archive-nested", where)
        large = info.file_size > reading.limits.ratio_from_bytes
        if large and info.file_size > reading.limits.ratio * max(info.compress_size, 1):
            ratio = round(info.file_size / max(info.compress_size, 1))
            raise reading.stop("archive-bomb", where, size=_mib(info.file_size), ratio=ratio)

    def _check_doubles(self) -> None:
        """Stop when two entries have one name: readers differ in which of them they take."""
        seen: set[str] = set()
        for item in self.members:
            if item.path.lower() in seen:
                raise self._reading.stop("archive-double", member(item.path))
            seen.add(item.path.lower())

    def read(self, item: Member) -> bytes:
        """Return the bytes of a member, checked against its size and checksum.

        Raises
        ------
        Stop
            The member is damaged, or larger than it says.
        """
        reading, where = self._reading, member(item.path)
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(item.info) as stream:
                while chunk := stream.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    if size > reading.limits.expanded_bytes:
                        raise reading.stop(
                            "archive-too-large", where, found=_mib(size), limit=reading.limits.expanded_mib
                        )
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise reading.stop("archive-member-damaged", where, problem=str(error)) from None
        if size != item.info.file_size:
            raise reading.stop("archive-member-damaged", where, problem=f"{size} ≠ {item.info.file_size}")
        return b"".join(chunks)

    def tell_left_out(self, used: set[str], harmless: set[str]) -> None:
        """Tell members that are not read, so that nothing is left out silently.

        Parameters
        ----------
        used
            Paths of the members that belong to the layer.
        harmless
            Endings of files that carry no data of their own.
        """
        rest = [item.path for item in self.members if item.path not in used and item.suffix not in harmless]
        if rest:
            self._reading.note("archive-left-out", members=listed(rest))


def _path(info: zipfile.ZipInfo) -> str:
    """Return the path of an entry; names without the UTF-8 flag are GB18030 where that gives sense (Windows in China)."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        raw = _raw_name(name)
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return name.replace("\\", "/")


def _raw_name(name: str) -> bytes:
    """Return the bytes of a name that zipfile has read as code page 437."""
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return name.encode("utf-8")


def _escapes(info: zipfile.ZipInfo) -> bool:
    """Return whether an entry names a place outside of the folder it would be unpacked into."""
    plain = info.orig_filename.replace("\\", "/")
    drive = plain[1:2] == ":" and plain[:1].isalpha()
    return plain.startswith("/") or drive or ".." in plain.split("/") or "\x00" in plain


def _hidden(path: str) -> bool:
    """Return whether a member is book-keeping of an operating system."""
    parts = path.split("/")
    return parts[0] == _HIDDEN_FOLDER or parts[-1].lower() in _HIDDEN_NAMES or parts[-1].startswith("._")


def _mib(size: int) -> str:
    """Return a size in MiB."""
    return f"{size / 1024 / 1024:.0f}"
