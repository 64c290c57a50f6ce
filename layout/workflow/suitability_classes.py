"""Classes of suitability as polygons: GeoJSON and GeoPackage, with what was generalised and by how much."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.convert.polygonize import class_polygons
from geodata.crs import WGS84
from geodata.grid import Block, Grid
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.write.geojson import to_geojson_bytes
from geodata.write.geopackage import write_geopackage
from geodata.write.surface import Surface
from layout.config.suitability_case import SuitabilityCase
from layout.entities.wording import listing, say
from layout.suitability.strip import EXCLUDED_CODE, SCALE, UNSCORED_CODE

MOST_CELLS = 4_000_000
"""Cells that are turned into polygons; a larger grid is first taken in coarser cells, each of the class most of it has."""
_ROWS = 512
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


def find_classes(codes: Surface, case: SuitabilityCase) -> ClassesFound:
    """Return the classes of a surface of stored scores; excluded and unknown cells belong to none.

    Parameters
    ----------
    codes
        The surface.
    case
        Gives breaks and the smallest patch.
    """
    grid, breaks = codes.grid, case.classes.breaks
    factor = max(1, math.ceil(math.sqrt(grid.rows * grid.cols / MOST_CELLS)))
    classes, counts = _classes(codes, np.asarray(breaks), factor)
    coarse = _coarse(grid, factor)
    least = math.ceil(case.classes.min_ha * _M2_PER_HA / coarse.cell**2 - 1e-9)
    patches = class_polygons(classes, coarse, least_cells=least)
    large = [(number, shape) for number, shape in patches if shape.area >= (least - 0.5) * coarse.cell**2]
    left_out = sum(shape.area for _, shape in patches) - sum(shape.area for _, shape in large)
    edges = (0.0, *breaks, 1.0)
    numbers = range(1, len(breaks) + 2)
    shapes = [
        shapely.MultiPolygon([shape for found, shape in large if found == number]) for number in numbers
    ]
    table = pd.DataFrame(
        {
            "class": list(numbers),
            "score_from": edges[:-1],
            "score_to": edges[1:],
            "cells_ha": [round(counts[n] * grid.cell_area_km2 * _HA_PER_KM2, 4) for n in numbers],
            "polygons_ha": [round(shape.area / _M2_PER_HA, 4) for shape in shapes],
        }
    )
    world = gpd.GeoSeries([shape if not shape.is_empty else None for shape in shapes], crs=grid.crs).to_crs(
        WGS84
    )
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
    grid, kinds = codes.grid, len(breaks) + 2
    stored = np.round(breaks * SCALE)
    counts = np.zeros(kinds, dtype=np.int64)
    strips = []
    step = max(factor, _ROWS // factor * factor)
    for row in range(0, grid.rows, step):
        values = codes.read(Block(row, 0, min(step, grid.rows - row), grid.cols))
        found = (np.searchsorted(stored, values, side="right") + 1).astype(np.uint8)
        found[(values == EXCLUDED_CODE) | (values == UNSCORED_CODE)] = 0
        counts += np.bincount(found.ravel(), minlength=kinds)
        strips.append(found if factor == 1 else _most(found, factor, kinds))
    return np.vstack(strips), counts


def _most(classes: Classes, factor: int, kinds: int) -> Classes:
    """Return the class that most cells of each square of `factor` x `factor` have; 0 where most have none."""
    rows, cols = -(-classes.shape[0] // factor), -(-classes.shape[1] // factor)
    whole = np.zeros((rows * factor, cols * factor), dtype=np.uint8)
    whole[: classes.shape[0], : classes.shape[1]] = classes
    squares = whole.reshape(rows, factor, cols, factor)
    votes = np.stack([(squares == kind).sum(axis=(1, 3), dtype=np.int32) for kind in range(kinds)])
    most: Classes = votes.argmax(axis=0).astype(np.uint8)
    return most


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
    sources = {name: layer for name, layer in case.layers.items() if layer.path or layer.dataset}
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
