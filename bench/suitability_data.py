"""Synthetic inputs of the reference job: terrain of value noise, land cover, five vector layers. Invented, all of them.

Only the outline is real: the municipality's, from the embedded boundaries, scaled about its middle for smaller jobs, so
that shape and density stay the same and only the size changes.
"""

import math
from pathlib import Path

import geopandas as gpd
import numba
import numpy as np
import rasterio
import shapely

from bench import suitability_job as job
from geodata.catalog import load
from geodata.crs import CHONGQING_EQUAL_AREA

_ROWS_AT_ONCE = 512
_OCTAVES = ((900.0, 700.0), (420.0, 380.0), (150.0, 170.0), (60.0, 70.0), (25.0, 22.0), (9.0, 5.0))
_TOP = np.uint64(0xFFFFFFFFFFFFFFFF)


def make(folder: Path, *, parts: int) -> Path:
    """Write the inputs for a grid of 1/`parts` of each side into `folder`, unless they are there; return the folder."""
    if (folder / "done").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    rows, cols = job.ROWS // parts, job.COLS // parts
    area = _area(rows, cols)
    _write_vectors(folder, rows, cols, np.random.default_rng(20270521))
    _frame([area]).to_file(folder / "area.gpkg")
    _write_rasters(folder, rows, cols)
    (folder / "done").write_text("", encoding="utf-8")
    return folder


def _area(rows: int, cols: int) -> shapely.Geometry:
    """Return the municipality's outline, stretched onto the grid of (0, 0, cols, rows) cells."""
    frame = load("districts").frame.to_crs(CHONGQING_EQUAL_AREA)
    whole = shapely.union_all(shapely.make_valid(np.asarray(frame.geometry)))
    west, south, east, north = whole.bounds
    wide, high = cols * job.CELL / (east - west), rows * job.CELL / (north - south)
    return shapely.transform(whole, lambda at: (at - [west, south]) * [wide * 0.999, high * 0.999] + 10.0)


def _frame(shapes: list[shapely.Geometry]) -> gpd.GeoDataFrame:
    """Return shapes in the working grid's CRS."""
    return gpd.GeoDataFrame({"id": range(len(shapes))}, geometry=shapes, crs=CHONGQING_EQUAL_AREA)


def _walk(rng: np.random.Generator, start: np.ndarray, steps: int, step: float, bend: float) -> np.ndarray:
    """Return a smooth walk of points, shape (steps, 2)."""
    heading = rng.uniform(0, 2 * math.pi) + np.cumsum(rng.normal(0, bend, steps))
    moves = np.column_stack([np.cos(heading), np.sin(heading)]) * step
    return start + np.cumsum(moves, axis=0)


def _write_vectors(folder: Path, rows: int, cols: int, rng: np.random.Generator) -> None:
    """Write roads, rail, rivers, towns and nodes; as dense on any size of grid."""
    wide, high = cols * job.CELL, rows * job.CELL
    box = shapely.box(1.0, 1.0, wide - 1.0, high - 1.0)
    km2 = wide * high / 1e6

    def places(per_km2: float) -> np.ndarray:
        count = max(1, round(km2 * per_km2))
        return rng.uniform([0, 0], [wide, high], (count, 2))

    def lines(per_km2: float, steps: int, step: float, bend: float) -> list[shapely.Geometry]:
        return [
            shapely.LineString(_walk(rng, start, steps, step, bend)).intersection(box)
            for start in places(per_km2)
        ]

    blobs = [
        shapely.Point(place).buffer(rng.uniform(300, 1500), quad_segs=6).intersection(box)
        for place in places(0.005)
    ]
    rivers = [
        line.buffer(width).intersection(box)
        for line in lines(0.0012, 700, 60.0, 0.15)
        for width in [rng.uniform(40, 250)]
    ]
    layers = {
        "roads": lines(0.006, 300, 100.0, 0.2),
        "rail": lines(0.0005, 600, 150.0, 0.04),
        "rivers": rivers,
        "towns": blobs,
        "nodes": [shapely.Point(place).intersection(box) for place in places(0.0007)],
    }
    for name, shapes in layers.items():
        _frame([shape for shape in shapes if not shape.is_empty]).to_file(folder / f"{name}.gpkg")


@numba.njit(cache=False, parallel=False)
def _noise(row: int, col: int, seed: int) -> float:
    mixed = (
        np.uint64(row) * np.uint64(0x9E3779B97F4A7C15)
        ^ np.uint64(col) * np.uint64(0xC2B2AE3D27D4EB4F)
        ^ np.uint64(seed)
    )
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return (mixed >> np.uint64(40)) / 16777216.0


@numba.njit(cache=False)
def _terrain(first: int, heights: np.ndarray, octaves: np.ndarray) -> None:
    """Add value noise of several wave lengths to `heights`, whose first row is row `first` of the grid."""
    rows, cols = heights.shape
    for octave in range(octaves.shape[0]):
        size, high = octaves[octave, 0], octaves[octave, 1]
        for row in range(rows):
            at = (row + first) / size
            low = int(at)
            down = at - low
            down = down * down * (3 - 2 * down)
            for col in range(cols):
                over = col / size
                left = int(over)
                right = over - left
                right = right * right * (3 - 2 * right)
                upper = _noise(low, left, octave) * (1 - right) + _noise(low, left + 1, octave) * right
                lower = (
                    _noise(low + 1, left, octave) * (1 - right) + _noise(low + 1, left + 1, octave) * right
                )
                heights[row, col] += high * (upper * (1 - down) + lower * down)


def _write_rasters(folder: Path, rows: int, cols: int) -> None:
    """Write dem.tif (float32, decimetres) and landcover.tif (classes of ESA WorldCover's numbering)."""
    profile = {
        "driver": "GTiff",
        "height": rows,
        "width": cols,
        "count": 1,
        "crs": rasterio.CRS.from_user_input(CHONGQING_EQUAL_AREA),
        "transform": rasterio.Affine(job.CELL, 0, 0, 0, -job.CELL, rows * job.CELL),
        "compress": "deflate",
        "tiled": True,
        "blockxsize": 512,
        "blockysize": 512,
        "num_threads": 2,
        "bigtiff": "if_safer",
    }
    codes = np.array([10, 10, 20, 30, 40, 40, 40, 50, 60, 80, 90], dtype=np.uint8)
    with (
        rasterio.open(folder / "dem.tif", "w", dtype="float32", nodata=-9999, predictor=3, **profile) as dem,
        rasterio.open(folder / "landcover.tif", "w", dtype="uint8", nodata=0, **profile) as cover,
    ):
        for row in range(0, rows, _ROWS_AT_ONCE):
            shape = (min(_ROWS_AT_ONCE, rows - row), cols)
            heights, patches = np.full(shape, 100.0), np.zeros(shape)
            _terrain(row, heights, np.array(_OCTAVES))
            _terrain(row + 77_777, patches, np.array([(40.0, 0.7), (7.0, 0.3)]))
            window = rasterio.windows.Window(0, row, shape[1], shape[0])
            dem.write(np.round(heights, 1).astype(np.float32), 1, window=window)
            classes = codes[np.clip((patches - 0.15) / 0.7 * len(codes), 0, len(codes) - 1).astype(int)]
            cover.write(classes, 1, window=window)
