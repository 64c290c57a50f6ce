import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from osgeo_utils.samples import validate_gpkg

from geodata.errors import CRSMismatchError, WriteError
from geodata.layer import Layer
from geodata.write import geopackage
from geodata.write.geopackage import read_back, table_name, write_geopackage
from geodata.write.qgis_style import LayerStyle, StyleClass

LayerOf = Callable[..., Layer]


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as base:
        return base.execute(sql).fetchall()


def validate(path: Path) -> None:
    errors = validate_gpkg.check(
        str(path), abort_at_first_error=False, warning_as_error=True, myprint=lambda *_: None
    )
    assert errors == []


def test_every_shape_of_layer_passes_gdals_validator_and_comes_back(
    shaped: tuple[str, Layer], tmp_path: Path
) -> None:
    name, layer = shaped
    path = tmp_path / "parks.gpkg"
    notes = write_geopackage(layer, path)
    validate(path)
    assert [item.name for item in tmp_path.iterdir()] == ["parks.gpkg"]
    found = pyogrio.read_dataframe(path, layer="parks")
    assert len(found) == len(layer.frame)
    assert found.crs.equals(layer.frame.crs, ignore_axis_order=True) or name == "local-grid"
    assert bool(notes) == (name in {"antimeridian", "awkward-columns", "attributes"})
    missing = layer.frame.geometry.isna() | layer.frame.geometry.is_empty
    assert (found.geometry.isna() | found.geometry.is_empty).tolist() == missing.tolist()
    if name not in {"antimeridian", "awkward-columns", "attributes"}:
        assert found["name"].tolist() == layer.frame["name"].tolist()
        alike = shapely.equals(np.array(found.geometry[~missing]), np.array(layer.frame.geometry[~missing]))
        assert alike.all() or name == "invalid-ring"


def test_types_survive_the_round_trip(layer_of: LayerOf, tmp_path: Path) -> None:
    layer = layer_of("attributes")
    write_geopackage(layer, tmp_path / "a.gpkg")
    found = read_back(tmp_path / "a.gpkg", "parks")
    meant = layer.frame
    assert found["whole"].tolist() == meant["whole"].tolist()
    assert found["flag"].tolist() == [True, pd.NA, False, True]
    assert found["day"].tolist() == meant["day"].tolist()
    assert found["moment"].tolist() == meant["moment"].tolist()
    assert found["zoned"].dropna().tolist() == meant["zoned"].dropna().tolist()
    assert found["number"].tolist()[2:] == [-1e300, 5e-324]
    assert found["text"].fillna("missing").tolist() == ["重庆", "", "missing", meant["text"][3]]
    assert found["markup"].tolist() == meant["markup"].tolist()
    assert found["many"].fillna("missing").tolist() == ["a;b", "", "c", "missing"]


def test_mixed_heights_stay_mixed_and_are_declared_optional(layer_of: LayerOf, tmp_path: Path) -> None:
    for name, declared in (("mixed-heights", 2), ("heights", 1), ("points", 0)):
        write_geopackage(layer_of(name), tmp_path / "a.gpkg")
        assert rows(tmp_path / "a.gpkg", "SELECT z FROM gpkg_geometry_columns") == [(declared,)]
    write_geopackage(layer_of("mixed-heights"), tmp_path / "a.gpkg")
    found = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="parks")
    assert shapely.has_z(np.array(found.geometry)).tolist() == [True, False, False]


def test_version_style_and_metadata_stand_in_the_file(layer_of: LayerOf, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    style = LayerStyle("name", (StyleClass("<b>", "#d55e00", value="要素0"),))
    write_geopackage(layer_of("holes"), path, style=style)
    assert rows(path, "PRAGMA user_version") == [(10300,)]
    ((table, column, qml, default),) = rows(
        path, "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles"
    )
    assert (table, column, default) == ("parks", "geom", 1)
    root = ET.fromstring(str(qml).split("\n", 1)[1])  # noqa: S314 - our own text
    assert [item.get("type") for item in root.iter("symbol")] == ["fill", "fill"]
    ((identifier, about),) = rows(
        path, "SELECT identifier, description FROM gpkg_contents WHERE table_name = 'parks'"
    )
    assert identifier == "园区 Parks"
    assert "CC BY 4.0" in str(about)
    ((metadata,),) = rows(path, "SELECT metadata FROM gpkg_metadata")
    assert "规划局" in str(metadata)
    assert rows(path, "SELECT table_name FROM gpkg_metadata_reference") == [("parks",)]


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("points", "marker"), ("lines", "line"), ("mixed-types", "fill"), ("empty", "marker")],
)
def test_the_default_style_draws_what_the_layer_holds(
    name: str, symbol: str, layer_of: LayerOf, tmp_path: Path
) -> None:
    write_geopackage(layer_of(name), tmp_path / "a.gpkg")
    ((qml,),) = rows(tmp_path / "a.gpkg", "SELECT styleQML FROM layer_styles")
    assert f'type="{symbol}"' in str(qml)


def test_a_table_without_geometry_is_kept_as_attributes(points_layer: Layer, tmp_path: Path) -> None:
    table = pd.DataFrame({"adcode": ["500112", "500109"], "value": [1.5, None]})
    layer = Layer("statistics", points_layer.title, table, points_layer.provenance)
    write_geopackage(layer, tmp_path / "t.gpkg")
    validate(tmp_path / "t.gpkg")
    assert rows(tmp_path / "t.gpkg", "SELECT data_type FROM gpkg_contents") == [("attributes",)]
    assert read_back(tmp_path / "t.gpkg", "statistics")["adcode"].tolist() == ["500112", "500109"]


@pytest.mark.parametrize(
    "layer_id",
    [
        "园区 2024",
        "gpkg_contents",
        "rtree_x",
        "sqlite_master",
        "layer_styles",
        'a"b',
        "a'b; DROP TABLE x",
        "select",
    ],
)
def test_any_layer_id_becomes_a_table(layer_id: str, layer_of: LayerOf, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    write_geopackage(layer_of("points", layer_id), path)
    validate(path)
    assert len(pyogrio.read_dataframe(path, layer=table_name(layer_id))) == 5


def test_a_frame_without_crs_is_refused_and_leaves_nothing(points_layer: Layer, tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(points_layer.frame).set_crs(None, allow_override=True)
    with pytest.raises(CRSMismatchError):
        write_geopackage(Layer("x", points_layer.title, frame, points_layer.provenance), tmp_path / "a.gpkg")
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_did_not_arrive_stops_the_export(
    points_layer: Layer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pyogrio.write_dataframe

    def lossy(frame: gpd.GeoDataFrame, *places: object, **options: object) -> None:
        whole(frame.iloc[:-1], *places, **options)

    monkeypatch.setattr(geopackage.pyogrio, "write_dataframe", lossy)
    (tmp_path / "a.gpkg").write_bytes(b"old")
    with pytest.raises(WriteError, match="read back 4 rows"):
        write_geopackage(points_layer, tmp_path / "a.gpkg")
    assert (tmp_path / "a.gpkg").read_bytes() == b"old"


def coloured(layer: Layer, path: Path, style: LayerStyle) -> ET.Element:
    """Write a layer, check the row that QGIS looks for, and return the renderer that it would load."""
    write_geopackage(layer, path, style=style)
    found = rows(
        path,
        "SELECT s.f_table_name, s.f_geometry_column, s.styleName, s.useAsDefault, s.styleQML FROM layer_styles AS s"
        " JOIN gpkg_geometry_columns AS g ON g.table_name = s.f_table_name AND g.column_name = s.f_geometry_column",
    )
    ((_, _, name, default, qml),) = found
    assert (name, default) == ("default", 1)
    head, text = str(qml).split("\n", 1)
    assert head == "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    renderer = ET.fromstring(text).find("renderer-v2")  # noqa: S314 - our own text
    assert renderer is not None
    return renderer


def test_the_columns_of_the_style_table_are_those_of_qgis(layer_of: LayerOf, tmp_path: Path) -> None:
    write_geopackage(layer_of("points"), tmp_path / "a.gpkg")
    names = [str(row[1]) for row in rows(tmp_path / "a.gpkg", "PRAGMA table_info(layer_styles)")]
    # those that QGIS 3 itself makes when it saves a style into a GeoPackage
    assert names == [
        "id",
        "f_table_catalog",
        "f_table_schema",
        "f_table_name",
        "f_geometry_column",
        "styleName",
        "styleQML",
        "styleSLD",
        "useAsDefault",
        "description",
        "owner",
        "ui",
        "update_time",
    ]


def test_categories_are_the_classes_of_the_data_and_each_has_a_symbol_of_its_colour(
    points_layer: Layer, tmp_path: Path
) -> None:
    levels = ["national", "municipal", "market <b>"]
    frame = points_layer.frame.assign(level=[levels[index % 3] for index in range(len(points_layer.frame))])
    layer = Layer("parks", points_layer.title, frame, points_layer.provenance)
    colours = ["#d55e00", "#0072b2", "#009e73"]
    classes = tuple(
        StyleClass(value.title(), colour, value=value) for value, colour in zip(levels, colours, strict=True)
    )
    renderer = coloured(layer, tmp_path / "a.gpkg", LayerStyle("level", classes, other_label="无数据"))
    kept = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="parks")
    assert renderer.get("attr") in kept.columns
    categories = renderer.findall("categories/category")
    assert {item.get("value") for item in categories} - {""} == set(kept["level"])
    symbols = {item.get("name"): item for item in renderer.findall("symbols/symbol")}
    for category, colour in zip(categories, colours, strict=False):
        symbol = symbols[str(category.get("symbol"))]
        option = symbol.find("layer/Option/Option[@name='color']")
        assert option is not None
        red, green, blue, _ = (int(part) for part in str(option.get("value")).split(","))
        assert f"#{red:02x}{green:02x}{blue:02x}" == colour


def test_ranges_take_in_every_value_of_the_data(points_layer: Layer, tmp_path: Path) -> None:
    values = [10.0 * index for index in range(len(points_layer.frame))]
    layer = Layer("parks", points_layer.title, points_layer.frame.assign(ha=values), points_layer.provenance)
    classes = (
        StyleClass("low", "#ffffcc", lower=0, upper=20),
        StyleClass("high", "#253494", lower=20, upper=max(values)),
    )
    renderer = coloured(layer, tmp_path / "a.gpkg", LayerStyle("ha", classes))
    limits = [
        (float(str(one.get("lower"))), float(str(one.get("upper"))))
        for one in renderer.findall("ranges/range")
    ]
    kept = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="parks")["ha"]
    assert all(any(low <= value <= high for low, high in limits) for value in kept)
    assert len(renderer.findall("symbols/symbol")) == len(limits)
