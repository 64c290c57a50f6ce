import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.quality.model import Reading, Stop
from geodata.read import jsontext

Make = Callable[..., Reading]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_json_comes_back(value: object) -> None:
    reading = Reading(Path("x"), "x.json", Path())
    assert jsontext.parse(json.dumps(value), reading) == (value, False)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('{"a": 1,}', "json-syntax", "line 1"),
        ('{\n"a": 01}', "json-syntax", "line 2"),
        ('{"a": [1, 2', "json-cut-off", "line 1"),
        ('{"a": "x', "json-cut-off", "line 1"),
        ('{"a": 1} x', "json-trailing", "line 1, column 10"),
        ('{"a": 1,\n "a": 2}', "json-double-key", "line 2, column 2"),
        ("[" * 100_000, "too-deep", "line 1, column 101"),
        ('{"a":' * 5_000, "too-deep", "line 1"),
        ("1" * 5_000, "json-number-too-long", "the whole file"),
        ("'a'", "json-syntax", "line 1, column 1"),
    ],
)
def test_faults_are_named_with_their_place(text: str, code: str, place: str, reading: Make) -> None:
    found = reading()
    with pytest.raises(Stop):
        jsontext.parse(text, found)
    assert found.findings[-1].code == code
    assert found.findings[-1].where.en.startswith(place)


def test_nan_is_found_outside_of_strings(reading: Make) -> None:
    text = '{"a": "NaN",\n "b": [1, NaN]}'
    assert jsontext.parse(text, reading())[1]
    assert jsontext.constant_place(text).en == "line 2, column 11"
    assert not jsontext.parse('"NaN"', reading())[1]


def test_bytes_must_be_utf8(reading: Make) -> None:
    assert jsontext.decode("\ufeff{}".encode(), reading()) == "{}"
    found = reading()
    with pytest.raises(Stop):
        jsontext.decode(b'{\n"a": "\xd6\xd8"}', found)
    assert found.findings[-1].where.en == "line 2"


def test_lines_are_counted_from_where_the_text_stands(reading: Make) -> None:
    found = reading()
    with pytest.raises(Stop):
        jsontext.parse("{", found, first_line=7)
    assert found.findings[-1].where.en.startswith("line 7")
