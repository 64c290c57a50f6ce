import dataclasses
import math

import pytest

from geodata.embedded.columns import Column, TableSpec, items, number, text, year


def test_text_column_takes_a_vocabulary_and_a_pattern() -> None:
    column = text("kind", required=True, words="park port")
    assert column.words == {"park", "port"}
    assert column.required
    assert column.frame_name == "kind"
    dated = text("date", pattern=r"\d{4}").pattern
    assert dated is not None
    assert dated.fullmatch("2027")


def test_number_and_year_columns_keep_their_range() -> None:
    assert (number("a", low=1, high=2).low, number("a", low=1, high=2).high) == (1, 2)
    assert year("y", low=2000, high=2030).kind == "year"
    assert math.isinf(text("free").high)


def test_list_column_may_be_renamed() -> None:
    assert items("source_id", rename="source_ids").frame_name == "source_ids"
    assert items("zone_ids").kind == "list"


def test_declarations_cannot_be_changed_by_a_reader() -> None:
    column = Column("x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        column.required = True  # type: ignore[misc]
    assert TableSpec("t", "t.csv", (column,), key=("x",)).together == ()
