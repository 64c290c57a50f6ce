"""Downloads from a server on loopback that is laid out like the publishers', and files carried in by hand."""

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import osmium
import osmium.osm.mutable as osm
import pytest
import rasterio
from rasterio import Affine
from rasterio.io import MemoryFile

from geodata.errors import DataFormatError, DataMissingError
from geodata.fetch.connection import Connection
from geodata.fetch.errors import FetchError
from layout.workflow.suitability.fetch_plan import plan_fetch
from layout.workflow.suitability.fetching import run_fetch, take_in

SIDE = 256
BOUNDS = (106.25, 29.1, 107.3, 29.9)
HEIGHTS = np.random.default_rng(6).normal(500, 200, (SIDE, 2 * SIDE)).astype(np.float32)


def tile(values: np.ndarray, west: float, nodata: float | None = None) -> bytes:
    profile = {
        "driver": "GTiff",
        "width": SIDE,
        "height": SIDE,
        "count": 1,
        "dtype": values.dtype,
        "crs": "EPSG:4326",
        "transform": Affine(1 / SIDE, 0, west, 0, -1 / SIDE, 30.0),
        "nodata": nodata,
    }
    with MemoryFile() as memory:
        with memory.open(**profile) as file:
            file.write(values, 1)
        return bytes(memory.read())


def dem_path(lon: int) -> str:
    stem = f"Copernicus_DSM_COG_10_N29_00_E{lon}_00_DEM"
    return f"{stem}/{stem}.tif"


@pytest.fixture
def terrain(bucket: SimpleNamespace) -> Connection:
    bucket.files[dem_path(106)] = tile(HEIGHTS[:, :SIDE], 106.0)
    bucket.files[dem_path(107)] = tile(HEIGHTS[:, SIDE:], 107.0)
    return Connection(bucket.address, pause_s=0.0)


def extract(folder: Path) -> Path:
    path = folder / "chongqing-latest.osm.pbf"
    writer = osmium.SimpleWriter(str(path))
    for number, place in enumerate([(106.5, 29.5), (106.6, 29.5), (109.0, 31.0), (109.1, 31.0)], start=1):
        writer.add_node(osm.Node(id=number, location=place, version=1))
    writer.add_way(osm.Way(id=1, nodes=[1, 2], tags={"highway": "primary"}, version=1))
    writer.add_way(osm.Way(id=2, nodes=[3, 4], tags={"railway": "rail"}, version=1))
    writer.close()
    return path


def test_terrain_is_whole_where_most_of_a_tile_is_needed_and_a_window_elsewhere(
    terrain: Connection, tmp_path: Path
) -> None:
    plan = plan_fetch("dem", BOUNDS, connection=terrain)
    assert [item.windowed for item in plan.items] == [False, True]
    told: list[str] = []
    (path,) = run_fetch(plan, terrain, folder=tmp_path, told=lambda name, *_: told.append(name))
    with rasterio.open(path) as file:
        found = file.read(1)
        assert "Copernicus" in file.tags()["ATTRIBUTION"]
        assert np.isnan(file.nodata)
        west, north = file.bounds.left, file.bounds.top
    row, col = round((30.0 - north) * SIDE), round((west - 106.0) * SIDE)
    assert (row, col) == (int(0.1 * SIDE), int(0.25 * SIDE))
    assert np.array_equal(found, HEIGHTS[row : row + found.shape[0], col : col + found.shape[1]])
    assert found.shape == (206, 269)  # rows 25 to 231 and columns 64 to 333
    assert set(told) == {item.file.name for item in plan.items}
    record = json.loads((tmp_path / "dem.provenance.json").read_text())
    assert record["outputs_sha256"] == {"dem.tif": hashlib.sha256(path.read_bytes()).hexdigest()}
    assert record["sources"][0]["source"] == terrain.url(dem_path(106))
    assert record["licence"].startswith("Copernicus")


def test_a_second_run_downloads_nothing_anew(
    terrain: Connection, bucket: SimpleNamespace, tmp_path: Path
) -> None:
    run_fetch(plan_fetch("dem", BOUNDS, connection=terrain), terrain, folder=tmp_path)
    before = bucket.sent
    run_fetch(plan_fetch("dem", BOUNDS, connection=terrain), terrain, folder=tmp_path)
    assert bucket.sent == before


def test_a_newer_tile_on_the_mirror_is_downloaded(
    terrain: Connection, bucket: SimpleNamespace, tmp_path: Path
) -> None:
    bounds = (106.05, 29.05, 106.95, 29.95)
    run_fetch(plan_fetch("dem", bounds, connection=terrain), terrain, folder=tmp_path)
    bucket.files[dem_path(106)] = tile(HEIGHTS[:, :SIDE] + 1, 106.0)
    (path,) = run_fetch(plan_fetch("dem", bounds, connection=terrain), terrain, folder=tmp_path)
    with rasterio.open(path) as file:
        assert np.isin(file.read(1).ravel()[:50], (HEIGHTS + 1).ravel()).all()


def test_land_cover_keeps_its_classes(bucket: SimpleNamespace, tmp_path: Path) -> None:
    classes = np.random.default_rng(1).choice([10, 40, 50, 80], (SIDE, SIDE)).astype(np.uint8)
    bucket.files["v200/2021/map/ESA_WorldCover_10m_2021_v200_N27E105_Map.tif"] = tile(
        classes, 106.0, nodata=0
    )
    connection = Connection(bucket.address, pause_s=0.0)
    (path,) = run_fetch(
        plan_fetch("landcover", (106.2, 29.2, 106.8, 29.8), connection=connection),
        connection,
        folder=tmp_path,
    )
    with rasterio.open(path) as file:
        assert file.nodata == 0
        assert set(np.unique(file.read(1))) == {10, 40, 50, 80}


def test_an_extract_is_checked_against_its_md5_and_cut_to_layers(
    bucket: SimpleNamespace, tmp_path: Path
) -> None:
    raw = extract(tmp_path).read_bytes()
    path = "asia/china/chongqing-latest.osm.pbf"
    bucket.files[path] = raw
    bucket.files[f"{path}.md5"] = f"{hashlib.md5(raw, usedforsecurity=False).hexdigest()}  x\n".encode()
    connection = Connection(bucket.address, pause_s=0.0)
    written = run_fetch(plan_fetch("osm", BOUNDS, connection=connection), connection, folder=tmp_path / "out")
    assert [path.name for path in written] == ["osm-roads.gpkg"]  # the railway lies outside
    roads = gpd.read_file(written[0], layer="osm_roads")
    assert roads["highway"].tolist() == ["primary"]
    bucket.files[f"{path}.md5"] = b"0" * 32 + b"  x\n"
    with pytest.raises(FetchError, match="MD5"):
        run_fetch(plan_fetch("osm", BOUNDS, connection=connection), connection, folder=tmp_path / "other")
    assert not (tmp_path / "other" / "osm-roads.gpkg").exists()


def test_files_carried_in_by_hand_are_taken_as_well(tmp_path: Path) -> None:
    one = tmp_path / "carried.tif"
    one.write_bytes(tile(HEIGHTS[:, :SIDE], 106.0))
    (path,) = take_in(
        "dem", [one], bounds=(106.1, 29.1, 106.4, 29.4), folder=tmp_path / "out", sources=["carried.tif"]
    )
    assert path.name == "dem.tif"
    (roads,) = take_in("osm", [extract(tmp_path)], bounds=BOUNDS, folder=tmp_path / "out", sources=["x"])
    assert roads.name == "osm-roads.gpkg"
    with pytest.raises(DataMissingError, match=r"none\.tif"):
        take_in("dem", [tmp_path / "none.tif"], bounds=BOUNDS, folder=tmp_path, sources=["x"])
    bad = tmp_path / "bad.tif"
    bad.write_bytes(b"not a raster")
    with pytest.raises(DataFormatError, match=r"bad\.tif"):
        take_in("dem", [bad], bounds=BOUNDS, folder=tmp_path, sources=["x"])
