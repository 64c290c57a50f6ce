from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil

from geodata.write.pyramid import halved, strips, with_overviews, write_overviews

NODATA = 65_535


def written(path: Path, cells: np.ndarray) -> Path:
    profile = {"driver": "GTiff", "count": 1, "dtype": "uint16", "nodata": NODATA, "crs": "EPSG:4545"}
    transform = rasterio.Affine(30, 0, 0, 0, -30, 0)
    with rasterio.open(
        path, "w", height=cells.shape[0], width=cells.shape[1], transform=transform, **profile
    ) as file:
        file.write(cells, 1)
        file.update_tags(SAID="<a> & b")
    return path


def by_hand(cells: np.ndarray) -> np.ndarray:
    padded = np.full([-(-size // 2) * 2 for size in cells.shape], np.nan)
    padded[: cells.shape[0], : cells.shape[1]] = np.where(cells == NODATA, np.nan, cells)
    squares = padded.reshape(padded.shape[0] // 2, 2, -1, 2).transpose(0, 2, 1, 3).reshape(-1, 4)
    counts = (~np.isnan(squares)).sum(axis=1)
    means = np.floor(np.nansum(squares, axis=1) / np.maximum(counts, 1) + 0.5)
    return np.where(counts > 0, means, NODATA).reshape(padded.shape[0] // 2, -1)


def cells_of(rows: int, cols: int) -> np.ndarray:
    rng = np.random.default_rng(rows * cols)
    cells = rng.integers(0, 10_000, (rows, cols)).astype(np.uint16)
    cells[rng.random(cells.shape) < 0.4] = NODATA
    return cells


@pytest.mark.parametrize("shape", [(1, 1), (2, 2), (3, 5), (64, 33)])
def test_halving_against_numpy(shape: tuple[int, int]) -> None:
    cells = cells_of(*shape)
    assert np.array_equal(halved(cells, NODATA), by_hand(cells))


def test_levels_until_one_fits_a_tile_and_a_raster_that_has_them(tmp_path: Path) -> None:
    cells = cells_of(1301, 533)
    source = written(tmp_path / "codes.tif", cells)
    levels = write_overviews(source, tmp_path, tile=400, threads=2)
    assert [path.name for path in levels] == ["codes.2.tif", "codes.4.tif"]
    with_overviews(source, levels, tmp_path / "whole.vrt")
    wanted = [cells, by_hand(cells), by_hand(by_hand(cells))]
    rasterio.shutil.copy(
        tmp_path / "whole.vrt", tmp_path / "cog.tif", driver="COG", OVERVIEWS="FORCE_USE_EXISTING"
    )
    for level, values in enumerate(wanted, start=-1):
        choice = {} if level < 0 else {"overview_level": level}
        with rasterio.open(tmp_path / "cog.tif", **choice) as file:
            assert np.array_equal(file.read(1), values)
            assert file.tags()["SAID"] == "<a> & b"


def test_strips_come_in_order(tmp_path: Path) -> None:
    cells = cells_of(70, 9)
    source = written(tmp_path / "codes.tif", cells)
    found = list(strips(source, lambda file, window: file.read(1, window=window), rows=16, threads=3))
    assert np.array_equal(np.vstack(found), cells)
