from collections.abc import Callable

import pytest

from geodata.errors import DataMissingError
from layout.runs.compare import compare_runs
from layout.runs.model import Run

Finished = Callable[..., Run]


def test_moved_ranks_and_what_was_different(finished: Finished) -> None:
    one = finished({"x": 1, "y": 2, "z": 3}, weight=0.5)
    other = finished({"x": 3, "y": 2, "z": 1}, weight=0.7, table=b"n,a\nx,2\n")
    found = compare_runs([one, other])
    assert found.moved == ("x", "z")
    assert found.ranks.loc["x"].tolist() == [1, 3]
    assert found.weights.loc["a"].tolist() == [0.5, 0.7]
    told = {item.what: item.values for item in found.differences}
    assert told["spec.toml: criteria.a.weight"] == ("0.5", "0.7")
    assert "inputs: table.csv" in told
    assert not any(what.startswith("environment") for what in told)
    assert not found.identical


def test_same_runs_and_alternatives_that_came_or_went(finished: Finished) -> None:
    one = finished({"x": 1, "y": 2})
    assert compare_runs([one, finished({"x": 1, "y": 2})]).identical
    found = compare_runs([one, finished({"x": 1, "w": 2})])
    assert set(found.moved) == {"y", "w"}
    assert found.ranks.loc["w"].isna().tolist() == [True, False]


def test_one_run_is_no_comparison(finished: Finished) -> None:
    with pytest.raises(DataMissingError, match="at least two"):
        compare_runs([finished({"x": 1})])
