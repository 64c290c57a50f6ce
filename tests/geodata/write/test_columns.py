import geopandas as gpd
import pandas as pd
import shapely

from geodata.write.columns import columns_to_write


def test_a_named_index_comes_first_and_a_nameless_one_not_at_all() -> None:
    frame = pd.DataFrame({"score": [0.5, 0.4]}, index=["a", "b"])
    assert columns_to_write(frame) == (["score"], [[0.5, 0.4]])
    assert columns_to_write(frame.rename_axis("site_id")) == (["site_id", "score"], [["a", "b"], [0.5, 0.4]])


def test_every_named_level_of_a_deeper_index_is_kept() -> None:
    index = pd.MultiIndex.from_tuples([("a", 1, "x"), ("a", 2, "y")], names=["site_id", None, "rule_id"])
    names, values = columns_to_write(pd.DataFrame({"outcome": ["pass", "fail"]}, index=index))
    assert names == ["site_id", "rule_id", "outcome"]
    assert values == [["a", "a"], ["x", "y"], ["pass", "fail"]]


def test_every_geometry_is_left_out_and_columns_of_one_name_are_kept() -> None:
    frame = gpd.GeoDataFrame({"a": [1], "b": [2]}, geometry=[shapely.Point(1, 2)], crs="EPSG:4326")
    frame["seat"] = frame.geometry
    frame.columns = ["a", "a", "geometry", "seat"]
    assert columns_to_write(frame) == (["a", "a"], [[1], [2]])


def test_names_become_text() -> None:
    assert columns_to_write(pd.DataFrame({2027: [1]}))[0] == ["2027"]
