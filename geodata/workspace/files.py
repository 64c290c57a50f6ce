"""The contents of a workspace: files that are written once, flushed, and never changed."""

import hashlib
import os
import shutil
import uuid
from pathlib import Path

from geodata.write.staged import staged

DATA, ORIGINALS = "data", "originals"

_CHUNK = 1 << 20


def new_name(suffix: str) -> str:
    """Return a name below the workspace that no other file has.

    Parameters
    ----------
    suffix
        Its ending, with the dot.
    """
    return f"{DATA}/{uuid.uuid4().hex}{suffix}"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Parameters
    ----------
    path
        The file.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_original(folder: Path, source: str | os.PathLike[str]) -> tuple[str, int]:
    """Keep a copy of a file under its checksum, and return checksum and size.

    Parameters
    ----------
    folder
        The workspace.
    source
        The file; one that is kept already is not written again.

    Raises
    ------
    WriteError
        The copy could not be written whole.
    FileNotFoundError
        There is no such file.
    """
    origin = Path(source)
    digest = sha256_of(origin)
    target = folder / ORIGINALS / digest
    size = origin.stat().st_size
    if target.is_file() and target.stat().st_size == size:
        return digest, size
    with staged(target) as fresh:
        with origin.open("rb") as read, fresh.open("xb") as write:
            shutil.copyfileobj(read, write, _CHUNK)
        if sha256_of(fresh) != digest:
            message = f"{origin.name} changed while it was being copied"
            raise OSError(message)
    return digest, size
