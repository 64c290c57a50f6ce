import numpy as np
import pytest

from layout.allocation.linear import INFINITY, Linear, LinearBuilder


def example() -> Linear:
    builder = LinearBuilder()
    x, y, z = builder.column(integral=True), builder.column(0.0, 4.0), builder.column()
    builder.at_most([x, y, x], [1.0, 2.0, 1.0], limit=5.0, group=("first",))
    builder.at_least([y, z], [1.0, -1.0], limit=1.0, group=("second",))
    return builder.build(np.array([1.0, 2.0, 3.0]), 0.5)


def dense(model: Linear) -> np.ndarray:
    matrix = np.zeros((model.rows, model.columns))
    matrix[model.index, model.column_of_entry()] = model.entry
    return matrix


def test_entries_of_a_column_that_stands_twice_add_up() -> None:
    assert dense(example()).tolist() == [[2.0, 2.0, 0.0], [0.0, 1.0, -1.0]]
    assert example().row_lower.tolist() == [-INFINITY, 1.0]
    assert example().activity(np.array([1.0, 1.5, 0.5])).tolist() == [5.0, 1.0]


def test_restricted_model_keeps_what_is_fixed() -> None:
    model, x = example(), np.array([1.0, 1.5, 0.5])
    part = model.restricted(np.array([1]), x)
    assert dense(part).tolist() == [[2.0], [1.0]]
    assert part.row_upper[0] == pytest.approx(3.0)
    assert part.row_lower[1] == pytest.approx(1.5)
    assert part.offset + float(part.cost @ x[[1]]) == pytest.approx(model.offset + float(model.cost @ x))


def test_rows_without_a_free_column_are_dropped() -> None:
    part = example().restricted(np.array([0]), np.array([1.0, 1.5, 0.5]))
    assert part.group == (("first",),)


def test_kept_rows_are_those_marked() -> None:
    kept = example().keep_rows(np.array([False, True]))
    assert dense(kept).tolist() == [[0.0, 1.0, -1.0]]
    assert kept.group == (("second",),)


def test_further_row_comes_last() -> None:
    more = example().with_row(np.array([0.0, 0.0, 7.0]), 0.0, upper=1.0, group=("third",))
    assert dense(more)[-1].tolist() == [0.0, 0.0, 7.0]
    assert dense(more)[:2].tolist() == dense(example()).tolist()
    assert more.group[-1] == ("third",)
