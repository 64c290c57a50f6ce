from collections.abc import Callable

import numpy as np
import pytest

from layout.errors import CaseError
from layout.scoring.methods.electre_tri import Grading
from layout.scoring.methods.plan import TABLE_METHODS, USUAL_NORMALISATION, MethodPlan, solve
from layout.scoring.problem import Problem

Table = Callable[..., Problem]
GRADING = Grading(("low", "high"), np.array([[2.0, 2.0]]), np.zeros(2), np.zeros(2), np.full(2, np.inf))


def plan(method: str) -> MethodPlan:
    bounds = np.array([[0.0, 10.0], [0.0, 10.0]])
    return MethodPlan(method, bounds=bounds, alpha=1.0, grading=GRADING)  # type: ignore[arg-type] # one of TABLE_METHODS


@pytest.mark.parametrize("method", TABLE_METHODS)
def test_every_method_runs_and_names_itself(table: Table, method: str) -> None:
    found = solve(table([[1, 3], [3, 5], [2, 1]], "max min"), plan(method))
    assert found.method == method
    assert found.normalisation == USUAL_NORMALISATION[found.method]  # type: ignore[index] # a method
    assert min(found.ranks) == 1
    assert found.tables


@pytest.mark.parametrize("method", TABLE_METHODS)
def test_better_everywhere_is_never_behind(table: Table, method: str) -> None:
    found = solve(table([[4, 1], [2, 3], [3, 2]], "max min"), plan(method))
    assert found.ranks["A1"] <= found.ranks["A3"] <= found.ranks["A2"]


@pytest.mark.parametrize(("method", "named"), [("spotis", "no bounds"), ("electre_tri", "no grades")])
def test_what_is_lacking_is_told(table: Table, method: str, named: str) -> None:
    with pytest.raises(CaseError, match=named):
        solve(table([[1, 3]]), MethodPlan(method))  # type: ignore[arg-type] # a method
