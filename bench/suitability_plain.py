"""The straightforward way: rasterio, numpy and scipy on whole arrays in float64. `python -m bench.suitability_plain FOLDER OUT`.

This is the reference: the engine's result must be equal to this one.
"""

import json
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import rasterio
from rasterio.features import rasterize
from scipy import ndimage

from bench import suitability_job as job


def slope_percent(heights: np.ndarray) -> np.ndarray:
    """Return the slope by Horn's formula in percent; the outermost cells have none."""
    z = np.pad(heights.astype(np.float64), 1, constant_values=np.nan)
    east = (z[:-2, 2:] + 2 * z[1:-1, 2:] + z[2:, 2:]) - (z[:-2, :-2] + 2 * z[1:-1, :-2] + z[2:, :-2])
    north = (z[:-2, :-2] + 2 * z[:-2, 1:-1] + z[:-2, 2:]) - (z[2:, :-2] + 2 * z[2:, 1:-1] + z[2:, 2:])
    return np.hypot(east, north) / (8 * job.CELL) * 100


def feature_cells(path: Path, profile: dict) -> np.ndarray:
    """Return which cells hold a feature or the edge of one."""
    shapes = gpd.read_file(path).geometry
    polygons = shapes[shapes.geom_type.isin(["Polygon", "MultiPolygon"])]
    edges = polygons.orient_polygons().boundary  # a line is burnt a little differently from end to start
    size = (profile["height"], profile["width"])
    return rasterize([*shapes, *edges], out_shape=size, transform=profile["transform"], dtype="uint8") == 1


def main(folder: Path, out: Path) -> None:
    with rasterio.open(folder / "dem.tif") as file:
        profile, dem = file.profile, file.read(1)
    dem = np.where(dem == profile["nodata"], np.nan, dem)
    with rasterio.open(folder / "landcover.tif") as file:
        cover = file.read(1)
    area = gpd.read_file(folder / "area.gpkg").geometry
    inside = rasterize(area, out_shape=dem.shape, transform=profile["transform"], dtype="uint8") == 1

    slope = slope_percent(dem)
    excluded = (slope > job.MAX_SLOPE_PCT) | np.isin(cover, job.WATER)
    score = job.share("slope") * np.interp(slope, *job.SLOPE)
    score += job.share("elevation") * np.interp(dem, *job.ELEVATION)
    score[np.isnan(slope)] = np.nan
    del slope
    values = np.zeros(256)
    for code, value in job.CLASSES.items():
        values[code] = value
    score += job.share("landcover") * values[cover]
    for name, curve in job.DISTANCES.items():
        distance = ndimage.distance_transform_edt(~feature_cells(folder / f"{name}.gpkg", profile)) * job.CELL
        if name in job.SETBACKS_M:
            excluded |= distance <= job.SETBACKS_M[name]
        score += job.share(name) * np.interp(distance, *curve)

    codes = np.maximum(np.floor(score * job.SCALE + 0.5), 1)
    codes = np.where(excluded, 0, np.where(np.isnan(codes), job.NODATA, codes))
    codes = np.where(inside, codes, job.NODATA).astype(np.uint16)
    labels, _ = ndimage.label((codes >= job.LEAST_SCORE) & (codes < job.NODATA))
    cells = np.bincount(labels.ravel())[1:]
    profile.update(dtype="uint16", nodata=job.NODATA, compress="deflate", predictor=2)
    with rasterio.open(out, "w", **profile) as file:
        file.write(codes, 1)
    large = cells[cells >= job.MIN_CELLS]
    print(json.dumps({"regions": len(large), "cells": int(large.sum())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
