from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.errors import UnknownLayerError
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.workflow.desk import layers as own_layers

BLANK = Bilingual(en="", zh="")
PROVENANCE = Provenance("internal", BLANK, "2025", (), "0" * 64, BLANK)


def points(count: int) -> gpd.GeoDataFrame:
    shapes = shapely.points(106 + np.arange(count) / 1e5, np.full(count, 29.5))
    return gpd.GeoDataFrame(
        {"编号": np.arange(count), "名称": ["甲"] * count}, geometry=shapes, crs="EPSG:4326"
    )


def test_a_small_layer_is_drawn_whole() -> None:
    made = own_layers.drawable(points(3).set_index(np.array([2, 3, 5])))
    assert made.frame["feature"].tolist() == ["2", "3", "5"]
    assert made.frame["feature_name"].tolist() == ["甲"] * 3
    assert made.columns == {"c0": "编号", "c1": "名称"}
    assert (made.total, made.simplified, made.points) == (3, False, True)
    assert made.bounds == pytest.approx((106, 29.5, 106.00002, 29.5))


def test_of_many_features_an_even_sample_from_first_to_last_is_drawn() -> None:
    made = own_layers.drawable(points(20_000))
    assert (made.total, len(made.frame)) == (20_000, own_layers.MOST_FEATURES)
    numbers = made.frame["feature"].astype(int).to_numpy()
    assert (numbers[0], numbers[-1]) == (0, 19_999)
    assert set(np.diff(numbers)) <= {6, 7}


def test_a_polygon_of_a_million_vertices_is_thinned_and_stays_where_it_is() -> None:
    angle = np.linspace(0, 2 * np.pi, 1_000_001)
    ring = np.column_stack([107 + 0.2 * np.cos(angle), 30 + 0.2 * np.sin(angle)])
    frame = gpd.GeoDataFrame(geometry=[shapely.polygons(ring)], crs="EPSG:4326")
    made = own_layers.drawable(frame)
    assert made.simplified
    assert shapely.get_num_coordinates(made.frame.geometry.iloc[0]) <= own_layers.MOST_VERTICES
    assert made.frame.geometry.iloc[0].area == pytest.approx(np.pi * 0.04, rel=1e-3)
    assert not made.points


def test_missing_shapes_and_hostile_cells() -> None:
    frame = points(2).assign(名称=["a\n{{7*7}}", None])
    frame.geometry = [shapely.Point(106, 29), None]
    made = own_layers.drawable(frame)
    assert made.total == 1
    assert made.frame["c1"].tolist() == ["a\\x0a{{7*7}}"]


def test_layers_of_the_workspace_by_version(own_workspace: Path) -> None:
    assert own_layers.own_layers() == ()
    workspace = Workspace.create(own_workspace)
    for count in (2, 3):
        workspace.add_layer(Layer("land", Bilingual(en="Land", zh="地块"), points(count), PROVENANCE))
    table = points(1).drop(columns="geometry")
    workspace.add_layer(Layer("figures", BLANK, table, PROVENANCE))
    assert [item.item_id for item in own_layers.own_layers()] == ["land"]
    for version in workspace.versions("land"):
        title, made = own_layers.own_layer("land", version.sha256)
        assert (title.zh, made.total) == ("地块", version.number + 1)
    for item, digest in (("land", "0" * 64), ("figures", workspace.version("figures").sha256)):
        with pytest.raises(UnknownLayerError):
            own_layers.own_layer(item, digest)


def test_without_a_workspace_there_is_no_layer() -> None:
    with pytest.raises(UnknownLayerError):
        own_layers.own_layer("land", "0" * 64)
