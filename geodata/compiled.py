"""Compilation of array loops by numba, with a cache of compiled code that never lies inside the package.

Importing this module loads numba; only files of kernels import it, and they are imported only when a kernel is to run.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")

CACHE_VARIABLE = "NUMBA_CACHE_DIR"


def cache_folder() -> Path | None:
    """Return the folder for compiled code, made if need be, or None where no folder can be written.

    The environment variable `NUMBA_CACHE_DIR` wins; otherwise it is the user's own cache folder. Code is never cached
    in the package, which may belong to another user or lie on a read-only disk.
    """
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return _writable(Path(named))
    return _writable(_user_cache() / "cqlayout" / "numba")


def _user_cache() -> Path:
    """Return the user's folder for caches by the custom of the system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or tempfile.gettempdir())
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is no home, this does not
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")


def _writable(folder: Path) -> Path | None:
    """Return the folder if a file can be made in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


_FOLDER = cache_folder()
if _FOLDER is not None:
    vars(numba.config)["CACHE_DIR"] = str(_FOLDER)


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function compiled on its first call, running without the interpreter's lock.

    Arithmetic is IEEE, without reordering or fusing, so that a cell has the same bits whatever block it is in.
    """
    options: dict[str, Any] = {"nogil": True, "cache": _FOLDER is not None, "error_model": "numpy"}
    compiled: Callable[P, R] = numba.njit(**options)(function)
    return compiled
