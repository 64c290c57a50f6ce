import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from geodata.errors import DataFormatError
from geodata.layer import Layer
from geodata.write.shapefile import write_shapefile

LayerOf = Callable[..., Layer]


def unpacked(path: Path, folder: Path) -> dict[str, gpd.GeoDataFrame]:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return {file.stem: pyogrio.read_dataframe(file) for file in sorted(folder.glob("*.shp"))}


def test_every_shape_of_layer_comes_back(shaped: tuple[str, Layer], tmp_path: Path) -> None:
    name, layer = shaped
    write_shapefile(layer, tmp_path / "a.zip")
    found = unpacked(tmp_path / "a.zip", tmp_path / "out")
    assert sum(map(len, found.values())) == len(layer.frame)
    gaps = layer.frame.geometry.isna() | layer.frame.geometry.is_empty
    assert sum(int(part.geometry.isna().sum()) for part in found.values()) == gaps.sum()
    for part in found.values():
        assert part.crs.is_geographic == layer.frame.crs.is_geographic
    if len(found) == 1 and name not in {"antimeridian", "awkward-columns"}:
        (part,) = found.values()
        assert part["name"].tolist() == layer.frame["name"].tolist()
    assert (tmp_path / "out").joinpath("about.txt").read_text(encoding="utf-8").startswith("标题 title: 园区")


def test_every_part_has_all_its_files_and_names_its_encoding(layer_of: LayerOf, tmp_path: Path) -> None:
    notes = write_shapefile(layer_of("mixed-types", "园区"), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = set(archive.namelist())
        assert archive.read("园区_points.cpg").strip() == b"UTF-8"
    for part in ("园区_points", "园区_lines", "园区_areas"):
        assert {f"{part}{ending}" for ending in (".shp", ".shx", ".dbf", ".prj", ".cpg")} <= names
    assert "园区_lines" in notes[-1].zh


def test_short_names_have_a_table_of_the_full_ones(layer_of: LayerOf, tmp_path: Path) -> None:
    write_shapefile(layer_of("awkward-columns"), tmp_path / "a.zip")
    (part,) = unpacked(tmp_path / "a.zip", tmp_path / "out").values()
    table = pd.read_csv(tmp_path / "out" / "columns.csv", encoding="utf-8-sig").set_index("column")[
        "full_name"
    ]
    assert table.index.tolist() == part.columns.drop("geometry").tolist()
    assert {table["averylongc"], table["averylon_2"]} == {"averylongcolumnname", "averylongcolumnnumber"}
    assert all(len(name.encode()) <= 10 for name in table.index)


def test_long_texts_are_cut_between_characters_and_told(points_layer: Layer, tmp_path: Path) -> None:
    frame = points_layer.frame.assign(text=["重" * 100, "a" * 254, "b" * 255, "", None])
    notes = write_shapefile(
        Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.zip"
    )
    (part,) = unpacked(tmp_path / "a.zip", tmp_path / "out").values()
    assert part["text"].fillna("-").tolist() == ["重" * 84, "a" * 254, "b" * 254, "-", "-"]
    assert any("2 texts were cut" in note.en for note in notes)


def test_numbers_a_dbf_would_spoil_become_text(points_layer: Layer, tmp_path: Path) -> None:
    frame = points_layer.frame.assign(
        a=[1e300, 1, 2, 3, np.nan], b=[1e-9, 1 / 3, 2, 3, 4], c=[0.5, 123456.789, -2e7, 0, 75]
    )
    notes = write_shapefile(
        Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.zip"
    )
    (part,) = unpacked(tmp_path / "a.zip", tmp_path / "out").values()
    assert part["a"].fillna("-").tolist() == ["1e+300", "1.0", "2.0", "3.0", "-"]
    assert part["c"].tolist() == frame["c"].tolist()
    assert sum("very large or small" in note.en for note in notes) >= 1


def test_heights_that_only_some_have_are_left_out_not_set_to_zero(layer_of: LayerOf, tmp_path: Path) -> None:
    notes = write_shapefile(layer_of("mixed-heights"), tmp_path / "a.zip")
    (part,) = unpacked(tmp_path / "a.zip", tmp_path / "out").values()
    assert not shapely.has_z(np.array(part.geometry)).any()
    assert any("zero" in note.en for note in notes)


def test_what_the_format_cannot_hold_is_refused(points_layer: Layer, tmp_path: Path) -> None:
    def write(frame: pd.DataFrame) -> None:
        write_shapefile(Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.zip")

    with pytest.raises(DataFormatError, match="without geometry"):
        write(pd.DataFrame({"a": [1]}))
    with pytest.raises(DataFormatError, match="row 1 is a geometry collection"):
        write(
            gpd.GeoDataFrame(
                geometry=[shapely.Point(1, 1), shapely.GeometryCollection([shapely.Point(1, 1)])], crs=4326
            )
        )
    with pytest.raises(DataFormatError, match="256 columns"):
        write(gpd.GeoDataFrame({f"c{n}": [1] for n in range(256)}, geometry=[shapely.Point(1, 1)], crs=4326))
    assert list(tmp_path.iterdir()) == []


def test_a_layer_without_columns_gets_row_numbers(points_layer: Layer, tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(1, 1), shapely.Point(2, 2)], crs=4326)
    write_shapefile(Layer("p", points_layer.title, frame, points_layer.provenance), tmp_path / "a.zip")
    (part,) = unpacked(tmp_path / "a.zip", tmp_path / "out").values()
    assert part["row"].tolist() == [0, 1]
