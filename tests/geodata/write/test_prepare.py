import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.errors import CRSMismatchError
from geodata.write.names import NameRules
from geodata.write.prepare import prepare, result_with


def test_a_frame_comes_out_plain_with_its_geometry_last_and_is_not_changed_itself() -> None:
    frame = gpd.GeoDataFrame(
        {"shape": [shapely.Point(1, 2), None], "Id": [1, 2], "list": [("a",), ("b", "c")]},
        geometry="shape",
        crs=4326,
    ).set_index(pd.Index(["x", "y"], name="code"))
    before = frame.copy()
    ready = prepare(frame, NameRules(reserved={"id"}), uniform_height=True)
    assert ready.frame.columns.tolist() == ["code", "Id_2", "list", "geometry"]
    assert ready.frame["code"].tolist() == ["x", "y"]
    assert ready.frame["list"].tolist() == ["a", "b;c"]
    assert ready.frame.index.tolist() == [0, 1]
    assert ready.names == {"Id_2": "Id"}
    assert "Id → Id_2" in ready.notes[0].en
    pd.testing.assert_frame_equal(pd.DataFrame(frame), pd.DataFrame(before))


def test_every_named_level_of_an_index_is_kept_and_a_nameless_one_not() -> None:
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["zone", None])
    assert prepare(
        pd.DataFrame({"v": [1, 2]}, index=index), NameRules(), uniform_height=False
    ).frame.columns.tolist() == ["zone", "v"]


def test_doubled_columns_and_a_second_geometry_are_kept() -> None:
    frame = gpd.GeoDataFrame(
        {"a": [1], "other": gpd.GeoSeries([shapely.Point(5, 6)])}, geometry=[shapely.Point(1, 2)], crs=4326
    )
    frame.insert(0, "a", [7], allow_duplicates=True)
    ready = prepare(frame, NameRules(), uniform_height=False)
    assert ready.frame[["a", "a_2", "other"]].iloc[0].tolist() == [7, 1, "POINT (5 6)"]


def test_a_table_stays_a_table() -> None:
    ready = prepare(pd.DataFrame({"a": [1, 2]}), NameRules(), uniform_height=True)
    assert not isinstance(ready.frame, gpd.GeoDataFrame)
    assert ready.notes == ()


def test_geometries_without_crs_are_refused() -> None:
    with pytest.raises(CRSMismatchError, match="set_crs"):
        prepare(
            gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 2)]), NameRules(), uniform_height=True
        )


def test_result_with_keeps_the_crs() -> None:
    frame = result_with(
        pd.DataFrame({"a": [1]}), gpd.GeoSeries([shapely.Point(1, 2)], index=[5], crs="EPSG:4545")
    )
    assert frame.crs.to_epsg() == 4545
    assert frame.geometry[0].x == 1
