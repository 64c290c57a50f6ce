import json
from collections.abc import Callable
from pathlib import Path

import geojson_validator
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.errors import DataFormatError, WriteError
from geodata.layer import Layer
from geodata.write.formats import WRITERS, write_csv, write_geojson, write_layer

LayerOf = Callable[..., Layer]


def test_every_shape_of_layer_is_valid_geojson(shaped: tuple[str, Layer], tmp_path: Path) -> None:
    name, layer = shaped
    path = tmp_path / "a.geojson"
    write_geojson(layer, path)
    content = json.loads(path.read_bytes())
    assert geojson_validator.validate_structure(content) == {}
    placed = {**content, "features": [item for item in content["features"] if item["geometry"]]}
    report = geojson_validator.validate_geometries(
        placed, criteria_problematic=("outside_lat_lon_boundaries",)
    )
    assert report["invalid"] == {}
    assert report["problematic"] == {}
    assert len(content["features"]) == len(layer.frame)
    assert "crs" not in content
    assert content["metadata"]["licence"] == "CC BY 4.0"
    assert (
        name == "antimeridian"
        or content["features"] == []
        or content["features"][0]["properties"]["name"] == "要素0"
    )


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_each_ending_writes_a_file_and_any_case_of_it(
    ending: str, points_layer: Layer, tmp_path: Path
) -> None:
    write_layer(points_layer, tmp_path / f"out{ending.upper()}")
    assert (tmp_path / f"out{ending.upper()}").stat().st_size > 50


def test_csv_leaves_geometries_out_and_says_so(points_layer: Layer, tmp_path: Path) -> None:
    assert "left out" in write_csv(points_layer, tmp_path / "a.csv")[0].en
    table = Layer("t", points_layer.title, pd.DataFrame({"a": [1]}), points_layer.provenance)
    assert write_csv(table, tmp_path / "a.csv") == ()
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfa\n1\n"


def test_parts_on_both_sides_of_180_degrees_are_narrow(layer_of: LayerOf, tmp_path: Path) -> None:
    write_geojson(layer_of("antimeridian"), tmp_path / "a.geojson")
    first, second, _ = json.loads((tmp_path / "a.geojson").read_bytes())["features"]
    for part in shapely.geometry.shape(first["geometry"]).geoms:
        assert part.bounds[2] - part.bounds[0] == 1
    assert second["geometry"]["coordinates"] == [-178.5, -16.5]


def test_measures_do_not_stop_geojson(points_layer: Layer, tmp_path: Path) -> None:
    frame = points_layer.frame.head(1).set_geometry([shapely.from_wkt("POINT ZM (106 29 300 5)")], crs=4326)
    write_geojson(Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.geojson")
    assert json.loads((tmp_path / "a.geojson").read_bytes())["features"][0]["geometry"]["coordinates"] == [
        106,
        29,
        300,
    ]


@pytest.mark.parametrize("name", ["out.kml", "out", "out.geojson.exe"])
def test_other_endings_are_refused_and_the_formats_are_listed(
    name: str, points_layer: Layer, tmp_path: Path
) -> None:
    with pytest.raises(DataFormatError, match=r"\.gpkg") as caught:
        write_layer(points_layer, tmp_path / name)
    assert "扩展名" in caught.value.message("zh")


@pytest.mark.parametrize("ending", sorted(set(WRITERS) - {".json"}))
def test_a_full_disk_is_told_and_keeps_the_older_file(
    ending: str, layer_of: LayerOf, full_disk: Path
) -> None:
    target = full_disk / f"a{ending}"
    target.write_bytes(b"old")
    layer = layer_of("hundred-thousand")
    small = Layer(
        "p",
        layer.title,
        layer.frame.iloc[:9_000].assign(text=[f"{n:0200x}" for n in noise(9_000)]),
        layer.provenance,
    )
    with pytest.raises(WriteError) as caught:
        write_layer(small, target)
    assert "the disk is full" in str(caught.value)
    assert target.read_bytes() == b"old"
    assert [item.name for item in full_disk.iterdir()] == [target.name]


def noise(count: int) -> list[int]:
    return [int.from_bytes(np.random.default_rng(number).bytes(100), "big") for number in range(count)]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # openpyxl's own temporary file
@pytest.mark.parametrize("ending", sorted(set(WRITERS) - {".json"}))
def test_a_file_that_may_not_grow_is_told_and_keeps_the_older_one(
    ending: str, layer_of: LayerOf, tmp_path: Path, size_limit: None
) -> None:
    del size_limit
    target = tmp_path / f"a{ending}"
    target.write_bytes(b"old")
    layer = layer_of("hundred-thousand")
    with pytest.raises(WriteError):
        write_layer(Layer("p", layer.title, layer.frame.iloc[:20_000], layer.provenance), target)
    assert target.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("ending", sorted(set(WRITERS) - {".json"}))
def test_a_read_only_folder_is_told_and_unchanged(ending: str, points_layer: Layer, read_only: Path) -> None:
    with pytest.raises(WriteError, match="read-only") as caught:
        write_layer(points_layer, read_only / f"a{ending}")
    assert "只读" in caught.value.message("zh")
    assert [item.name for item in read_only.iterdir()] == ["old.txt"]


@pytest.mark.parametrize("ending", sorted(set(WRITERS) - {".json"}))
def test_a_path_below_a_file_is_told(ending: str, points_layer: Layer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError):
        write_layer(points_layer, tmp_path / "file" / f"a{ending}")
