"""Small disks, read-only folders and limits, for the tests of everything that writes."""

import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Disk = Callable[[str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Make disks of their own: `disk("160k")` is a folder with so much room."""
    made: list[Path] = []

    def make(size: str) -> Path:
        folder = tmp_path / f"disk-{len(made)}"
        folder.mkdir()
        try:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            pytest.skip(
                f"a small disk cannot be mounted here ({error}); the limit on file sizes is tested instead"
            )
        made.append(folder)
        return folder

    yield make
    for folder in made:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


@pytest.fixture
def lock() -> Callable[[Path], None]:
    """Make a disk read-only."""
    return make_read_only


@pytest.fixture
def full_disk(disk: Disk) -> Path:
    """A disk of its own with 160 kB of room."""
    return disk("160k")


@pytest.fixture
def read_only(disk: Disk) -> Path:
    """A folder with an older file in it that cannot be written."""
    folder = disk("1m")
    (folder / "old.txt").write_text("old")
    make_read_only(folder)
    return folder


@pytest.fixture
def size_limit() -> Iterator[None]:
    """No file of this process may grow beyond 64 kB, as on a full disk; Python ignores the signal."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
