"""Rules of the Linux kernel under which a process sees only the files it needs (Landlock, Linux 5.13 and later)."""

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1

# Rights on files: execute, write, read, read a folder; then what makes, removes and changes entries, by ABI.
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_ALL_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NEWEST = 5
_TCP_FROM_ABI = 4
_TCP = 0b11
_READING = _EXECUTE | _READ_FILE | _READ_FOLDER
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | (1 << 14) | (1 << 15)


class _Ruleset(ctypes.Structure):
    """`struct landlock_ruleset_attr`."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    """`struct landlock_path_beneath_attr`, which is packed."""

    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock that the kernel offers, 0 where there is none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(ctypes.CDLL(None, use_errno=True).syscall(_CREATE, None, 0, _VERSION_FLAG)))


def restrict(readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Confine this process for good to some files; return whether the system has taken it.

    Parameters
    ----------
    readable
        Files and folders that may be read and executed; those that do not exist are passed over.
    writable
        Folders in which anything may be done.
    """
    abi = version()
    if not abi:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    rights = _ALL_BY_ABI[min(abi, _NEWEST)]
    ruleset = _Ruleset(rights, _TCP if abi >= _TCP_FROM_ABI else 0)
    size = ctypes.sizeof(ruleset) if abi >= _TCP_FROM_ABI else ctypes.sizeof(ctypes.c_uint64)
    handle = int(library.syscall(_CREATE, ctypes.byref(ruleset), ctypes.c_size_t(size), 0))
    if handle < 0:
        return False
    try:
        for paths, wanted in ((readable, _READING), (writable, rights)):
            for path in paths:
                _allow(library, handle, path, wanted & rights)
        return int(library.syscall(_RESTRICT, handle, 0)) == 0
    finally:
        os.close(handle)


def _allow(library: ctypes.CDLL, handle: int, path: Path, rights: int) -> None:
    """Add a file or folder to the rules."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rule = _Beneath(rights if path.is_dir() else rights & _ON_FILES, opened)
        library.syscall(_ADD_RULE, handle, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(opened)
