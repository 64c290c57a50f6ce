"""Every kind of broken raster gives an error that names the file and what to do; sound ones give the right cells."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio import Affine
from rasterio.errors import NotGeoreferencedWarning

from geodata.errors import CRSMismatchError, DataFormatError, GridMismatchError
from geodata.grid import Block, Grid
from geodata.read.cells import Cells

GRID = Grid("EPSG:4545", x0=0.0, y0=6000.0, cell=30.0, rows=40, cols=50, row0=10, col0=20)
VALUES = np.arange(80 * 90, dtype=np.float32).reshape(80, 90)
AT = Affine(30, 0, 300, 0, -30, 5850)  # row 5, column 10 of the lattice


def write(path: Path, values: np.ndarray = VALUES, **change: object) -> Path:
    profile: dict[str, Any] = {
        "driver": "GTiff",
        "width": values.shape[1],
        "height": values.shape[0],
        "count": 1,
        "dtype": values.dtype,
        "crs": "EPSG:4545",
        "transform": AT,
        "compress": "deflate",
        "tiled": True,
        "blockxsize": 16,
        "blockysize": 16,
    } | change
    with rasterio.open(path, "w", **profile) as file:
        file.write(values.astype(profile["dtype"]), 1)
    return path


def test_aligned_cells_are_read_as_they_stand(tmp_path: Path) -> None:
    with Cells(write(tmp_path / "a.tif"), GRID) as cells:
        assert np.array_equal(cells.read(GRID), VALUES[5:45, 10:60])
        assert cells.block_rows == 16


@settings(max_examples=60)
@given(st.integers(-40, 90), st.integers(-40, 90), st.integers(1, 60), st.integers(1, 60))
def test_beyond_the_raster_there_is_no_data(
    tmp_path_factory: pytest.TempPathFactory, row: int, col: int, rows: int, cols: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "beyond.tif"
    if not path.exists():
        write(path)
    wide = np.pad(VALUES, 200, constant_values=np.nan)
    with Cells(path, GRID) as cells:
        found = cells.read(GRID.window(Block(row, col, rows, cols)))
    top, left = 205 + row, 210 + col
    assert np.array_equal(found, wide[top : top + rows, left : left + cols], equal_nan=True)


def test_no_data_becomes_nan_by_the_file_or_by_the_case(tmp_path: Path) -> None:
    values = VALUES.copy()
    values[20, 30] = -9999
    with Cells(write(tmp_path / "a.tif", values, nodata=-9999), GRID) as cells:
        assert np.isnan(cells.read(GRID)[15, 20])
    with Cells(write(tmp_path / "b.tif", values), GRID, nodata=-9999.0) as cells:
        assert np.isnan(cells.read(GRID)[15, 20])
    with Cells(write(tmp_path / "c.tif", values, nodata=0), GRID, nodata=-9999.0) as cells:
        assert np.isnan(cells.read(GRID)).sum() == 1


@pytest.mark.parametrize("declared", [None, -32768.0])
def test_a_no_data_value_that_the_file_does_not_declare_is_found(
    tmp_path: Path, declared: float | None
) -> None:
    values = VALUES.copy()
    values[20, 30] = -9999
    path = write(tmp_path / "wrong.tif", values, nodata=declared)
    with Cells(path, GRID) as cells, pytest.raises(DataFormatError, match=r"wrong\.tif.*nodata = -9999"):
        cells.read(GRID)


def test_a_mask_of_the_file_is_no_data_and_its_scale_makes_quantities(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", VALUES.astype(np.int16))
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (0.1,), (5.0,)
        file.write_mask(VALUES[20, 30] != VALUES)
    with Cells(path, GRID) as cells:
        found, stored = cells.read_scaled(GRID), cells.read(GRID)
        assert np.argwhere(np.isnan(found)).tolist() == [[15, 20]]
        assert cells.has_data(GRID)
    known = ~np.isnan(stored)
    assert np.array_equal(found[known], (stored[known].astype(np.float64) * 0.1 + 5).astype(np.float32))
    with Cells(path, GRID.window(Block(0, 0, 20, 25)), resampling="nearest") as cells:
        assert np.isnan(cells.read(GRID)[15, 20])


def test_a_raster_without_data_is_told_apart(tmp_path: Path) -> None:
    empty = np.full_like(VALUES, np.nan)
    with Cells(write(tmp_path / "a.tif", empty), GRID) as cells:
        assert not cells.has_data(GRID)
    empty[6, 60] = 1.0  # in the first row of the grid alone
    with Cells(write(tmp_path / "b.tif", empty), GRID) as cells:
        assert not cells.has_data(GRID.window(Block(0, 0, 40, 49)))
    empty[5, 12] = 1.0
    with Cells(write(tmp_path / "c.tif", empty), GRID) as cells:
        assert cells.has_data(GRID)


def test_complex_numbers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFormatError, match=r"radar\.tif: band 1 holds complex"):
        Cells(write(tmp_path / "radar.tif", VALUES.astype(np.complex64)), GRID)


def test_nan_is_no_data_without_being_declared(tmp_path: Path) -> None:
    values = VALUES.copy()
    values[20, 30] = np.nan
    with Cells(write(tmp_path / "a.tif", values), GRID) as cells:
        assert np.isnan(cells.read(GRID)).sum() == 1


def test_integers_keep_their_classes(tmp_path: Path) -> None:
    values = np.arange(80 * 90).reshape(80, 90).astype(np.uint8)
    with Cells(write(tmp_path / "a.tif", values, nodata=0), GRID) as cells:
        found = cells.read(GRID)
    expected = values[5:45, 10:60].astype(np.float32)
    assert np.array_equal(found, np.where(expected == 0, np.nan, expected), equal_nan=True)


BROKEN: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "no crs": ({"crs": None}, CRSMismatchError, "no CRS.*crs ="),
    "rotated": ({"transform": Affine(30, 5, 0, 5, -30, 6000)}, GridMismatchError, "rotated.*gdalwarp"),
    "south up": ({"transform": Affine(30, 0, 300, 0, 30, 5850)}, GridMismatchError, "flipped"),
    "other crs": ({"crs": "EPSG:4544"}, GridMismatchError, "not on the grid.*resampling"),
    "shifted": ({"transform": Affine(30, 0, 310, 0, -30, 5850)}, GridMismatchError, "resampling"),
    "other cell": ({"transform": Affine(25, 0, 300, 0, -25, 5850)}, GridMismatchError, "cells of 25 x 25"),
    "apart": ({"transform": Affine(30, 0, 300_000, 0, -30, 5850)}, GridMismatchError, "does not meet"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_raster_that_does_not_fit_is_refused(tmp_path: Path, kind: str) -> None:
    change, error, said = BROKEN[kind]
    path = write(tmp_path / "broken.tif", **change)
    with pytest.raises(error, match=rf"broken\.tif.*{said}") as caught:
        Cells(path, GRID)
    assert "broken.tif" in caught.value.text.zh  # type: ignore[attr-defined]


def test_a_raster_without_a_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    with (
        pytest.warns(NotGeoreferencedWarning),
        rasterio.open(
            path, "w", driver="GTiff", width=5, height=5, count=1, dtype="uint8", crs="EPSG:4545"
        ) as file,
    ):
        file.write(np.ones((5, 5), np.uint8), 1)
    with pytest.raises(GridMismatchError, match=r"scan\.tif: no place"):
        Cells(path, GRID)


def test_a_band_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFormatError, match="band 2"):
        Cells(write(tmp_path / "a.tif"), GRID, band=2)


def test_a_crs_may_be_stated_where_the_file_has_none(tmp_path: Path) -> None:
    with Cells(write(tmp_path / "a.tif", crs=None), GRID, crs="EPSG:4545") as cells:
        assert np.array_equal(cells.read(GRID), VALUES[5:45, 10:60])


@pytest.mark.parametrize("keep", [300, 6000, 14_000])
def test_a_file_cut_short_is_refused(tmp_path: Path, keep: int) -> None:
    noise = np.random.default_rng(0).random((80, 90)).astype(np.float32)
    path = write(tmp_path / "short.tif", noise)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises((DataFormatError, CRSMismatchError), match=r"short\.tif"), Cells(path, GRID) as cells:
        cells.read(GRID)


def test_resampling_where_it_is_asked_for(tmp_path: Path) -> None:
    """A plane is a plane on any lattice: bilinear interpolation gives it back."""
    rows, cols = np.mgrid[:300, :300]
    plane = (2.0 * ((cols + 0.5) * 2e-4) + 3.0 * (0.03 - (rows + 0.5) * 2e-4)).astype(np.float32)
    path = write(
        tmp_path / "degrees.tif", plane, crs="EPSG:4326", transform=Affine(2e-4, 0, 105.5, 0, -2e-4, 30.03)
    )
    grid = Grid("EPSG:4544", x0=0.0, y0=0.0, cell=30.0, rows=60, cols=70, row0=-110_680, col0=18_320)
    west, _, _, north = grid.bounds
    import pyproj  # noqa: PLC0415 - only here

    x, y = np.meshgrid(west + 15 + 30 * np.arange(70), north - 15 - 30 * np.arange(60))
    lon, lat = pyproj.Transformer.from_crs(4544, 4326, always_xy=True).transform(x, y)
    with Cells(path, grid, resampling="bilinear") as cells:
        found = cells.read(grid)
        part = cells.read(grid.window(Block(7, 11, 20, 21)))
    assert not np.isnan(found).any()
    assert np.abs(found - (2.0 * (lon - 105.5) + 3.0 * (lat - 30.0))).max() < 1e-6
    assert np.array_equal(part, found[7:27, 11:32])  # to the bit, whatever the window
