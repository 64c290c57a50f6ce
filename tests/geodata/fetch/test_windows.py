from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
from rasterio import Affine
from rasterio.io import MemoryFile

from geodata.fetch.errors import FetchError
from geodata.fetch.windows import fetch_window

SIDE = 2048
VALUES = np.random.default_rng(4).integers(0, 30_000, (SIDE, SIDE)).astype(np.int16)
TRANSFORM = Affine(1 / SIDE, 0, 106.0, 0, -1 / SIDE, 30.0)


@pytest.fixture(scope="module")
def cog() -> bytes:
    profile = {
        "driver": "GTiff",
        "width": SIDE,
        "height": SIDE,
        "count": 1,
        "dtype": "int16",
        "crs": "EPSG:4326",
        "transform": TRANSFORM,
        "nodata": -9999,
        "tiled": True,
        "blockxsize": 256,
        "blockysize": 256,
        "compress": "deflate",
    }
    with MemoryFile() as memory:
        with memory.open(**profile) as file:
            file.write(VALUES, 1)
        return bytes(memory.read())


def test_a_window_is_a_copy_of_its_cells_and_costs_little(
    bucket: SimpleNamespace, cog: bytes, target: Path
) -> None:
    bucket.files["t/tile.tif"] = cog
    fetch_window(f"{bucket.address}/t/tile.tif", (106.301, 29.5, 106.399, 29.602), target=target)
    with rasterio.open(target) as file:
        found = file.read(1)
        assert file.nodata == -9999
        west, south, east, north = file.bounds
    row, col = round((30.0 - north) * SIDE), round((west - 106.0) * SIDE)
    assert west <= 106.301 < west + 1 / SIDE
    assert east - 1 / SIDE < 106.399 <= east
    assert south - 1e-9 <= 29.5 < south + 1 / SIDE
    assert north - 1 / SIDE < 29.602 <= north
    assert np.array_equal(found, VALUES[row : row + found.shape[0], col : col + found.shape[1]])
    assert bucket.sent < len(cog) / 4
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_window_over_the_edge_is_cut_there(bucket: SimpleNamespace, cog: bytes, target: Path) -> None:
    bucket.files["t/tile.tif"] = cog
    fetch_window(f"{bucket.address}/t/tile.tif", (105.0, 29.9, 106.01, 31.0), target=target)
    with rasterio.open(target) as file:
        assert np.array_equal(file.read(1), VALUES[: file.height, : file.width])
        assert file.bounds.left == 106.0
        assert file.bounds.top == 30.0


def test_nothing_half_is_left(bucket: SimpleNamespace, cog: bytes, target: Path) -> None:
    bucket.files["t/tile.tif"] = cog[: len(cog) // 3]
    with pytest.raises(FetchError, match="window could not be read"):
        fetch_window(f"{bucket.address}/t/tile.tif", (106.1, 29.1, 106.9, 29.9), target=target)
    bucket.files["t/other.tif"] = cog
    with pytest.raises(FetchError, match="does not meet"):
        fetch_window(f"{bucket.address}/t/other.tif", (10.0, 10.0, 11.0, 11.0), target=target)
    with pytest.raises(FetchError, match="--mirror"):
        fetch_window(f"{bucket.address}/t/none.tif", (106.1, 29.1, 106.9, 29.9), target=target)
    assert list(target.parent.iterdir()) == []
