from collections.abc import Callable

import pytest

from geodata.quality import attributes
from geodata.quality.model import RawLayer, Reading, Stop

Maker = Callable[..., RawLayer]


def told(found: RawLayer, reading: Reading) -> set[str]:
    attributes.check(found, reading)
    return {item.code for item in reading.findings}


def test_ordinary_columns_leave_no_finding(layer: Maker, reading: Reading) -> None:
    assert told(layer(None, name=["重庆", "b"], area=[1.5, 2]), reading) == set()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["", None, "-"], "columns-empty"),
        (["x", "x", "x"], "columns-constant"),
        (["1.5", "2", "3"], "numbers-as-text"),
        (["1", "2", "3", "4", "约5"], "numbers-and-words"),
        (["a", 1, 2], "mixed-values"),
        (["2024-05-01", "2024/5/1", "2024年5月"], "dates-in-styles"),
        (["a\x00b", "c", "d"], "text-nul"),
        (["a\x07b", "c", "d"], "text-control"),
        (["\u202egpj.exe", "c", "d"], "text-turning"),
        (["x" * 40_000, "c", "d"], "text-long"),
    ],
)
def test_what_is_odd_is_told(layer: Maker, reading: Reading, values: list[object], code: str) -> None:
    assert told(layer(None, field=values), reading) == {code}


def test_codes_are_no_numbers(layer: Maker, reading: Reading) -> None:
    assert told(layer(None, adcode=["500101", "500102", "500103"], zone=["01", "02", "03"]), reading) == set()
    assert not attributes.is_code(["1", "22"])


def test_names_that_a_database_takes_for_one(layer: Maker, reading: Reading) -> None:
    found = layer(None, **{"Name": [1], "name": [2], "NAME ": [3], "fid": [1], "FID": [2]})
    assert told(found, reading) == {"column-names-collide"}


def test_half_a_character_stops(layer: Maker, reading: Reading) -> None:
    with pytest.raises(Stop):
        attributes.check(layer(None, name=["\ud800"]), reading)
    assert reading.findings[0].where.en == "feature 1, column name"


def test_names_of_columns_are_looked_at_as_well(layer: Maker, reading: Reading) -> None:
    assert told(layer(None, **{"a\x00": [1]}), reading) == {"text-nul"}
