"""A file that is being downloaded: its bytes so far, and a note of what they are a part of."""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from geodata.errors import WriteError

_MD5: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Head:
    """What a server says of a file.

    Parameters
    ----------
    size
        Bytes.
    tag
        Entity tag or date of change, "" where the server gives neither.
    """

    size: int
    tag: str

    @property
    def md5(self) -> str:
        """Return the entity tag if it has the form of an MD5, else ""."""
        text = self.tag.strip('"')
        return text if _MD5.fullmatch(text) else ""


class Part:
    """A file that is not whole yet, with a note of what it is a part of.

    Parameters
    ----------
    target
        The file that it becomes.
    url, head
        What it is downloaded from; another file under the same address makes it worthless.
    """

    def __init__(self, target: Path, *, url: str, head: Head) -> None:
        self._target = target
        self.url, self.head = url, head
        self._path = target.with_name(f"{target.name}.part")
        self._note = target.with_name(f"{target.name}.part.json")
        note = {"url": url, "size": head.size, "tag": head.tag}
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if not head.tag or self._read_note() != note:
                self.drop()
                self._note.write_text(json.dumps(note), encoding="utf-8")
        except OSError as error:
            raise self.failed(error) from error

    @property
    def length(self) -> int:
        """Return how many bytes are there."""
        return self._path.stat().st_size if self._path.is_file() else 0

    def open(self, *, append: bool) -> BinaryIO:
        """Return the file, to be written on or anew."""
        return self._path.open("ab" if append else "wb")

    def digest(self, algorithm: str) -> str:
        """Return a checksum of what is there."""
        with self._path.open("rb") as file:
            return hashlib.file_digest(file, algorithm).hexdigest()

    def finish(self) -> str:
        """Put the file in its place and return its SHA-256."""
        checksum = self.digest("sha256")
        with self._path.open("rb+") as file:
            os.fsync(file.fileno())
        self._path.replace(self._target)
        self._note.unlink(missing_ok=True)
        return checksum

    def failed(self, error: OSError) -> WriteError:
        """Return the error for a disk that did not take the bytes."""
        return WriteError(
            en=f"Output {self._target}: {error.strerror or error}; free some space or choose another folder, then run again.",
            zh=f"输出 {self._target}：{error.strerror or error}；请释放空间或换一个文件夹后重新运行。",
        )

    def drop(self) -> None:
        """Throw away what is there; the note stays."""
        self._path.unlink(missing_ok=True)

    def _read_note(self) -> object:
        """Return the note of an earlier attempt, None where there is none that can be read."""
        try:
            return json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
