import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.errors import WriteError
from geodata.write.readback import compare, same_value

SQUARE = shapely.box(0, 0, 1, 1)


def frame(**changes: object) -> gpd.GeoDataFrame:
    values: dict[str, object] = {"n": ["a", None], "v": [1.0, np.nan], "geometry": [SQUARE, None]} | changes
    return gpd.GeoDataFrame(values, geometry="geometry", crs=4326)


def is_same(found: pd.DataFrame, **options: object) -> bool:
    try:
        compare(frame(), found, what="file", **options)  # type: ignore[arg-type]
    except WriteError:
        return False
    return True


def test_the_same_in_other_types_is_the_same() -> None:
    back = frame(
        n=pd.array(["a", None], dtype="string"),
        v=pd.array([1, None], dtype="Int64"),
        geometry=[shapely.MultiPolygon([shapely.orient_polygons(SQUARE)]), shapely.Polygon()],
    )
    for ordered in (True, False):
        assert is_same(back, ordered=ordered)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (frame().iloc[:1], "1 rows"),
        (frame(n=["a", "b"]), "column n, row 1"),
        (frame(n=["A", None]), "column n, row 0"),
        (frame(v=[1.0000001, np.nan]), "column v, row 0"),
        (frame(geometry=[shapely.box(0, 0, 1, 1.0000001), None]), "geometry in row 0"),
        (frame(geometry=[SQUARE, shapely.Point(1, 1)]), "geometry in row 1"),
        (frame(geometry=[shapely.force_3d(SQUARE), None]), "geometry in row 0"),
        (frame().rename(columns={"v": "w"}), "columns"),
        (pd.DataFrame(frame()).drop(columns="geometry"), "columns"),
    ],
)
def test_every_difference_is_found_in_order_and_out_of_order(found: pd.DataFrame, said: str) -> None:
    with pytest.raises(WriteError, match=said) as caught:
        compare(frame(), found, what="the file")
    assert "the file" in caught.value.message("zh")
    with pytest.raises(WriteError):
        compare(frame(), found, what="the file", ordered=False)


def test_order_matters_only_where_it_is_kept() -> None:
    turned = frame().iloc[::-1].reset_index(drop=True)
    assert is_same(turned, ordered=False)
    assert not is_same(turned)


def test_a_tolerance_is_for_formats_that_round() -> None:
    rounded = frame(geometry=[shapely.box(0, 0, 1, 1.00000004), None])
    assert is_same(rounded, tolerance=1e-7)
    assert not is_same(rounded, tolerance=1e-8)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (1, 1.0, True),
        (True, 1, True),
        (2**60 + 1, 2**60 + 1, True),
        (2**60 + 4096 * 4096, 2**60, False),
        (np.float32(0.5), 0.5, True),
        (None, np.nan, True),
        (pd.NA, pd.NaT, True),
        ("", None, False),
        (0, None, False),
        ("1", 1, False),
        (np.inf, np.inf, True),
        (np.inf, 1e300, False),
        (dt.date(2024, 1, 2), pd.Timestamp("2024-01-02"), True),
        (dt.date(2024, 1, 2), pd.Timestamp("2024-01-02 01:00"), False),
        (pd.Timestamp("2024-01-02 08:00", tz="Asia/Shanghai"), pd.Timestamp("2024-01-02", tz="UTC"), True),
        (b"a", b"a", True),
    ],
)
def test_values(a: object, b: object, same: bool) -> None:  # noqa: FBT001 - pytest passes it
    assert same_value(a, b) == same
