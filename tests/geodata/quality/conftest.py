"""Layers made in the tests."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import shapely

from geodata.quality.model import Claim, RawLayer, Reading
from geodata.text import Bilingual


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return Reading(tmp_path / "upload.csv", "sites.csv", tmp_path)


@pytest.fixture
def layer() -> Callable[..., RawLayer]:
    """Return a layer of geometries (or None) and columns."""

    def make(shapes: Sequence[shapely.Geometry | None] | None = None, **columns: list[object]) -> RawLayer:
        geometry = None
        if shapes is not None:
            geometry = np.empty(len(shapes), dtype=object)
            geometry[:] = shapes
        claim = Claim("EPSG:4326", Bilingual(en="the test", zh="测试"))
        return RawLayer("sites", geometry, dict(columns), claim)

    return make


@pytest.fixture
def codes(reading: Reading) -> Callable[[], list[str]]:
    return lambda: [item.code for item in reading.findings]
