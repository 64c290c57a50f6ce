import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from geodata.errors import DataFormatError
from geodata.read.check import Examined
from geodata.read.handover import read_layer, write_layer

Judge = Callable[..., Examined]

POINT = {"type": "Point", "coordinates": [106.55, 29.56]}


def test_a_layer_comes_through_unchanged(
    tmp_path: Path, judge: Judge, geojson: Callable[..., bytes], square: dict[str, Any]
) -> None:
    found = judge(geojson(square, None, {"type": "Point", "coordinates": [106.5, 29.5, 300.0]}), "x.geojson")
    write_layer(found.layer, found.located, path=tmp_path / "l.arrow")
    frame = read_layer(tmp_path / "l.arrow")
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert frame["name"].tolist() == ["地块1", "地块2", "地块3"]
    assert frame.index.tolist() == [1, 2, 3]
    assert frame.geometry.isna().tolist() == [False, True, False]
    assert frame.geometry.iloc[2].z == 300.0


def test_types_of_columns(tmp_path: Path, judge: Judge) -> None:
    values = [
        {
            "i": 1,
            "f": 1.5,
            "b": True,
            "s": "x",
            "m": 1,
            "big": 2**70,
            "list": [1],
            "geometry": "g",
            "none": None,
        },
        {
            "i": 2,
            "f": 2,
            "b": False,
            "s": None,
            "m": "y",
            "big": 1,
            "list": None,
            "geometry": "h",
            "none": None,
        },
    ]
    features = [{"type": "Feature", "properties": item, "geometry": POINT} for item in values]
    found = judge(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "x.geojson")
    write_layer(found.layer, found.located, path=tmp_path / "l.arrow")
    frame = read_layer(tmp_path / "l.arrow")
    assert frame["i"].dtype == "int64"
    assert frame["f"].tolist() == [1.5, 2.0]
    assert frame["b"].dtype == bool
    assert frame["m"].tolist() == ["1", "y"]
    assert frame["big"].tolist() == [str(2**70), "1"]
    assert frame["list"].iloc[0] == "[1]"
    assert frame["geometry"].tolist() == ["g", "h"]
    assert frame.active_geometry_name == "geometry_"


def test_a_table_is_a_plain_frame(tmp_path: Path, judge: Judge) -> None:
    found = judge(b"name,area\na,1\nb,2\n", "x.csv", table=True)
    write_layer(found.layer, None, path=tmp_path / "l.arrow")
    frame = read_layer(tmp_path / "l.arrow")
    assert not isinstance(frame, gpd.GeoDataFrame)
    assert frame["area"].tolist() == [1, 2]
    assert frame.index.tolist() == [2, 3]


@pytest.mark.parametrize("raw", [b"", b"noise", b"ARROW1\x00\x00" + b"\xff" * 500])
def test_noise_is_not_believed(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "l.arrow").write_bytes(raw)
    with pytest.raises(DataFormatError):
        read_layer(tmp_path / "l.arrow")
