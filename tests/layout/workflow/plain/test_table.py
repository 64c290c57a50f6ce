from pathlib import Path

import pandas as pd
import pytest

from geodata.errors import DataFormatError, DataMissingError
from layout.workflow.plain.table import numbers, read_table


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "table.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_what_excel_writes_is_read(tmp_path: Path, encoding: str, mark: str) -> None:
    text = f"园区{mark}地价{mark}面积\n长寿{mark}12.5{mark}3\n 涪陵 {mark}{mark}4\n\n"
    found = read_table(write(tmp_path, text, encoding))
    assert found.index.tolist() == ["长寿", "涪陵"]
    assert found.columns.tolist() == ["地价", "面积"]
    assert numbers(found["地价"]).tolist()[0] == 12.5
    assert numbers(found["地价"]).isna().tolist() == [False, True]


def test_pairwise_corner_may_be_blank_and_windows_lines_are_lines(tmp_path: Path) -> None:
    found = read_table(write(tmp_path, ",a,b\r\na,1,2\r\nb,1/2,1\r\n"))
    assert found.loc["b", "a"] == "1/2"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "no feature or row"),
        ("a\n1\n", "found 1 columns"),
        ("n,a,a\nx,1,2\n", "Two columns are called a"),
        ("n,a\nx,1\nx,2\n", "line 3: the name 'x'"),
        ("n,a\n,1\n", "line 2: the name ''"),
        ("n,a\n", "no feature or row"),
        ("n,a,b\nx,1\n", "row 2: .* the header, which has 3"),
        ('n,a\nx,"1\n', "line 2: A quotation mark is not closed"),
        ("n,a\nx,1,2,3\n", "row 2: .* the header, which has 2"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(DataFormatError, match=named):
        read_table(write(tmp_path, text))


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="cannot be read"):
        read_table(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xff\x00\x81")
    with pytest.raises(DataFormatError, match="neither UTF-8"):
        read_table(tmp_path / "bytes.csv")


@pytest.mark.parametrize("cell", ["abc", "1,234", "nan", "inf", "1e999", "12 km"])
def test_cells_that_are_no_number_are_named(cell: str) -> None:
    with pytest.raises(DataFormatError, match="row B, column price"):
        numbers(pd.Series(["1", cell], index=["A", "B"], name="price"))
