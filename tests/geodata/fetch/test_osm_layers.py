from pathlib import Path

import osmium
import osmium.osm.mutable as osm
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from geodata.errors import DataFormatError, DataMissingError
from geodata.fetch.osm_layers import SELECTIONS, read_osm_layer

WAYS = [
    (1, [1, 2, 3], {"highway": "primary", "name": "金山大道"}),
    (2, [1, 2], {"highway": "footway"}),
    (3, [1, 3], {"railway": "rail", "usage": "freight"}),
    (4, [1, 2, 3, 4, 1], {"landuse": "industrial", "name": "<b>园区</b>"}),
    (5, [2, 4], {"power": "line", "voltage": "220000"}),
    (6, [2, 3], {"waterway": "river", "name": "长江"}),
    (7, [1, 2, 4, 1], {"natural": "water"}),
    (8, [5, 6], {"highway": "motorway_link"}),
]
PLACES = [(106.0, 29.0), (106.1, 29.0), (106.1, 29.1), (106.0, 29.1), (109.0, 31.0), (109.1, 31.0)]


def write_extract(path: Path) -> Path:
    writer = osmium.SimpleWriter(str(path))
    for number, place in enumerate(PLACES, start=1):
        tags = {"place": "town", "name": "镇"} if number == 1 else {}
        writer.add_node(osm.Node(id=number, location=place, version=1, tags=tags))
    for number, nodes, tags in WAYS:
        writer.add_way(osm.Way(id=number, nodes=nodes, version=1, tags=tags))
    writer.close()
    return path


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_extract(tmp_path_factory.mktemp("osm") / "small.osm.pbf")


def test_each_layer_holds_its_features_and_no_others(extract: Path) -> None:
    found = {name: read_osm_layer(extract, name)["osm_id"].tolist() for name in SELECTIONS}
    assert found == {
        "roads": ["way/1", "way/8"],
        "rail": ["way/3"],
        "rivers": ["way/6"],
        "water": ["way/7"],
        "power_lines": ["way/5"],
        "towns": ["node/1"],
        "industrial": ["way/4"],
    }


def test_tags_and_shapes_are_those_of_the_extract(extract: Path) -> None:
    roads = read_osm_layer(extract, "roads")
    assert roads.crs.to_epsg() == 4326
    assert roads["highway"].tolist() == ["primary", "motorway_link"]
    assert roads["name"][0] == "金山大道"
    assert roads["name"][1] is None
    assert roads.geometry[0].equals_exact(shapely.LineString(PLACES[:3]), 1e-7)
    industrial = read_osm_layer(extract, "industrial")
    assert industrial["name"].tolist() == ["<b>园区</b>"]
    assert industrial.geometry[0].area == pytest.approx(0.01)
    assert read_osm_layer(extract, "power_lines")["voltage"].tolist() == ["220000"]


def test_only_what_meets_the_bounds_is_read(extract: Path) -> None:
    near = read_osm_layer(extract, "roads", bounds=(105.5, 28.5, 106.5, 29.5))
    assert near["osm_id"].tolist() == ["way/1"]


def test_the_text_form_reads_alike(extract: Path, tmp_path: Path) -> None:
    text = write_extract(tmp_path / "small.osm")
    for name in SELECTIONS:
        assert_geodataframe_equal(
            read_osm_layer(text, name), read_osm_layer(extract, name), check_less_precise=True
        )


@pytest.mark.parametrize("kind", ["cut", "other", "renamed"])
def test_a_file_that_is_no_extract_is_named(extract: Path, tmp_path: Path, kind: str) -> None:
    bad = tmp_path / ("bad.osm.pbf" if kind != "renamed" else "bad.gpkg")
    raw = extract.read_bytes()
    bad.write_bytes({"cut": raw[: len(raw) - 40], "other": b"PK\3\4" + raw, "renamed": raw}[kind])
    with pytest.raises(DataFormatError, match="bad"):
        read_osm_layer(bad, "roads")
    with pytest.raises(DataMissingError, match="no such file"):
        read_osm_layer(tmp_path / "none.osm.pbf", "roads")
