"""Classes of suitability as polygons: GeoJSON and GeoPackage, with what was generalised and by how much."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.convert.outlines import on_earth
from geodata.convert.polygonize import class_polygons
from geodata.crs import WGS84
from geodata.grid import Block, Grid
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.write.geojson import to_geojson_bytes
from geodata.write.geopackage import write_geopackage
from geodata.write.rings import DECIMALS
from geodata.write.surface import Surface
from layout.config.suitability_case import SuitabilityCase
from layout.entities.wording import listing, say
from layout.suitability.strip import EXCLUDED_CODE, SCALE, UNSCORED_CODE

MOST_CELLS = 4_000_000
"""Cells that are turned into polygons; a larger grid is first taken in coarser cells, each of the class most of it has."""
_ROWS = 512
_THREADS = 2
_M2_PER_HA = 10_000.0
_HA_PER_KM2 = 100.0
Classes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ClassesFound:
    """The classes of a surface.

    Parameters
    ----------
    frame
        One row a class, the lowest first, in WGS84: class, score_from, score_to, cells_ha (its cells in the surface),
        polygons_ha (after generalising), geometry (None where there is none).
    cell_m
        Edge of the cells that were turned into polygons.
    min_ha
        Smallest patch.
    left_out_ha
        Area of smaller patches with nothing but excluded land around them.
    """

    frame: gpd.GeoDataFrame
    cell_m: float
    min_ha: float
    left_out_ha: float

    def record(self) -> dict[str, Any]:
        """Return what the record of a run says of the classes."""
        columns = ["class", "score_from", "score_to", "cells_ha", "polygons_ha"]
        return {
            "cell_m": self.cell_m,
            "min_ha": self.min_ha,
            "left_out_ha": self.left_out_ha,
            "classes": pd.DataFrame(self.frame[columns]).to_dict("records"),
        }


@dataclass(frozen=True, slots=True)
class ClassCells:
    """The classes of the cells of a surface, of coarser cells where there are too many.

    Parameters
    ----------
    classes
        Shape (rows, columns) of `grid`; 0 for none.
    grid
        Their grid.
    cells_ha
        Area of each class in the cells of the surface.
    """

    classes: Classes
    grid: Grid
    cells_ha: npt.NDArray[np.float64]


def class_cells(codes: Surface, case: SuitabilityCase) -> ClassCells:
    """Return the classes of a surface of stored scores; excluded and unknown cells belong to none.

    Parameters
    ----------
    codes
        The surface.
    case
        Gives the breaks.
    """
    grid = codes.grid
    factor = max(1, math.ceil(math.sqrt(grid.rows * grid.cols / MOST_CELLS)))
    classes, counts = _classes(codes, np.asarray(case.classes.breaks), factor)
    cells_ha = (counts * grid.cell_area_km2 * _HA_PER_KM2).astype(np.float64)
    return ClassCells(classes, _coarse(grid, factor), cells_ha)


def find_classes(cells: ClassCells, case: SuitabilityCase) -> ClassesFound:
    """Return classes as polygons.

    Parameters
    ----------
    cells
        Result of `class_cells`.
    case
        Gives breaks and the smallest patch.
    """
    breaks, coarse = case.classes.breaks, cells.grid
    least = math.ceil(case.classes.min_ha * _M2_PER_HA / coarse.cell**2 - 1e-9)
    kinds, patches = class_polygons(cells.classes, coarse, least_cells=least)
    sizes = shapely.area(patches)
    large = sizes >= (least - 0.5) * coarse.cell**2
    left_out = float(sizes[~large].sum())
    edges = (0.0, *breaks, 1.0)
    numbers = range(1, len(breaks) + 2)
    shapes = [shapely.MultiPolygon(list(patches[large & (kinds == number)])) for number in numbers]
    table = pd.DataFrame(
        {
            "class": list(numbers),
            "score_from": edges[:-1],
            "score_to": edges[1:],
            "cells_ha": [round(float(cells.cells_ha[n]), 4) for n in numbers],
            "polygons_ha": [round(shape.area / _M2_PER_HA, 4) for shape in shapes],
        }
    )
    plain = gpd.GeoSeries([shape if not shape.is_empty else None for shape in shapes], crs=coarse.crs)
    world = on_earth(plain, decimals=DECIMALS)
    frame = gpd.GeoDataFrame(table, geometry=world.to_numpy(), crs=WGS84)
    return ClassesFound(frame, coarse.cell, case.classes.min_ha, round(left_out / _M2_PER_HA, 4))


def _coarse(grid: Grid, factor: int) -> Grid:
    """Return the grid of cells `factor` times as large that begins at the same corner."""
    west, _, _, north = grid.bounds
    rows, cols = -(-grid.rows // factor), -(-grid.cols // factor)
    return Grid(grid.crs, west, north, grid.cell * factor, rows, cols)


def _classes(
    codes: Surface, breaks: npt.NDArray[np.float64], factor: int
) -> tuple[Classes, npt.NDArray[np.int64]]:
    """Return the class of each cell `factor` times as large, 0 for none, and the number of cells of each class."""
    from layout.suitability.class_votes import count_classes  # noqa: PLC0415 - numba loads only where it is used

    grid, kinds = codes.grid, len(breaks) + 2
    possible = np.arange(UNSCORED_CODE + 1)
    table = (np.searchsorted(np.round(breaks * SCALE), possible, side="right") + 1).astype(np.uint8)
    table[[EXCLUDED_CODE, UNSCORED_CODE]] = 0
    step = max(factor, _ROWS // factor * factor)

    def one(row: int) -> tuple[Classes, npt.NDArray[np.int64]]:
        values = codes.read(Block(row, 0, min(step, grid.rows - row), grid.cols))
        counts = np.zeros(kinds, np.int64)
        most = np.empty((-(-values.shape[0] // factor), -(-values.shape[1] // factor)), np.uint8)
        count_classes(values, table, factor, counts, most)
        return most, counts

    with ThreadPoolExecutor(_THREADS) as pool:
        found = list(pool.map(one, range(0, grid.rows, step)))
    return np.vstack([most for most, _ in found]), np.sum([counts for _, counts in found], axis=0)


def class_files(found: ClassesFound, case: SuitabilityCase, *, stage: Path) -> dict[str, bytes]:
    """Return classes.geojson and classes.gpkg by name.

    Parameters
    ----------
    found
        The classes.
    case
        Gives title, sources and licences.
    stage
        A folder to write in.
    """
    names = [
        say(
            "suitability.classes.name",
            number=row["class"],
            low=f"{row['score_from']:g}",
            high=f"{row['score_to']:g}",
        )
        for row in found.frame.drop(columns="geometry").to_dict("records")
    ]
    frame = found.frame.assign(
        name_en=[name.en for name in names],
        name_zh=[name.zh for name in names],
        unit="score 0-1; ha",
        cell_m=found.cell_m,
        min_ha=found.min_ha,
    )
    sources = {
        name: layer for name, layer in case.layers.items() if layer.path or layer.dataset or layer.item
    }
    members: dict[str, Any] = {
        "title": case.title.bilingual,
        "note": note_of(found),
        "attribution": [
            {"layer": name, "source": layer.source, "licence": layer.licence}
            for name, layer in sources.items()
        ],
    }
    listed = listing(
        [Bilingual(en=f"{n}: {s.source or n}", zh=f"{n}：{s.source or n}") for n, s in sources.items()]
    )
    licences = "; ".join(dict.fromkeys(layer.licence for layer in sources.values() if layer.licence))
    provenance = Provenance(licences or "-", listed, "", (), "", note_of(found))
    layer = Layer("suitability_classes", case.title.bilingual, frame, provenance)
    path = stage / "classes.gpkg"
    write_geopackage(layer, path)
    return {
        "classes.geojson": to_geojson_bytes(frame, name="classes", extra_members=members),
        "classes.gpkg": path.read_bytes(),
    }


def note_of(found: ClassesFound) -> Bilingual:
    """Return the sentence that says what was generalised."""
    return say(
        "suitability.classes.note",
        cell=f"{found.cell_m:g}",
        least=f"{found.min_ha:g}",
        left=f"{found.left_out_ha:,.1f}",
    )
