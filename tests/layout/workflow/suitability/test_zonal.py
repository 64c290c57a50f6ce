from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from rasterio import Affine

from geodata.errors import DataFormatError
from layout.workflow.suitability.zonal import Zones, zonal_table

WEST, NORTH, CELL = 500_000.0, 3_300_000.0, 30.0
VALUES = np.random.default_rng(11).integers(1, 9000, (12, 15)).astype(np.uint16)


def raster(
    path: Path, values: np.ndarray, *, scale: float = 1.0, excluded: bool = False, crs: str = "EPSG:4545"
) -> Path:
    step = CELL if crs == "EPSG:4545" else 0.001
    corner = (WEST, NORTH) if crs == "EPSG:4545" else (106.0, 29.5)
    place = Affine(step, 0, corner[0], 0, -step, corner[1])
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=values.shape[0],
        width=values.shape[1],
        count=1,
        dtype=values.dtype.name,
        crs=crs,
        transform=place,
        nodata=65535,
    ) as file:
        file.write(values, 1)
        file.scales = (scale,)
        if excluded:
            file.update_tags(EXCLUDED="0")
    return path


def polygons(path: Path, shapes: dict[str, shapely.Geometry], crs: str = "EPSG:4545") -> Zones:
    gpd.GeoDataFrame({"name": list(shapes)}, geometry=list(shapes.values()), crs=crs).to_file(path)
    return Zones(path, name="name")


def shares(shape: shapely.Geometry) -> np.ndarray:
    """Return by brute force which share of each cell a shape covers."""
    return np.array(
        [
            [
                shapely.box(
                    WEST + col * CELL, NORTH - (row + 1) * CELL, WEST + (col + 1) * CELL, NORTH - row * CELL
                )
                .intersection(shape)
                .area
                / CELL**2
                for col in range(VALUES.shape[1])
            ]
            for row in range(VALUES.shape[0])
        ]
    )


def test_figures_of_a_surface_against_every_cell_cut_by_hand(tmp_path: Path) -> None:
    """Excluded and unknown cells hold no score; the polygon comes in degrees and is found in the raster's system."""
    stored = VALUES.copy()
    stored[:3] = 0
    stored[6, 7] = 65535
    surface = raster(tmp_path / "s.tif", stored, scale=1e-4, excluded=True)
    disc = shapely.Point(WEST + 200, NORTH - 170).buffer(101.0, quad_segs=64)
    degrees = gpd.GeoSeries([disc], crs="EPSG:4545").to_crs("EPSG:4326")
    zones = polygons(tmp_path / "p.gpkg", {"disc": degrees[0]}, crs="EPSG:4326")
    found = zonal_table(surface, zones, statistics=["mean", "sum", "max"])
    row = found.rows.iloc[0]
    weight = shares(disc) * ((stored > 0) & (stored < 65535))
    assert row["zone"] == "disc"
    assert row["mean"] == pytest.approx((weight * stored).sum() / weight.sum() / 1e4, rel=1e-6)
    assert row["sum"] == pytest.approx((weight * stored).sum() / 1e4, rel=1e-6)
    assert row["max"] == pytest.approx(stored[weight > 0].max() / 1e4)
    assert row["covered_ha"] == pytest.approx(weight.sum() * 0.09, rel=1e-6)
    assert row["data_share"] == pytest.approx(weight.sum() * 900 / disc.area, rel=1e-6)
    assert {note.en.split()[0] for note in found.notes} == {"Excluded", "1"}


def test_classes_and_zones_without_data(tmp_path: Path) -> None:
    classes = np.where(np.arange(15) < 5, 10, 50).astype(np.uint16) * np.ones((12, 1), dtype=np.uint16)
    cover = raster(tmp_path / "c.tif", classes)
    inside = shapely.box(WEST + 120, NORTH - 90, WEST + 180, NORTH - 30)
    beyond = shapely.box(WEST + 9000, NORTH - 90, WEST + 9060, NORTH - 30)
    zones = polygons(tmp_path / "p.gpkg", {"across": inside, "beyond": beyond})
    rows = zonal_table(cover, zones, statistics=["majority"], classes=True).rows.set_index("zone")
    assert rows.loc["across", ["share_10", "share_50", "data_share"]].tolist() == [0.5, 0.5, 1.0]
    assert rows.loc["beyond", "data_share"] == 0
    assert rows.loc["beyond", ["majority", "share_10", "share_50"]].isna().all()
    noisy = raster(tmp_path / "n.tif", VALUES)
    with pytest.raises(DataFormatError, match="at most 64"):
        zonal_table(
            noisy, polygons(tmp_path / "q.gpkg", {"all": inside.buffer(300)}), statistics=[], classes=True
        )


def test_degrees_give_no_hectares_and_points_are_refused(tmp_path: Path) -> None:
    degrees = raster(tmp_path / "d.tif", VALUES, crs="EPSG:4326")
    zones = polygons(
        tmp_path / "p.gpkg", {"a": shapely.box(106.001, 29.49, 106.003, 29.495)}, crs="EPSG:4326"
    )
    found = zonal_table(degrees, zones, statistics=["mean"])
    assert np.isnan(found.rows.loc[0, "covered_ha"])
    assert found.rows.loc[0, "data_share"] == 1
    assert found.notes[0].en.startswith("The raster is in degrees")
    points = polygons(tmp_path / "q.gpkg", {"a": shapely.Point(106, 29.5)}, crs="EPSG:4326")
    with pytest.raises(DataFormatError, match="feature 1 is a Point"):
        zonal_table(degrees, points, statistics=["mean"])
