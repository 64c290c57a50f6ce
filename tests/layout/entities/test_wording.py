import math

import pytest

from geodata.text import Bilingual
from layout.entities.wording import aside, both, clauses, listing, paragraph, plain, say

PORT = Bilingual(en="port", zh="港口")
RAIL = Bilingual(en="rail", zh="铁路")


def test_say_puts_each_value_in_its_language() -> None:
    said = say("criterion.access.phrase", km="3", slack="1", node=PORT)
    assert said == Bilingual(en="3 km straight line to port (±1 km)", zh="距港口直线 3 公里（±1 公里）")


def test_an_unknown_message_is_our_fault() -> None:
    with pytest.raises(KeyError):
        say("criterion.no_such_message")


def test_joining_uses_the_marks_of_each_language() -> None:
    assert listing([PORT, RAIL]) == Bilingual(en="port, rail", zh="港口、铁路")
    assert clauses([PORT, RAIL]) == Bilingual(en="port; rail", zh="港口；铁路")
    assert paragraph([PORT, RAIL]) == Bilingual(en="port rail", zh="港口铁路")
    assert listing([]) == both("")


def test_a_note_stands_in_the_brackets_of_the_language() -> None:
    assert aside("容积率", "比值", language="zh") == "容积率（比值）"
    assert aside("floor area ratio", "ratio", language="en") == "floor area ratio (ratio)"
    assert aside("x", "", language="zh") == aside("x", "", language="en") == "x"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (12.345, "12.3"),
        (0.012345, "0.0123"),
        (1.5, "1.5"),
        (2.0, "2"),
        (1234.56, "1,235"),
        (2817, "2,817"),
        (-3.14159, "-3.14"),
        (99.96, "100"),
        (math.nan, "NaN"),
    ],
)
def test_plain_numbers(number: float, text: str) -> None:
    assert plain(number) == text
