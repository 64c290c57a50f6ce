import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from geodata.quality.model import Raster, Reading, Stop
from geodata.quality.options import ReadOptions
from geodata.read import raster, raster_cells
from geodata.read.raster_cells import PICTURE_CELLS, TILE, copy_cells, picture
from geodata.read.raster_tally import Tally
from tests.tiffs import CELL, NORTH, WEST, heights, write_tiff

WKT = rasterio.CRS.from_epsg(4544).to_wkt()
Taken = tuple[Tally, Path, Reading]


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Taken]:
    def run(values: np.ndarray, *, options: ReadOptions | None = None, **profile: object) -> Taken:
        path = write_tiff(tmp_path / "upload.tif", values, **profile)
        reading = Reading(path, "dem.tif", tmp_path, options or ReadOptions())
        shape = raster.read(reading).raster
        assert isinstance(shape, Raster)
        target = tmp_path / "cells.tif"
        return copy_cells(reading, shape, crs=WKT, path=target, overviews="average"), target, reading

    return run


def codes(reading: Reading) -> set[str]:
    return {item.code for item in reading.findings}


@pytest.mark.parametrize(
    "layout",
    [{}, {"compress": "lzw", "blockysize": 700}, {"tiled": True, "blockxsize": 64, "blockysize": 64}],
)
def test_the_copy_has_the_same_cells_in_tiles_with_overviews(
    take: Callable[..., Taken], monkeypatch: pytest.MonkeyPatch, layout: dict[str, object]
) -> None:
    monkeypatch.setattr(raster_cells, "_STRIP_BYTES", 1)  # one row of tiles a strip
    values = np.random.default_rng(3).integers(-200, 3000, (1100, 700)).astype(np.int16)
    values[:40, :9] = -32768
    tally, path, _ = take(values, nodata=-32768, **layout)
    known = values[values != -32768]
    assert (tally.known, tally.unknown, tally.low, tally.high) == (known.size, 360, known.min(), known.max())
    with rasterio.open(path) as file:
        assert np.array_equal(file.read(1), values)
        assert file.block_shapes == [(TILE, TILE)]
        assert (file.nodata, file.crs.to_epsg(), file.transform) == (
            -32768,
            4544,
            Affine(CELL, 0, WEST, 0, -CELL, NORTH),
        )
        assert file.overviews(1) == [2, 4]
        half = file.read(1, out_shape=(550, 350), masked=True)
    four = values[100:102, 100:102].mean()  # an overview of quantities is their mean
    assert abs(float(half[50, 50]) - four) <= 1


def test_answers_and_scale_are_written_into_the_copy(tmp_path: Path) -> None:
    bands = np.stack([np.zeros((8, 9), np.int16), np.arange(72, dtype=np.int16).reshape(8, 9)])
    path = write_tiff(tmp_path / "two.tif", bands)
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets, file.units = (1.0, 0.1), (0.0, 100.0), ("", "m")
    reading = Reading(path, "two.tif", tmp_path, ReadOptions(band=2, nodata=5))
    shape = raster.read(reading).raster
    assert shape is not None
    tally = copy_cells(reading, shape, crs=WKT, path=tmp_path / "out.tif", overviews="nearest")
    with rasterio.open(tmp_path / "out.tif") as file:
        found = file.read(1)
        assert (file.count, file.units, file.dtypes) == (1, ("m",), ("float32",))
    wanted = 100 + 0.1 * bands[1].astype(np.float32)
    assert np.isnan(found[0, 5])
    assert np.allclose(np.delete(found.ravel(), 5), np.delete(wanted.ravel(), 5), atol=1e-4)
    assert (tally.unknown, tally.known) == (1, 71)
    assert "raster-scaled" in codes(reading)


@pytest.mark.parametrize(
    ("change", "profile", "options", "code"),
    [
        ({(0, 0): -9999}, {}, {}, "raster-nodata-undeclared"),
        ({(0, 0): -9999}, {"nodata": -1}, {}, "raster-nodata-undeclared"),
        ({(3, 3): np.inf}, {"nodata": -9999}, {}, "raster-infinite"),
        ({(...,): -9999}, {"nodata": -9999}, {}, "raster-empty"),
    ],
)
def test_what_only_the_cells_tell_is_refused(
    take: Callable[..., Taken],
    change: dict[object, float],
    profile: dict[str, object],
    options: dict[str, float],
    code: str,
) -> None:
    values = heights()
    for place, value in change.items():
        values[place] = value
    with pytest.raises(Stop, match=code):
        take(values, options=ReadOptions(**options), **profile)


def test_a_no_data_value_that_no_cell_has_is_told(take: Callable[..., Taken]) -> None:
    *_, reading = take(heights(), options=ReadOptions(nodata=7))
    assert "raster-nodata-unused" in codes(reading)


def test_a_part_that_cannot_be_read_is_refused_though_the_last_cells_can(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 9, (600, 600)).astype(np.float32)
    path = write_tiff(
        tmp_path / "upload.tif", noise, compress="deflate", tiled=True, blockxsize=64, blockysize=64
    )
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 4000] = b"\0" * 4000
    path.write_bytes(raw)
    reading = Reading(path, "dem.tif", tmp_path)
    shape = raster.read(reading).raster
    assert shape is not None
    with pytest.raises(Stop, match="raster-unreadable"):
        copy_cells(reading, shape, crs=WKT, path=tmp_path / "out.tif", overviews="average")
    assert str(tmp_path) not in reading.findings[-1].message.en


def test_the_picture_has_few_cells_and_knows_what_is_missing(tmp_path: Path) -> None:
    values = heights(30, 1600)
    values[:, :800] = -5
    reading = Reading(write_tiff(tmp_path / "upload.tif", values, nodata=-5), "dem.tif", tmp_path)
    shape = raster.read(reading).raster
    assert shape is not None
    rows, cols = picture(reading, shape, path=tmp_path / "p")
    drawn = np.frombuffer((tmp_path / "p").read_bytes(), "<f4").reshape(rows, cols)
    assert (rows, cols) == (12, PICTURE_CELLS)
    assert np.isnan(drawn[:, :319]).all()
    assert np.nanmin(drawn[:, 321:]) >= 2600


def test_cells_that_are_square_but_for_rounding_become_square(tmp_path: Path) -> None:
    path = write_tiff(
        tmp_path / "upload.tif", heights(), transform=Affine(30, 0, WEST, 0, -30.0000001, NORTH)
    )
    reading = Reading(path, "dem.tif", tmp_path)
    shape = raster.read(reading).raster
    assert shape is not None
    assert dataclasses.astuple(shape)[3][1] != 30
    copy_cells(reading, shape, crs=WKT, path=tmp_path / "out.tif", overviews="average")
    with rasterio.open(tmp_path / "out.tif") as file:
        assert file.res == (30.0, 30.0)
