import numpy as np
import pandas as pd
import pytest

from layout.errors import CaseError, MissingDataError, WeightError
from layout.scoring.problem import LARGE_FROM, laid_out, make_problem, row_of, unit_sum

FRAME = pd.DataFrame({"price": [3.0, 1.0], "area": [5.0, 7.0]}, index=["A", "B"])


def test_problem_carries_names_sense_and_unit_weights() -> None:
    problem = make_problem(FRAME, objectives={"price": "min", "area": "max"}, weights={"price": 3, "area": 1})
    assert problem.sense.tolist() == [-1.0, 1.0]
    assert problem.weights.tolist() == [0.75, 0.25]
    assert problem.oriented.tolist() == [[-3.0, 5.0], [-1.0, 7.0]]
    assert problem.column_of("area").tolist() == [5.0, 7.0]
    assert problem.place("B") == 1
    assert problem.only(np.array([False, True])).alternatives.tolist() == ["B"]
    assert problem.with_weights(np.array([1.0, 1.0])).weights.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("frame", "objectives", "weights", "error", "named"),
    [
        (FRAME, {"price": "min"}, None, CaseError, "area"),
        (FRAME, {"price": "min", "area": "max"}, {"price": 1}, WeightError, "area"),
        (FRAME, {"price": "min", "area": "max"}, {"price": 1, "area": np.nan}, WeightError, "area = nan"),
        (FRAME, {"price": "min", "area": "max"}, {"price": 0, "area": 0}, WeightError, "all are zero"),
        (FRAME.iloc[:0], {}, None, CaseError, "0 alternatives"),
        (FRAME.set_axis(["A", "A"]), {}, None, CaseError, "A stands twice"),
        (FRAME.assign(area=[np.inf, 1]), {"price": "min", "area": "max"}, None, MissingDataError, "A / area"),
    ],
)
def test_what_cannot_be_a_problem_is_refused_by_name(
    frame: pd.DataFrame, objectives: dict[str, str], weights: dict[str, float] | None, error: type, named: str
) -> None:
    with pytest.raises(error, match=named) as refused:
        make_problem(frame, objectives=objectives, weights=weights)  # type: ignore[arg-type] # plain texts in a table of tests
    assert refused.value.text.zh != refused.value.text.en


def test_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        row_of(FRAME.index, "C")


def test_weights_of_any_size_become_shares() -> None:
    assert unit_sum(np.array([2.0, 6.0]), ["a", "b"]).tolist() == [0.25, 0.75]


def test_many_alternatives_lie_by_columns_and_a_table_is_not_copied_for_it() -> None:
    columns = np.arange(2.0 * LARGE_FROM).reshape(2, LARGE_FROM)
    large = make_problem(pd.DataFrame(columns.T), objectives={0: "max", 1: "min"})  # type: ignore[dict-item] # numbers as names
    assert large.matrix.flags.f_contiguous
    assert np.shares_memory(laid_out(columns.T), columns)
    assert laid_out(columns.T[1:]).flags.c_contiguous
    np.testing.assert_array_equal(large.matrix, columns.T)
