from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine
from rio_cogeo.cogeo import cog_validate

from geodata.errors import CRSMismatchError, DataFormatError, WriteError
from geodata.write import cog
from geodata.write.cog import Raster, write_cog

PLACE = Affine(0.005, 0, 105.2, 0, -0.005, 32.3)


def raster(values: np.ndarray, **changes: object) -> Raster:
    return Raster(values, changes.pop("transform", PLACE), changes.pop("crs", "EPSG:4326"), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "values",
    [
        np.arange(1200 * 1100, dtype="float32").reshape(1200, 1100),
        np.full((3, 40, 50), 7, dtype="uint8"),
        np.random.default_rng(1).integers(-5, 5, (700, 900)).astype("int16"),
        np.array([[1.0, np.nan]]),
        np.ones((1, 1), dtype="int32"),
    ],
    ids=["large", "bands", "classes", "gaps", "one"],
)
def test_every_raster_passes_the_validator_and_comes_back_without_loss(
    values: np.ndarray, tmp_path: Path
) -> None:
    path = tmp_path / "a.tif"
    assert write_cog(raster(values, tags={"title": "坡度"}), path, overviews="nearest") == ()
    valid, errors, warnings = cog_validate(path, strict=True)
    assert (valid, errors, warnings) == (True, [], [])
    with rasterio.open(path) as found:
        np.testing.assert_array_equal(found.read(), values if values.ndim == 3 else values[None])
        assert found.transform == PLACE
        assert found.crs.to_epsg() == 4326
        assert found.tags()["title"] == "坡度"
        assert found.dtypes[0] == values.dtype.name
    assert [item.name for item in tmp_path.iterdir()] == ["a.tif"]


def test_nodata_is_kept_and_nan_is_nodata_for_floats(tmp_path: Path) -> None:
    write_cog(raster(np.array([[1, -9]], dtype="int16"), nodata=-9), tmp_path / "a.tif")
    with rasterio.open(tmp_path / "a.tif") as found:
        assert found.nodata == -9
        assert found.read(1, masked=True).mask.tolist() == [[False, True]]
    write_cog(raster(np.array([[1.0, np.nan]])), tmp_path / "a.tif")
    with rasterio.open(tmp_path / "a.tif") as found:
        assert np.isnan(found.nodata)


@pytest.mark.parametrize("values", [np.zeros((0, 5)), np.zeros(5), np.zeros((2, 2, 2, 2)), np.array([["a"]])])
def test_arrays_that_are_no_raster_are_refused(values: np.ndarray, tmp_path: Path) -> None:
    with pytest.raises(DataFormatError, match="array of shape"):
        write_cog(raster(values), tmp_path / "a.tif")
    assert list(tmp_path.iterdir()) == []


def test_a_raster_without_crs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CRSMismatchError):
        write_cog(raster(np.ones((2, 2)), crs=None), tmp_path / "a.tif")


def test_a_full_disk_keeps_the_older_file(full_disk: Path) -> None:
    (full_disk / "a.tif").write_bytes(b"old")
    noise = np.random.default_rng(1).random((800, 800))
    with pytest.raises(WriteError, match="the disk is full"):
        write_cog(raster(noise), full_disk / "a.tif")
    assert (full_disk / "a.tif").read_bytes() == b"old"
    assert [item.name for item in full_disk.iterdir()] == ["a.tif"]


def test_a_read_only_folder_is_told(read_only: Path) -> None:
    with pytest.raises(WriteError, match="read-only"):
        write_cog(raster(np.ones((2, 2))), read_only / "a.tif")


def test_values_that_did_not_arrive_stop_the_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cog.np, "array_equal", lambda *_, **__: False)
    with pytest.raises(WriteError, match="read back"):
        write_cog(raster(np.ones((2, 2))), tmp_path / "a.tif")
    assert list(tmp_path.iterdir()) == []
