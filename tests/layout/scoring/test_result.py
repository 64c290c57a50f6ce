from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest

from layout.scoring.matrix import DecisionMatrix
from layout.scoring.missing import CompletedMatrix, complete_matrix
from layout.scoring.result import MethodResult
from layout.scoring.topsis import score_by_topsis
from layout.scoring.weighted_sum import score_by_weighted_sum

Make = Callable[..., DecisionMatrix]
Method = Callable[[DecisionMatrix, CompletedMatrix], MethodResult]


@pytest.mark.parametrize("method", [score_by_weighted_sum, score_by_topsis])
def test_a_result_keeps_its_steps_over_all_sites(make: Make, method: Method) -> None:
    matrix = make([[0.2, 0.8], [0.6, 0.4]], [1, 1])
    result = method(matrix, complete_matrix(matrix, "neutral"))
    assert result.tables
    for table in result.tables.values():
        assert list(table.index) == list(matrix.site_ids)
    with pytest.raises(FrozenInstanceError):
        setattr(result, "scores", None)  # noqa: B010 - a plain assignment is refused by the type checker
