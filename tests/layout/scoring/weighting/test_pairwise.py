import numpy as np
import pytest

from layout.errors import CaseError
from layout.scoring.weighting.pairwise import parse_pairwise

NAMES = ["port", "land", "rail"]


def test_fractions_blanks_and_half_filled_pairs() -> None:
    found = parse_pairwise(NAMES, [["1", "3", ""], ["", "1", " 1/2 "], ["", "2", ""]])
    assert found.judgements[0].tolist()[:2] == [1, 3]
    assert found.judgements[1, 0] == pytest.approx(1 / 3)
    assert np.isnan(found.judgements[0, 2])
    assert found.missing == 1


@pytest.mark.parametrize("typed", ["0.33", "0.333", "0.3333333333", "1/3", ".33"])
def test_typed_decimals_count_as_rounded_and_the_whole_number_is_kept(typed: str) -> None:
    found = parse_pairwise(["a", "b"], [["1", typed], ["3", "1"]])
    assert found.judgements[0, 1] == 1 / 3
    assert found.judgements[1, 0] == 3


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (
            [["1", "3", "1"], ["1/2", "1", "1"], ["1", "1", "1"]],
            "row land, column port: found 0.5, expected 0.3333",
        ),
        ([["1", "3", "1"], ["0.34", "1", "1"], ["1", "1", "1"]], "row land, column port"),
        ([["1", "x", "1"], ["1", "1", "1"], ["1", "1", "1"]], "row port, column land: found 'x'"),
        ([["1", "1/0", "1"], ["1", "1", "1"], ["1", "1", "1"]], "row port, column land"),
        ([["1", "-2", "1"], ["1", "1", "1"], ["1", "1", "1"]], "row port, column land"),
        (
            [["1", "1", "1"], ["1", "2", "1"], ["1", "1", "1"]],
            "row land, column land: found 2 on the diagonal",
        ),
    ],
)
def test_wrong_cells_are_named(cells: list[list[str]], named: str) -> None:
    with pytest.raises(CaseError, match=named) as refused:
        parse_pairwise(NAMES, cells)
    assert "行" in refused.value.text.zh


def test_names_stand_once() -> None:
    with pytest.raises(CaseError, match="a stands twice"):
        parse_pairwise(["a", "a"], [["1", "1"], ["1", "1"]])
