from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
import shapely

from geodata.errors import DataFormatError
from geodata.layer import Layer
from geodata.write.flatgeobuf import write_flatgeobuf

LayerOf = Callable[..., Layer]


def test_every_shape_of_layer_comes_back(shaped: tuple[str, Layer], tmp_path: Path) -> None:
    name, layer = shaped
    path = tmp_path / "a.fgb"
    notes = write_flatgeobuf(layer, path)
    assert path.read_bytes()[:3] == b"fgb"
    found = pyogrio.read_dataframe(path)
    assert len(found) == len(layer.frame)
    gaps = layer.frame.geometry.isna() | layer.frame.geometry.is_empty
    assert (found.geometry.isna() | found.geometry.is_empty).sum() == gaps.sum()
    assert ("spatial index" in notes[-1].en) == (gaps.any() or layer.frame.empty)
    if name == "holes":
        assert sorted(shapely.area(found.geometry.array)) == sorted(shapely.area(layer.frame.geometry.array))


def test_the_spatial_index_finds_what_lies_in_a_window(layer_of: LayerOf, tmp_path: Path) -> None:
    layer = layer_of("hundred-thousand")
    write_flatgeobuf(layer, tmp_path / "a.fgb")
    window = (106.0, 29.0, 106.1, 29.1)
    found = pyogrio.read_dataframe(tmp_path / "a.fgb", bbox=window)
    inside = layer.frame.cx[window[0] : window[2], window[1] : window[3]]
    assert sorted(found["rank"]) == sorted(inside["rank"])
    assert len(found) > 10


def test_a_table_is_refused(points_layer: Layer, tmp_path: Path) -> None:
    layer = Layer("t", points_layer.title, pd.DataFrame({"a": [1]}), points_layer.provenance)
    with pytest.raises(DataFormatError, match="without geometry"):
        write_flatgeobuf(layer, tmp_path / "a.fgb")
