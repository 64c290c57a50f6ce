from collections.abc import Callable

import pytest

from geodata.quality.model import Reading, Stop
from geodata.quality.options import Limits
from geodata.read import tabletext

Make = Callable[..., Reading]


def table(text: str, reading: Reading) -> tabletext.Grid:
    return tabletext.grid(*tabletext.cut(text, reading), reading=reading)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("name,lon\na,1\n", []),
        ("name;lon\r\na;1\r\n", ["separator"]),
        ("name\tlon\ra\t1\r", ["separator"]),
        ("name|lon\na|1\n", ["separator"]),
        ("sep=;\nname;lon\na;1\n", []),
        ('"name","lon"\n"a","1"\n\n\n', []),
        ("title,\nname,lon\na,1\n", ["title-rows"]),
        ("title\nname,lon\na,1\n", ["title-rows"]),
        ("name,lon,\na,1,\n", []),
    ],
)
def test_tables_as_offices_write_them(text: str, notes: list[str], reading: Make) -> None:
    found = reading(name="x.csv")
    grid = table(text, found)
    assert (grid.header, grid.cells) == (["name", "lon"], [["a", "1"]])
    assert [item.code for item in found.findings] == notes


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "no-features", "the whole file"),
        ("name,lon\n", "no-features", "the whole file"),
        ("name,lon\na,1,EXTRA\nb\n", "ragged-rows", "rows 2, 3"),
        ("lon,lon\n1,2\n", "column-double", "line 1"),
        ("name,lon\na\x00,1\n", "table-nul", "line 2"),
        ('name,lon\n"a,1\n', "table-quote", "line 2"),
        ("name，lon\na，1\n", "fullwidth-comma", "line 1"),
        ("name,lon\n" + "x" * 40_000 + ",1\n", "cell-too-long", "line 2"),
        (",".join(map(str, range(2_001))) + "\n", "too-many-fields", "the whole file"),
    ],
)
def test_faults_are_named_with_their_row(text: str, code: str, place: str, reading: Make) -> None:
    found = reading(name="x.csv")
    with pytest.raises(Stop):
        table(text, found)
    assert found.findings[-1].code == code
    assert found.findings[-1].where.en == place


def test_row_numbers_are_those_of_the_file(reading: Make) -> None:
    grid = table('sep=,\nname,lon\n"a\nb",1\n\nc,2\n', reading(name="x.csv"))
    assert grid.numbers == [3, 6]
    assert grid.cells[0][0] == "a\nb"


def test_limits_and_unnamed_columns(reading: Make) -> None:
    found = reading(name="x.csv", limits=Limits(features=3))
    with pytest.raises(Stop):
        table("a,b\n" + "1,2\n" * 9, found)
    named = reading(name="x.csv")
    assert table("a,,c\n1,2,3\n", named).header == ["a", "column_2", "c"]
    assert named.findings[0].code == "column-unnamed"


def test_text_of_every_encoding(reading: Make) -> None:
    assert tabletext.read_text("名称".encode("gbk"), reading(encoding="GBK")) == "名称"
    told = reading()
    assert tabletext.read_text("名称,经度\n两江新区".encode("gbk"), told).startswith("名称")
    assert told.findings[0].code == "encoding-guessed"
    for raw, options, code in (
        ("名称".encode("gbk"), {"encoding": "utf-8"}, "encoding-unfit"),
        ("a\nLogroño".encode("cp1252"), {}, "encoding-unknown"),
    ):
        found = reading(**options)
        with pytest.raises(Stop):
            tabletext.read_text(raw, found)
        assert found.findings[-1].code == code
