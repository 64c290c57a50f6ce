import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import rasterio
import shapely
from pyproj import Geod
from rasterio.transform import Affine
from rio_cogeo.cogeo import cog_validate

from geodata.china_datum import wgs84_to_gcj02
from geodata.errors import CRSMismatchError, DataFormatError
from geodata.exchange import convert_file, placed
from geodata.read import ReadOptions, Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1, warm=True) as running:
        yield running


def geojson(path: Path, *points: tuple[float, float]) -> Path:
    features = [
        {"type": "Feature", "properties": {"n": n}, "geometry": {"type": "Point", "coordinates": list(point)}}
        for n, point in enumerate(points)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".parquet", ".fgb", ".zip", ".csv", ".xlsx"])
def test_a_layer_leaves_in_every_format(ending: str, tmp_path: Path, sandbox: Sandbox) -> None:
    source = geojson(tmp_path / "a.geojson", (106.5, 29.5), (107.5, 29.9))
    done = convert_file(source, tmp_path / f"b{ending}", sandbox=sandbox)
    assert done.rows == 2
    assert (tmp_path / f"b{ending}").is_file()
    assert done.report.verdict.value in {"accept", "warn"}


def test_the_new_file_says_where_it_comes_from(tmp_path: Path, sandbox: Sandbox) -> None:
    source = geojson(tmp_path / "a.geojson", (106.5, 29.5))
    convert_file(source, tmp_path / "b.geojson", sandbox=sandbox)
    metadata = json.loads((tmp_path / "b.geojson").read_bytes())["metadata"]
    assert metadata["files"] == ["a.geojson"]
    assert metadata["checksum_sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()


def test_positions_on_gcj02_are_written_in_wgs84(tmp_path: Path, sandbox: Sandbox) -> None:
    lon, lat = wgs84_to_gcj02(106.5, 29.5)
    source = geojson(tmp_path / "a.geojson", (float(lon), float(lat)))
    convert_file(
        source, tmp_path / "b.gpkg", options=ReadOptions(datum="gcj02"), to_crs="EPSG:4490", sandbox=sandbox
    )
    point = pyogrio.read_dataframe(tmp_path / "b.gpkg", layer="a").geometry[0]
    assert Geod(ellps="WGS84").inv(point.x, point.y, 106.5, 29.5)[2] < 0.001


def test_a_file_that_is_rejected_or_asks_writes_nothing(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "b.gpkg").write_bytes(b"old")
    broken = tmp_path / "x.geojson"
    broken.write_text("{")
    for source, verdict in (
        (broken, "reject"),
        (geojson(tmp_path / "m.geojson", (359629.0, 3272549.0)), "ask"),
    ):
        done = convert_file(source, tmp_path / "b.gpkg", sandbox=sandbox)
        assert (done.report.verdict.value, done.rows) == (verdict, None)
    assert (tmp_path / "b.gpkg").read_bytes() == b"old"


def test_placing_changes_what_was_asked_and_nothing_else() -> None:
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(106.5, 29.5, 300)], crs=4326)
    assert placed(frame, datum="wgs84", to_crs=None) is frame
    moved = placed(frame, datum="bd09", to_crs="EPSG:4545")
    assert moved.crs.to_epsg() == 4545
    assert moved.geometry[0].z == 300
    table = pd.DataFrame({"a": [1]})
    assert placed(table, datum="gcj02", to_crs="EPSG:4545") is table


def test_what_cannot_be_placed_is_refused() -> None:
    grid = gpd.GeoDataFrame(geometry=[shapely.Point(359629, 3272549)], crs=4545)
    with pytest.raises(CRSMismatchError, match="degrees expected"):
        placed(grid, datum="gcj02", to_crs=None)
    with pytest.raises(CRSMismatchError, match="not known"):
        placed(grid, datum=None, to_crs="nonsense")
    for source, target in ((2433, "EPSG:4490"), (4545, "EPSG:2381"), (2381, "EPSG:2433")):
        old = gpd.GeoDataFrame(geometry=[shapely.Point(359629, 3272549)], crs=source)
        with pytest.raises(CRSMismatchError, match="no public parameters"):
            placed(old, datum=None, to_crs=target)
    same = gpd.GeoDataFrame(geometry=[shapely.Point(359629, 3272549)], crs=2433)
    assert placed(same, datum=None, to_crs="EPSG:4214").crs.to_epsg() == 4214


def test_a_raster_becomes_cloud_optimised_and_nothing_else(tmp_path: Path, sandbox: Sandbox) -> None:
    values = np.arange(600 * 700, dtype="float32").reshape(600, 700)
    profile = {
        "driver": "GTiff",
        "count": 1,
        "height": 600,
        "width": 700,
        "dtype": "float32",
        "crs": "EPSG:4326",
    }
    with rasterio.open(
        tmp_path / "a.tif", "w", transform=Affine(0.005, 0, 105.5, 0, -0.005, 32), **profile
    ) as target:
        target.write(values, 1)
    done = convert_file(tmp_path / "a.tif", tmp_path / "b.tif", sandbox=sandbox)
    assert done.rows == values.size
    assert cog_validate(tmp_path / "b.tif", strict=True)[0]
    with rasterio.open(tmp_path / "b.tif") as found:
        np.testing.assert_array_equal(found.read(1), values)
    with pytest.raises(DataFormatError, match=r"\.tif"):
        convert_file(tmp_path / "a.tif", tmp_path / "b.gpkg", sandbox=sandbox)
    with pytest.raises(DataFormatError):
        convert_file(tmp_path / "a.tif", tmp_path / "c.tif", to_crs="EPSG:4545", sandbox=sandbox)
