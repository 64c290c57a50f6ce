"""The small study with a derived layer of every kind, and the files that they need."""

import tomllib
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import rasterio
import shapely

from layout.config.suitability_case import SuitabilityCase

WEST, NORTH = 600_000.0, 3_300_000.0
TOWNS = [(601_200.0, 3_298_800.0), (603_000.0, 3_297_500.0), (604_100.0, 3_296_900.0)]
PEOPLE = [1000, 20_000, 350]
PORTS = [(601_100.0, 3_299_100.0)]
KINDS = ("relief", "slope_native", "town_density", "pull", "minutes", "zone_value")


def write_extra(folder: Path) -> None:
    """Write towns, ports, zones and a DEM in degrees."""
    towns = gpd.GeoDataFrame({"people": PEOPLE}, geometry=shapely.points(TOWNS), crs="EPSG:4544")
    towns.to_crs(4326).to_file(folder / "towns.geojson")
    gpd.GeoDataFrame(geometry=shapely.points(PORTS), crs="EPSG:4544").to_file(folder / "ports.gpkg")
    boxes = [
        shapely.box(600_500, 3_296_000, 602_800, 3_299_900),
        shapely.box(602_800, 3_296_000, 605_000, 3_299_900),
    ]
    zones = gpd.GeoDataFrame({"value": [3.5, None]}, geometry=boxes, crs="EPSG:4544")
    zones.to_file(folder / "zones.gpkg")
    rows, cols = np.mgrid[:260, :260]
    lon, lat = (
        gpd.GeoSeries(shapely.points([(WEST, NORTH)]), crs="EPSG:4544").to_crs(4326).get_coordinates().iloc[0]
    )
    profile = {
        "driver": "GTiff",
        "width": 260,
        "height": 260,
        "count": 1,
        "dtype": "float32",
        "crs": "EPSG:4326",
        "transform": rasterio.Affine(1 / 3600, 0, lon - 0.005, 0, -1 / 3600, lat + 0.005),
        "nodata": -9999.0,
    }
    with rasterio.open(folder / "degrees.tif", "w", **profile) as file:
        file.write((300 + 40 * np.sin(rows / 7) * np.cos(cols / 11) + cols).astype(np.float32), 1)


def layers_of(folder: Path, extra: Path) -> dict[str, dict[str, Any]]:
    """Return the layers of the case, files by their whole path."""
    files = {
        "dem": folder / "dem.tif",
        "degrees": extra / "degrees.tif",
        "roads": folder / "roads.geojson",
        "towns": extra / "towns.geojson",
        "ports": extra / "ports.gpkg",
        "zones": extra / "zones.gpkg",
    }
    return {name: {"path": str(path)} for name, path in files.items()} | {
        "relief": {"derive": "relief", "of": "dem", "radius_m": 200},
        "slope_native": {"derive": "slope", "of": "degrees", "unit": "percent", "resampling": "nearest"},
        "town_density": {"derive": "density", "of": "towns", "radius_m": 1500},
        "pull": {
            "derive": "gravity",
            "of": "towns",
            "mass": "people",
            "reach_m": 3000,
            "nearest_m": 200,
            "power": 2,
        },
        "minutes": {
            "derive": "travel_time",
            "of": "roads",
            "to": "ports",
            "class": "class",
            "speeds_kmh": {"motorway": 90, "other": 30},
            "access_kmh": 15,
            "reach_m": 1500,
        },
        "zone_value": {"derive": "transfer", "of": "zones", "attribute": "value"},
    }


def criterion(layer: str) -> dict[str, Any]:
    """Return a criterion on a derived layer."""
    value = {"kind": "linear", "worst": 0, "best": 40, "reason": {"en": "for the test", "zh": "测试用"}}
    name = {"en": layer, "zh": layer}
    return {"id": layer, "name": name, "layer": layer, "measure": "value", "weight": 1, "value": value}


def derived_case(text: str, folder: Path, extra: Path, **keys: Any) -> SuitabilityCase:  # noqa: ANN401 - keys as TOML gives them
    """Return the study with a criterion on each derived layer and a rule on the relief."""
    name = {"en": "Relief above 60 m", "zh": "起伏度大于60米"}
    rule = {"id": "rough", "name": name, "layer": "relief", "exclude": {"gt": 60}, "no_data": "unknown"}
    data = tomllib.loads(text) | {
        "layers": layers_of(folder, extra),
        "rules": [rule],
        "criteria": [criterion(layer) for layer in KINDS],
        "overlay": {"missing": "neutral"},
    }
    area = data["area"]
    if "path" in area:
        data["area"] = area | {"path": str(folder / area["path"])}
    return SuitabilityCase.model_validate(data | keys)
