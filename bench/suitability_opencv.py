"""The way of an expert with OpenCV: float32, in place, its distance transform and components. `python -m bench.suitability_opencv FOLDER OUT`."""

import json
import sys
from pathlib import Path

import cv2
import geopandas as gpd
import numpy as np
import rasterio
from rasterio.features import rasterize

from bench import suitability_job as job


def ramp(raw: np.ndarray, curve: tuple[list[float], list[float]]) -> np.ndarray:
    """Return a piecewise linear function as the sum of its clipped pieces, in float32."""
    knots, values = curve
    total = np.full_like(raw, values[0])
    for start, end, low, high in zip(knots, knots[1:], values, values[1:], strict=False):
        piece = np.clip(raw, start, end)
        piece -= np.float32(start)
        piece *= np.float32((high - low) / (end - start))
        total += piece
    return total


def feature_cells(path: Path, profile: dict) -> np.ndarray:
    """Return 0 in the cells that hold a feature or the edge of one, 1 elsewhere."""
    shapes = gpd.read_file(path).geometry
    polygons = shapes[shapes.geom_type.isin(["Polygon", "MultiPolygon"])]
    edges = polygons.orient_polygons().boundary  # a line is burnt a little differently from end to start
    size = (profile["height"], profile["width"])
    return rasterize(
        [*shapes, *edges],
        out_shape=size,
        transform=profile["transform"],
        fill=1,
        default_value=0,
        dtype="uint8",
    )


def slope_percent(dem: np.ndarray) -> np.ndarray:
    """Return the slope by Horn's formula in percent: Sobel's kernel, divided."""
    scale = 1 / (8 * job.CELL)
    east = cv2.Sobel(dem, cv2.CV_32F, 1, 0, ksize=3, scale=scale)
    north = cv2.Sobel(dem, cv2.CV_32F, 0, 1, ksize=3, scale=scale)
    slope = cv2.magnitude(east, north)
    slope *= 100
    slope[[0, -1]] = np.nan
    slope[:, [0, -1]] = np.nan
    return slope


def codes_of(score: np.ndarray, excluded: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Return stored scores; `score` is used up."""
    unknown = np.isnan(score)
    score *= job.SCALE
    score += 0.5
    np.nan_to_num(score, copy=False)
    codes = np.maximum(score, 1, out=score).astype(np.uint16)
    codes[excluded] = 0
    codes[(unknown & ~excluded) | ~inside] = job.NODATA
    return codes


def main(folder: Path, out: Path) -> None:
    with rasterio.open(folder / "dem.tif", num_threads=2) as file:
        profile, dem = file.profile, file.read(1)
    with rasterio.open(folder / "landcover.tif", num_threads=2) as file:
        cover = file.read(1)
    area = gpd.read_file(folder / "area.gpkg").geometry
    inside = rasterize(area, out_shape=dem.shape, transform=profile["transform"], dtype="uint8").view(bool)
    slope = slope_percent(dem)
    values, water = np.zeros(256, np.float32), np.zeros(256, np.uint8)
    for code, value in job.CLASSES.items():
        values[code] = value * job.share("landcover")
    water[list(job.WATER)] = 1
    excluded = cv2.LUT(cover, water).view(bool) | (slope > job.MAX_SLOPE_PCT)
    score = ramp(slope, job.SLOPE) * np.float32(job.share("slope"))
    del slope
    score += ramp(dem, job.ELEVATION) * np.float32(job.share("elevation"))
    del dem
    score += cv2.LUT(cover, values)
    del cover
    for name, curve in job.DISTANCES.items():
        cells = feature_cells(folder / f"{name}.gpkg", profile)
        distance = cv2.distanceTransform(cells, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        distance *= np.float32(job.CELL)
        if name in job.SETBACKS_M:
            excluded |= distance <= job.SETBACKS_M[name]
        score += ramp(distance, curve) * np.float32(job.share(name))
        del distance, cells
    codes = codes_of(score, excluded, inside)
    mask = ((codes >= job.LEAST_SCORE) & (codes < job.NODATA)).view(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4, ltype=cv2.CV_32S)
    large = stats[1:, cv2.CC_STAT_AREA][stats[1:, cv2.CC_STAT_AREA] >= job.MIN_CELLS]
    profile.update(
        dtype="uint16", nodata=job.NODATA, compress="deflate", predictor=2, zlevel=1, num_threads=2
    )
    with rasterio.open(out, "w", **profile) as file:
        file.write(codes, 1)
    print(json.dumps({"regions": len(large), "cells": int(large.sum())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
