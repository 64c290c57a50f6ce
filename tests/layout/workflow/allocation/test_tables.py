from pathlib import Path

import pytest

from geodata.errors import DataFormatError
from layout.errors import CaseError
from layout.workflow.allocation.tables import parse_table_bytes, read_table


def test_cells_are_read_by_name_and_stripped() -> None:
    content = "\ufeffid, land ,flag,list\na, 1.5 ,是,x; y;\n\n'=b,,,\n".encode()
    table = parse_table_bytes(content, "t.csv", required=("id",))
    first, second = table.rows
    assert table.columns == ("id", "land", "flag", "list")
    assert (first.text("id"), first.number("land"), first.truth("flag"), first.items("list")) == (
        "a",
        1.5,
        True,
        ("x", "y"),
    )
    assert second.text("id") == "=b"
    assert second.number("land", 7.0) == 7.0
    assert second.whole("land") is None
    assert second.origin == "t.csv, line 4"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name\na\n", "column id is missing; found name"),
        (b"id,id\na,b\n", "Two columns are called id"),
        (b"id,x\na\n", "row 2: .* the header, which has 2"),
        (b"id\n\xff\n", "neither UTF-8"),
        (b"", "no feature or row"),
        (b'id\n"a\n', "A quotation mark is not closed"),
    ],
)
def test_broken_tables_are_refused(content: bytes, words: str) -> None:
    with pytest.raises((CaseError, DataFormatError), match=words):
        parse_table_bytes(content, "t.csv", required=("id",))


@pytest.mark.parametrize("cell", ["ten", "nan", "inf", ""])
def test_cells_that_are_no_number_are_named(cell: str) -> None:
    row = parse_table_bytes(f"id,land\na,{cell}\n".encode(), "t.csv", required=("id",)).rows[0]
    with pytest.raises(CaseError, match=r"t\.csv, line 2, column land"):
        row.number("land")


def test_other_cells_that_do_not_fit() -> None:
    row = parse_table_bytes(b"id,year,flag\na,2025.5,maybe\n", "t.csv", required=("id",)).rows[0]
    with pytest.raises(CaseError, match="a whole number"):
        row.whole("year")
    with pytest.raises(CaseError, match="true or false"):
        row.truth("flag")


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        read_table(tmp_path / "none.csv", ("id",))
