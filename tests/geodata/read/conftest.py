"""Files made in the tests, and the way to have one judged without a process of its own."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import geopandas as gpd
import pytest
import shapely

from geodata.quality.model import Reading
from geodata.quality.options import Limits, ReadOptions
from geodata.read.check import Examined, examine

SQUARE = [[106.55, 29.56], [106.56, 29.56], [106.56, 29.57], [106.55, 29.57], [106.55, 29.56]]


class Judge(Protocol):
    def __call__(self, raw: bytes, name: str, **options: object) -> Examined: ...


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Reading]:
    """Return a reading of bytes under a name."""

    def make(raw: bytes = b"", name: str = "sites.geojson", **options: object) -> Reading:
        limits = options.pop("limits", Limits())
        path = tmp_path / f"upload{Path(name).suffix}"
        path.write_bytes(raw)
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        return Reading(path, name, work, ReadOptions(**options), limits)

    return make


@pytest.fixture
def judge(reading: Callable[..., Reading]) -> Judge:
    """Return the verdict on bytes under a name."""

    def run(raw: bytes, name: str, **options: object) -> Examined:
        return examine(reading(raw, name, **options))

    return run


@pytest.fixture
def codes() -> Callable[[Examined], set[str]]:
    return lambda examined: {item.code for item in examined.report.findings}


@pytest.fixture
def geojson() -> Callable[..., bytes]:
    """Return a FeatureCollection of geometries with one property each."""

    def make(*geometries: object, **members: object) -> bytes:
        features = [
            {"type": "Feature", "properties": {"name": f"地块{n}"}, "geometry": geometry}
            for n, geometry in enumerate(geometries, start=1)
        ]
        return json.dumps({"type": "FeatureCollection", "features": features, **members}).encode()

    return make


@pytest.fixture
def square() -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[list(point) for point in SQUARE]]}


@pytest.fixture
def parcels() -> gpd.GeoDataFrame:
    """Return three squares in the municipality with Chinese attributes."""
    corners = [(106.55, 29.56), (106.40, 29.30), (107.50, 29.55)]
    shapes = [shapely.box(x, y, x + 0.01, y + 0.01) for x, y in corners]
    return gpd.GeoDataFrame(
        {"名称": ["两江", "江津", "涪陵"], "AREA": [1.5, 2.5, 3.5]}, geometry=shapes, crs="EPSG:4326"
    )


@pytest.fixture
def zipped() -> Callable[[dict[str, bytes]], bytes]:
    def make(members: dict[str, bytes]) -> bytes:
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return raw.getvalue()

    return make


@pytest.fixture
def shapefile(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """Return the parts of a Shapefile written by GDAL."""

    def make(frame: gpd.GeoDataFrame, encoding: str = "UTF-8") -> dict[str, bytes]:
        folder = tmp_path / "written"
        folder.mkdir(exist_ok=True)
        frame.to_file(folder / "sites.shp", encoding=encoding, engine="pyogrio")
        return {file.name: file.read_bytes() for file in folder.iterdir() if file.stem == "sites"}

    return make
