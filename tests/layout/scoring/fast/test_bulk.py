from collections.abc import Callable

import numpy as np
import pytest

from layout.scoring.fast import bulk
from layout.scoring.fast.bulk import (
    bulk_topsis,
    bulk_vikor,
    bulk_weighted_sum,
    column_statistics,
    is_linear,
    slopes,
)
from layout.scoring.methods.topsis import solve_topsis
from layout.scoring.methods.vikor import solve_vikor
from layout.scoring.methods.weighted_sum import solve_weighted_sum
from layout.scoring.normalise import Normalisation
from layout.scoring.problem import Problem

Table = Callable[..., Problem]
VALUES = np.random.default_rng(20).uniform(1, 9, (700, 4))
LINEAR: list[Normalisation] = ["minmax", "vector", "max", "none"]


def problem_of(table: Table, values: np.ndarray = VALUES) -> Problem:
    return table(values, "max min max min", [4, 3, 2, 1])


@pytest.mark.parametrize("name", LINEAR)
def test_weighted_sum_as_the_ordinary_way(table: Table, name: Normalisation) -> None:
    with_constant = VALUES.copy()
    with_constant[:, 1] = 3.0
    for problem in (problem_of(table), problem_of(table, with_constant)):
        found = bulk_weighted_sum(problem.matrix, problem.weights, sense=problem.sense, normalisation=name)
        expected = solve_weighted_sum(problem, normalisation=name)
        np.testing.assert_allclose(found.scores, expected.scores, rtol=1e-12, atol=1e-14)
        assert found.ranks.tolist() == expected.ranks.tolist()


@pytest.mark.parametrize("name", LINEAR)
def test_topsis_as_the_ordinary_way(table: Table, name: Normalisation) -> None:
    problem = problem_of(table)
    found = bulk_topsis(problem.matrix, problem.weights, sense=problem.sense, normalisation=name)
    expected = solve_topsis(problem, normalisation=name)
    np.testing.assert_allclose(found.scores, expected.scores, rtol=1e-12)
    assert found.ranks.tolist() == expected.ranks.tolist()


def test_vikor_as_the_ordinary_way(table: Table) -> None:
    problem = problem_of(table)
    found = bulk_vikor(problem.matrix, problem.weights, sense=problem.sense, v=0.3)
    expected = solve_vikor(problem, v=0.3)
    np.testing.assert_allclose(found.scores, expected.scores, rtol=1e-11, atol=1e-14)
    np.testing.assert_allclose(found.parts, [expected.tables["S"], expected.tables["R"]])
    assert found.ranks.tolist() == expected.ranks.tolist()


def test_rows_and_columns_in_memory_give_the_same_bits(table: Table) -> None:
    problem = problem_of(table)
    by_row, by_column = np.ascontiguousarray(VALUES), np.asfortranarray(VALUES)
    for run in (bulk_topsis, bulk_weighted_sum):
        one, other = (
            run(values, problem.weights, sense=problem.sense, normalisation="vector")
            for values in (by_row, by_column)
        )
        assert (one.scores == other.scores).all()
    one, other = (
        bulk_vikor(values, problem.weights, sense=problem.sense, v=0.5) for values in (by_row, by_column)
    )
    assert (one.scores == other.scores).all()


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_threads_change_no_bit(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 64)
    weights, sense = np.array([0.4, 0.3, 0.2, 0.1]), np.array([1.0, -1, 1, -1])

    def run(count: int) -> tuple[np.ndarray, ...]:
        topsis = bulk_topsis(VALUES, weights, sense=sense, normalisation="vector", threads=count)
        vikor = bulk_vikor(VALUES, weights, sense=sense, v=0.5, threads=count)
        return topsis.scores, topsis.ranks, topsis.columns.square, vikor.scores, vikor.ranks

    assert all((one == other).all() for one, other in zip(run(1), run(threads), strict=True))


def test_large_offsets_lose_no_digits(table: Table) -> None:
    """Min-max of values around a million: slope × (value − least), never slope × value − offset."""
    problem = problem_of(table, VALUES + 1e6)
    found = bulk_weighted_sum(problem.matrix, problem.weights, sense=problem.sense, normalisation="minmax")
    np.testing.assert_allclose(found.scores, solve_weighted_sum(problem).scores, rtol=1e-14)


def test_statistics_and_slopes() -> None:
    columns = column_statistics(VALUES)
    np.testing.assert_allclose(columns.total, VALUES.sum(axis=0))
    np.testing.assert_allclose(slopes(columns, "vector"), 1 / np.linalg.norm(VALUES, axis=0))
    assert is_linear(np.array([1.0, 1.0]), "sum")
    assert not is_linear(np.array([1.0, -1.0]), "sum")
