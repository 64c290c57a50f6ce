import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.errors import CRSMismatchError, DataFormatError, DataMissingError
from geodata.read.shapes_file import read_shapes

SHAPES = [
    shapely.Point(500_000, 3_300_000).buffer(800),
    shapely.LineString([(500_000, 3_300_000), (501_000, 3_301_000)]),
]
FRAME = gpd.GeoDataFrame({"kind": ["river", "canal"], "order": [5, 1]}, geometry=SHAPES, crs="EPSG:4545")


@pytest.mark.parametrize("name", ["a.gpkg", "a.fgb"])
def test_every_format_gives_the_same_shapes(tmp_path: Path, name: str) -> None:
    FRAME.to_file(tmp_path / name)
    found = read_shapes(tmp_path / name, into="EPSG:4545")
    assert shapely.union_all(found).equals_exact(shapely.union_all(SHAPES), 1e-6)


def test_shapefile_and_attribute_filter(tmp_path: Path) -> None:
    FRAME[:1].to_file(tmp_path / "a.shp")
    assert len(read_shapes(tmp_path / "a.shp", into="EPSG:4545", where={"order": [5.0]})) == 1


def test_geojson_is_brought_into_the_crs_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(FRAME.to_crs(4326).to_json(drop_id=True), encoding="utf-8")
    found = read_shapes(tmp_path / "a.geojson", into="EPSG:4545")
    assert shapely.hausdorff_distance(found[0], SHAPES[0]) < 1e-3


def test_filters_choose_by_all_attributes(tmp_path: Path) -> None:
    FRAME.to_file(tmp_path / "a.gpkg", layer="waters")
    path = tmp_path / "a.gpkg"
    assert len(read_shapes(path, into="EPSG:4545", where={"kind": ["river", "lake"], "order": [5]})) == 1
    with pytest.raises(DataFormatError, match="no feature"):
        read_shapes(path, into="EPSG:4545", where={"kind": ["river"], "order": [1]})
    with pytest.raises(DataFormatError, match=r"layer roads not found.*waters"):
        read_shapes(path, into="EPSG:4545", layer="roads")


def test_a_crs_is_needed(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        FRAME.set_crs(None, allow_override=True).to_file(tmp_path / "a.gpkg")
    with pytest.raises(CRSMismatchError, match=r"a\.gpkg: no CRS"):
        read_shapes(tmp_path / "a.gpkg", into="EPSG:4545")
    assert len(read_shapes(tmp_path / "a.gpkg", into="EPSG:4545", crs="EPSG:4545")) == 2


def test_geojson_in_metres_obeys_the_crs_stated(tmp_path: Path) -> None:
    plain = json.loads(FRAME.to_json(drop_id=True))
    plain.pop("crs", None)
    (tmp_path / "a.geojson").write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(CRSMismatchError, match="state the right crs"):
        read_shapes(tmp_path / "a.geojson", into="EPSG:4545")
    found = read_shapes(tmp_path / "a.geojson", into="EPSG:4545", crs="EPSG:4545")
    assert shapely.equals_exact(found, SHAPES, tolerance=1e-9).all()


def test_coordinates_that_do_not_fit_are_questioned(tmp_path: Path) -> None:
    shape = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Point", "coordinates": [500000, 3300000]},
    }
    (tmp_path / "a.geojson").write_text(json.dumps(shape), encoding="utf-8")
    with pytest.raises(CRSMismatchError, match="do not fit"):
        read_shapes(tmp_path / "a.geojson", into="EPSG:4545")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b"{broken"),
        ("a.geojson", b"<VRTDataset/>"),
        ("a.geojson", b'{"type": "FeatureCollection"}'),
        ("a.gpkg", b"SQLite format 3\0 and then nothing"),
        ("a.gpkg", b"{}"),
        ("a.csv", b"x,y\n1,2\n"),
    ],
)
def test_damaged_files_are_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataFormatError, match=name.replace(".", r"\.")):
        read_shapes(tmp_path / name, into="EPSG:4545")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match=r"no\.gpkg"):
        read_shapes(tmp_path / "no.gpkg", into="EPSG:4545")


def test_invalid_polygons_are_made_valid(tmp_path: Path) -> None:
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    gpd.GeoDataFrame(geometry=[bow], crs="EPSG:4545").to_file(tmp_path / "a.gpkg")
    found = read_shapes(tmp_path / "a.gpkg", into="EPSG:4545")
    assert shapely.is_valid(found).all()
    assert shapely.area(found).sum() == pytest.approx(50.0)
    assert isinstance(found, np.ndarray)
