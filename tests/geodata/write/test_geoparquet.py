import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import geoparquet_validator
import pandas as pd
import pyarrow.parquet as pq

from geodata.layer import Layer
from geodata.write.geoparquet import write_geoparquet

LayerOf = Callable[..., Layer]


def test_every_shape_of_layer_passes_the_validator_and_comes_back(
    shaped: tuple[str, Layer], tmp_path: Path
) -> None:
    name, layer = shaped
    path = tmp_path / "a.parquet"
    write_geoparquet(layer, path)
    report = geoparquet_validator.check(str(path))
    failed = set(geoparquet_validator.failed(report))
    if layer.frame.geometry.isna().all():
        failed.discard(
            "/conf/distribution/geospatial-statistics"
        )  # a good practice; nothing has no statistics
    assert failed == set()
    found = gpd.read_parquet(path)
    assert len(found) == len(layer.frame)
    assert found.crs == layer.frame.crs
    if name != "antimeridian":
        same = (
            found.geometry.geom_equals_exact(layer.frame.geometry, tolerance=0)
            | layer.frame.geometry.isna()
            | layer.frame.geometry.is_empty
        )
        assert same.all()


def test_types_survive_the_round_trip(layer_of: LayerOf, tmp_path: Path) -> None:
    layer = layer_of("attributes")
    write_geoparquet(layer, tmp_path / "a.parquet")
    found = gpd.read_parquet(tmp_path / "a.parquet")
    for name in ("whole", "flag", "day", "moment", "number", "markup"):
        assert (
            found[name].astype(object).where(found[name].notna(), None).tolist()
            == layer.frame[name].astype(object).where(layer.frame[name].notna(), None).tolist()
        )


def test_version_covering_and_description_stand_in_the_file(layer_of: LayerOf, tmp_path: Path) -> None:
    write_geoparquet(layer_of("holes"), tmp_path / "a.parquet")
    metadata = pq.read_schema(tmp_path / "a.parquet").metadata
    geo = json.loads(metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert json.loads(metadata[b"description"])["licence"] == "CC BY 4.0"
    assert len(gpd.read_parquet(tmp_path / "a.parquet", bbox=(107.9, 29.9, 108.6, 30.6))) == 1


def test_a_table_is_plain_parquet(points_layer: Layer, tmp_path: Path) -> None:
    layer = Layer("t", points_layer.title, pd.DataFrame({"a": ["重庆", None]}), points_layer.provenance)
    assert write_geoparquet(layer, tmp_path / "a.parquet") == ()
    assert pd.read_parquet(tmp_path / "a.parquet")["a"].fillna("-").tolist() == ["重庆", "-"]
    assert b"geo" not in pq.read_schema(tmp_path / "a.parquet").metadata
