import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from geodata import compiled

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import numpy as np
from geodata.compiled import cache_folder
from geodata.convert.masks import near_mask
from geodata.convert.shapes import FlatShapes
from geodata.grid import Grid
points = FlatShapes(np.empty((0, 4)), np.empty((0, 4)), np.array([[1.5, 1.5]]))
print(near_mask(points, Grid("EPSG:4545", 0.0, 90.0, 30.0, 3, 3)).sum(), cache_folder())
"""


def run_with(cache: Path) -> tuple[str, set[Path]]:
    before = set((ROOT / "geodata").rglob("*.nb[ic]"))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | {"PYTHONPATH": str(ROOT), compiled.CACHE_VARIABLE: str(cache)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip(), set((ROOT / "geodata").rglob("*.nb[ic]")) - before


def test_code_is_cached_where_the_user_says_and_never_in_the_package(tmp_path: Path) -> None:
    said, new = run_with(tmp_path / "cache")
    assert said == f"1 {tmp_path / 'cache'}"
    assert list((tmp_path / "cache").rglob("*.nbi"))
    assert new == set()


def test_without_a_folder_to_write_to_it_still_runs(tmp_path: Path) -> None:
    """A path below a plain file cannot be made by anybody, the administrator included."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    said, new = run_with(tmp_path / "file" / "cache")
    assert said == "1 None"
    assert new == set()


def test_user_folder_follows_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(compiled.CACHE_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compiled.cache_folder() == tmp_path / "cqlayout" / "numba"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert compiled.cache_folder() == tmp_path / "local" / "cqlayout" / "numba"


def test_arithmetic_is_not_fused() -> None:
    """a * b + c rounded twice differs from a fused operation for these numbers."""

    @compiled.kernel
    def twice(a: float, b: float, c: float) -> float:
        return a * b + c

    a, b = np.nextafter(1.0, 2.0), np.nextafter(1.0, 0.0)
    assert twice(a, b, -1.0) == a * b - 1.0
