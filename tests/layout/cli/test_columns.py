import pytest

from layout.cli.columns import display_width, text_table


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("km²", 3), ("两江新区", 8), ("（a）", 5), ("e\u0301", 1)]
)
def test_width_counts_terminal_columns(text: str, width: int) -> None:
    assert display_width(text) == width


def test_columns_line_up_whatever_the_script() -> None:
    table = text_table(["id", "name"], [["parks", "园区"], ["x", "ab"]])
    assert table == "id     name\nparks  园区\nx      ab"
    lines = text_table(["名称", "b"], [["a", "b"], ["园区表", "b"]]).splitlines()
    assert {display_width(line) for line in lines} == {9}


def test_rows_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        text_table(["a", "b"], [["1"]])
