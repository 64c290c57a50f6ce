import math

import pandas as pd
import pytest

from geodata.embedded.columns import TableSpec, items, number, text, year
from geodata.embedded.parse import parse_table
from geodata.errors import DataFormatError

SPEC = TableSpec(
    "parks",
    "parks.csv",
    (
        text("id", required=True, pattern=r"[a-z]+"),
        text("level", words="national municipal"),
        number("area", low=10, high=100),
        year("year", low=2000, high=2030),
        items("zones", pattern=r"[a-z]+"),
        number("lon", low=105, high=111),
        number("lat", low=28, high=33),
        items("source_id", required=True, rename="source_ids"),
    ),
    key=("id",),
    together=(("lon", "lat"),),
)
HEADER = "id,level,area,year,zones,lon,lat,source_id\n"
GOOD = "a,national,12.5,2018,x;y,106.5,29.5,s1;s2\nb,,,,,,,s1\n"


def parse(rows: str, header: str = HEADER) -> pd.DataFrame:
    return parse_table((header + rows).encode("utf-8"), SPEC)


def test_types_and_blanks_are_as_declared() -> None:
    frame = parse(GOOD)
    assert frame.columns.tolist() == ["id", "level", "area", "year", "zones", "lon", "lat", "source_ids"]
    assert isinstance(frame.index, pd.RangeIndex)
    assert frame.loc[0].to_list() == ["a", "national", 12.5, 2018, ("x", "y"), 106.5, 29.5, ("s1", "s2")]
    assert frame["level"][1] == ""
    assert math.isnan(frame["area"][1])
    assert frame["year"][1] is pd.NA
    assert frame["zones"][1] == ()
    assert frame["area"].dtype == "float64"
    assert frame["year"].dtype == "Int64"


def test_a_table_without_rows_keeps_its_types() -> None:
    frame = parse("")
    assert len(frame) == 0
    assert frame["area"].dtype == "float64"
    assert frame["year"].dtype == "Int64"


@pytest.mark.parametrize(
    ("rows", "line", "column", "found", "expected"),
    [
        (",national,12,2018,x,,,s\n", 2, "id", "blank", "a value"),
        ("A,national,12,2018,x,,,s\n", 2, "id", "'A'", "matches [a-z]+"),
        ("a,federal,12,2018,x,,,s\n", 2, "level", "'federal'", "one of municipal, national"),
        ("a,national,1e2,2018,x,,,s\n", 2, "area", "'1e2'", "a plain number"),
        ("a,national,nan,2018,x,,,s\n", 2, "area", "'nan'", "a plain number"),
        ('a,national,"1,2",2018,x,,,s\n', 2, "area", "'1,2'", "a plain number"),
        ("a,national,9,2018,x,,,s\n", 2, "area", "9", "10 to 100"),
        ("a,national,12,18,x,,,s\n", 2, "year", "'18'", "a year"),
        ("a,national,12,1999,x,,,s\n", 2, "year", "1999", "2000 to 2030"),
        ("a,national,12,2018,x;;y,,,s\n", 2, "zones", "''", "list items"),
        ("a,national,12,2018,x; y,,,s\n", 2, "zones", "' y'", "list items"),
        ("a,national,12,2018,x;Y,,,s\n", 2, "zones", "'Y'", "matches"),
        ("a,national, 12,2018,x,,,s\n", 2, "area", "' 12'", "no outer spaces"),
        ('a,"nation\nal",12,2018,x,,,s\n', 3, "level", "nation", "no line feed"),
        ("a,national,12,2018,x,106.5,,s\n", 2, "lon, lat", "only lon", "all filled or all blank"),
        ("a,,,,,,,s\nb,,,,,,,s\na,,,,,,,s\n", 4, "id", "a (first on line 2)", "a key that occurs once"),
        ("a,national,12,2018,x,,s\n", 2, "-", "7 cells", "8 cells"),
        ('a,national,12,2018,x,,,"s\n', 2, "-", "unexpected end of data", "well-formed CSV"),
    ],
)
def test_a_cell_that_is_not_as_declared_is_named(
    rows: str, line: int, column: str, found: str, expected: str
) -> None:
    with pytest.raises(DataFormatError) as caught:
        parse(rows)
    said = caught.value.message("en")
    assert said.startswith(f"parks.csv line {line}, column {column}: found ")
    assert found in said
    assert expected in said
    assert f"第 {line} 行" in caught.value.message("zh")
    assert "\n" not in said.replace("\\n", "")


def test_a_missing_an_extra_and_a_moved_column_are_refused() -> None:
    for header in ("id,level\n", HEADER.replace("\n", ",more\n"), HEADER.replace("id,level", "level,id"), ""):
        with pytest.raises(DataFormatError, match="expected columns id,level,area"):
            parse("", header)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"\xef\xbb\xbf" + HEADER.encode(), "BOM or CR"),
        (HEADER.replace("\n", "\r\n").encode(), "BOM or CR"),
        (HEADER.encode() + b"a,,,,,,,\xff\n", "line 2.*UTF-8"),
    ],
)
def test_bytes_that_are_not_plain_utf8_are_refused(raw: bytes, says: str) -> None:
    with pytest.raises(DataFormatError, match=says):
        parse_table(raw, SPEC)
