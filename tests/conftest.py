"""What every test shares: property tests have no deadline, because the machines that run them are shared; one small study."""

import hashlib
import sys
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import settings
from rasterio import Affine

# The desk's own workspace is never that of the person who runs the tests.
WORKSPACE_VARIABLE = "CQLAYOUT_WORKSPACE"
CACHE_VARIABLE = "CQLAYOUT_CACHE"
CELL, ROWS, COLS = 30.0, 160, 200
WEST, NORTH = 600_000.0, 3_300_000.0

CASE = """schema_version = 1

[title]
en = "Test study"
zh = "测试研究"

[area]
path = "area.geojson"

[grid]
crs = "EPSG:4544"
resolution_m = 30

[layers.dem]
path = "dem.tif"
source = "invented"

[layers.landcover]
path = "landcover.tif"

[layers.rivers]
path = "rivers.gpkg"

[layers.roads]
path = "roads.geojson"

[layers.farmland]

[[rules]]
id = "steep"
name = {en = "Slope above 25 %", zh = "坡度大于25%"}
layer = "dem"
measure = "slope_pct"
exclude = {gt = 25}
no_data = "exclude"

[[rules]]
id = "water"
name = {en = "Water", zh = "水体"}
layer = "landcover"
exclude = {values = [80]}
no_data = "keep"

[[rules]]
id = "yrpl_chem_1km"
layer = "rivers"
where = {kind = ["river"]}
exclude = {within_m = 1000}

[[rules]]
id = "pbf_exclusion"
layer = "farmland"
exclude = {inside = true}

[[criteria]]
id = "slope"
name = {en = "Slope", zh = "坡度"}
layer = "dem"
measure = "slope_pct"
weight = 2
[criteria.value]
kind = "linear"
worst = 25
best = 0
reason = {en = "for the test", zh = "测试用"}

[[criteria]]
id = "road"
name = {en = "Distance to main roads", zh = "距干线道路距离"}
layer = "roads"
measure = "distance_m"
where = {class = ["motorway", "primary"]}
weight = 3
[criteria.value]
kind = "piecewise"
points = [[0, 0.5], [500, 1], [2000, 0]]
reason = {en = "for the test", zh = "测试用"}

[areas]
min_ha = 2
min_score = 0.4
"""


def _raster(path: Path, values: np.ndarray, nodata: float) -> None:
    profile = {
        "driver": "GTiff",
        "width": COLS,
        "height": ROWS,
        "count": 1,
        "dtype": values.dtype,
        "crs": "EPSG:4544",
        "transform": Affine(CELL, 0, WEST, 0, -CELL, NORTH),
        "nodata": nodata,
        "compress": "deflate",
    }
    with rasterio.open(path, "w", **profile) as file:
        file.write(values, 1)


@pytest.fixture(scope="session")
def study_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files of the study and `study.toml`; tests write nothing into it."""
    folder = tmp_path_factory.mktemp("study")
    rows, cols = np.mgrid[:ROWS, :COLS].astype(np.float64)
    heights = 400 + 60 * np.sin(rows / 9) * np.cos(cols / 13) + 0.8 * cols
    _raster(folder / "dem.tif", heights.astype(np.float32), -9999.0)
    classes = np.random.default_rng(5).choice(
        np.array([10, 40, 50, 80], np.uint8), (ROWS // 8, COLS // 8), p=[0.2, 0.2, 0.2, 0.4]
    )
    _raster(folder / "landcover.tif", classes.repeat(8, 0).repeat(8, 1), 0)
    east, south = WEST + COLS * CELL, NORTH - ROWS * CELL
    river = shapely.LineString([(WEST, NORTH - 500), (east, NORTH - 1500)]).buffer(90)
    canal = shapely.LineString([(WEST, south), (east, south)]).buffer(20)
    waters = gpd.GeoDataFrame({"kind": ["river", "canal"]}, geometry=[river, canal], crs="EPSG:4544")
    waters.to_file(folder / "rivers.gpkg")
    ways = [
        shapely.LineString([(WEST + shift, NORTH), (WEST + shift + 900, south)])
        for shift in (1000, 4000, 2500)
    ]
    roads = gpd.GeoDataFrame({"class": ["motorway", "primary", "track"]}, geometry=ways, crs="EPSG:4544")
    (folder / "roads.geojson").write_text(roads.to_crs(4326).to_json(drop_id=True), encoding="utf-8")
    disc = shapely.Point((WEST + east) / 2, (NORTH + south) / 2).buffer(2300)
    area = gpd.GeoDataFrame(geometry=[disc], crs="EPSG:4544").to_crs(4326)
    (folder / "area.geojson").write_text(area.to_json(drop_id=True), encoding="utf-8")
    (folder / "study.toml").write_text(CASE, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def study_text() -> str:
    """Return the case of the study."""
    return CASE


settings.register_profile("shared-machine", deadline=None)
settings.load_profile("shared-machine")


@pytest.fixture(autouse=True)
def same_main() -> Iterator[None]:
    """Put the main module back after each test: streamlit's AppTest leaves its script there, and new processes would run it."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(autouse=True)
def own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let each test see a workspace folder of its own, in which nothing is yet."""
    folder = tmp_path / "desk-workspace"
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(folder))
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "desk-cache"))
    return folder


class Bucket(SimpleNamespace):
    """A server on loopback that lays files out like the public buckets, and misbehaves when told to.

    `cut_after` bytes of an answer the connection ends; `cuts` says how often. `ranges` off ignores Range headers.
    `busy` answers are 503 before the first good one.
    """

    def __init__(self) -> None:
        super().__init__(
            files={}, cut_after=0, cuts=0, busy=0, ranges=True, tag="", asked=[], sent=0, address=""
        )

    def entity_tag(self, content: bytes) -> str:
        return self.tag or f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


class Handler(BaseHTTPRequestHandler):
    """Answers HEAD and GET with single ranges."""

    protocol_version = "HTTP/1.1"
    bucket: Bucket

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        bucket, path = self.bucket, self.path.lstrip("/").partition("?")[0]
        bucket.asked.append((self.command, path, self.headers.get("Range", "")))
        content = bucket.files.get(path)
        if bucket.busy:
            bucket.busy -= 1
            self._head(HTTPStatus.SERVICE_UNAVAILABLE, 0, {})
            return
        if content is None:
            self._head(HTTPStatus.NOT_FOUND, 0, {})
            return
        status, piece, headers = self._piece(content)
        self._head(status, len(piece), headers)
        if not body:
            return
        if bucket.cuts and bucket.cut_after and len(piece) > bucket.cut_after:
            bucket.cuts -= 1
            piece = piece[: bucket.cut_after]
            self.close_connection = True
        bucket.sent += len(piece)
        self.wfile.write(piece)

    def _piece(self, content: bytes) -> tuple[HTTPStatus, bytes, dict[str, str]]:
        tag = self.bucket.entity_tag(content)
        headers = {"ETag": tag, "Accept-Ranges": "bytes"}
        wanted = self.headers.get("Range", "")
        same = self.headers.get("If-Range", tag) == tag
        if not (wanted.startswith("bytes=") and self.bucket.ranges and same):
            return HTTPStatus.OK, content, headers
        first, _, last = wanted.removeprefix("bytes=").partition("-")
        start = int(first)
        stop = min(int(last) + 1 if last else len(content), len(content))
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(content)}"
        return HTTPStatus.PARTIAL_CONTENT, content[start:stop], headers

    def _head(self, status: HTTPStatus, length: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """Return an empty bucket that is being served; proxies of the environment are out of the way."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    found = Bucket()
    handler = type("OwnHandler", (Handler,), {"bucket": found})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        found.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield found
        server.shutdown()
        thread.join()
