from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from geodata.read.check import Examined

Judge = Callable[..., Examined]

# rasterio 1.4 multiplies transforms in a way that affine 3 wants to give up one day
pytestmark = pytest.mark.filterwarnings("ignore:Use `@` matmul:PendingDeprecationWarning")

Codes = Callable[[Examined], set[str]]


@pytest.fixture
def tiff(tmp_path: Path) -> Callable[..., bytes]:
    def make(**options: object) -> bytes:
        path = tmp_path / "made.tif"
        profile = {
            "driver": "GTiff", "width": 40, "height": 30, "count": 1, "dtype": "float32", "crs": "EPSG:4326",
            "transform": from_origin(106.4, 29.8, 0.01, 0.01), "nodata": -1.0, **options,
        }  # fmt: skip
        with rasterio.open(path, "w", **profile) as target:
            target.write(np.ones((1, 30, 40), dtype="float32"))
        return path.read_bytes()

    return make


def test_shape_and_place(tiff: Callable[..., bytes], judge: Judge) -> None:
    found = judge(tiff(), "dem.tif")
    assert found.report.verdict == "accept"
    assert found.report.layer["geometry"] == "Raster"
    assert found.report.layer["features"] == 1200
    assert found.report.layer["fields"] == ["band_1"]
    assert found.report.layer["bounds"] == pytest.approx([106.4, 29.5, 106.8, 29.8])


def test_doubts(tiff: Callable[..., bytes], judge: Judge, codes: Codes) -> None:
    assert judge(tiff(crs=None), "dem.tif").report.verdict == "ask"
    assert "raster-no-nodata" in codes(judge(tiff(nodata=None), "dem.tif"))


def test_no_place_and_cut_short(tiff: Callable[..., bytes], judge: Judge, codes: Codes) -> None:
    raw = tiff()
    assert codes(judge(raw[:200], "dem.tif")) == {"raster-unreadable"}
    assert codes(judge(raw[: len(raw) - 2_000], "dem.tif")) == {"raster-unreadable"}
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        placeless = tiff(crs=None, transform=None)
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        assert "raster-no-place" in codes(judge(placeless, "dem.tif"))
