import csv
import io

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.catalog import load
from geodata.errors import DataFormatError
from geodata.write import to_csv_bytes


def cells(frame: pd.DataFrame) -> list[list[str]]:
    raw = to_csv_bytes(frame)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_bytes_are_exactly_these() -> None:
    frame = pd.DataFrame({"name_zh": ["涪陵区"], "area_km2": [2944.3], "zones": [("a", "b")], "year": [2027]})
    assert to_csv_bytes(frame) == "\ufeffname_zh,area_km2,zones,year\n涪陵区,2944.3,a;b,2027\n".encode()


def test_unknown_is_blank_and_never_zero() -> None:
    frame = pd.DataFrame(
        {"a": [np.nan, 0.0], "b": pd.array([None, 0], dtype="Int64"), "c": [None, ""], "d": [np.inf, 1.5]}
    )
    assert cells(frame)[1:] == [["", "", "", ""], ["0", "0", "", "1.5"]]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_run_as_a_formula_is_defused(sign: str) -> None:
    attack = f'{sign}HYPERLINK("x")'
    found = cells(pd.DataFrame({attack: [attack], "list": [(attack, "b")], "safe": [f"a{attack}"]}))
    assert found[0] == [f"'{attack}", "list", "safe"]
    assert found[1] == [f"'{attack}", f"'{attack};b", f"a{attack}"]


def test_negative_numbers_stay_numbers() -> None:
    frame = pd.DataFrame({"a": [-1.5], "b": [-2], "c": [np.float32(-0.25)], "d": [1e20], "e": [1564449.0]})
    assert cells(frame)[1] == ["-1.5", "-2", "-0.25", "1e+20", "1564449"]


def test_numbers_come_back_as_they_were() -> None:
    values = np.random.default_rng(7).normal(size=200) * 10.0 ** np.arange(-100, 100)
    back = [float(row[0]) for row in cells(pd.DataFrame({"x": values}))[1:]]
    assert back == values.tolist()


def test_quotes_commas_and_lines_are_kept_and_lines_end_in_lf() -> None:
    awkward = 'a "b", c\nd'
    assert cells(pd.DataFrame({"x": [awkward]}))[1] == [awkward]
    assert b"\r" not in to_csv_bytes(pd.DataFrame({"x": [awkward, "y"]}))


def test_a_named_index_comes_first_and_a_nameless_one_is_left_out() -> None:
    frame = pd.DataFrame({"score": [0.5]}, index=pd.Index(["bishan_htz"], name="site_id"))
    assert cells(frame) == [["site_id", "score"], ["bishan_htz", "0.5"]]
    assert cells(frame.reset_index(drop=True)) == [["score"], ["0.5"]]


def test_geometry_is_left_out() -> None:
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 2)], crs="EPSG:4326")
    assert cells(frame) == [["a"], ["1"]]
    assert "geometry" in frame.columns


def test_other_values() -> None:
    frame = pd.DataFrame(
        {"flag": [True], "day": [pd.Timestamp("2027-01-31")], "map": [{"a": 1}], "deep": [[("x",), None]]}
    )
    assert cells(frame)[1] == ["true", "2027-01-31T00:00:00", '{"a": 1}', '["x"];']


def test_values_without_a_form_are_refused() -> None:
    with pytest.raises(DataFormatError, match="type set found"):
        to_csv_bytes(pd.DataFrame({"a": [{1}]}))
    with pytest.raises(DataFormatError, match="CSV: half a surrogate pair"):
        to_csv_bytes(pd.DataFrame({"a": [("\ud800",)]}))


def test_every_table_of_the_catalogue_can_be_read_back() -> None:
    for layer_id in ("parks", "statistics", "rules", "layout-zones"):
        frame = load(layer_id).frame
        found = cells(frame)
        assert len(found) == len(frame) + 1
        assert {len(row) for row in found} == {len(found[0])}
    back = pd.read_csv(io.BytesIO(to_csv_bytes(load("statistics").frame)))
    assert back["value"].tolist() == load("statistics").frame["value"].tolist()
