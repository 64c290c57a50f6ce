from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.problem import make_problem
from layout.scoring.solution import rank_scores

SCORES = st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=40)


def test_equal_scores_share_the_better_rank_whatever_their_size() -> None:
    assert rank_scores(np.array([3e9, 3e9 * (1 + 1e-14), 1e9])).tolist() == [1, 1, 3]
    assert rank_scores(np.array([3e-15, 2e-15, 2e-15])).tolist() == [1, 2, 2]


def test_low_can_be_good_and_nothing_known_has_no_rank() -> None:
    assert rank_scores(np.array([0.3, np.nan, 0.1]), higher_is_better=False).tolist() == [2, 0, 1]
    assert rank_scores(np.array([np.nan])).tolist() == [0]
    assert rank_scores(np.zeros(3)).tolist() == [1, 1, 1]


def test_first_alone_or_shared_but_never_without_a_score() -> None:
    table = pd.DataFrame({"x": [2.0, 2.0, 1.0]}, index=list("abc"))
    solution = solve(make_problem(table, objectives={"x": "max"}), MethodPlan("weighted_sum"))
    assert [solution.is_first(row) for row in range(3)] == [True, True, False]
    ranks = pd.Series([1, pd.NA, 2], index=list("abc"), dtype="Int64")
    assert [replace(solution, ranks=ranks).is_first(row) for row in range(3)] == [True, False, False]


@given(SCORES, st.floats(1e-3, 1e3))
def test_ranks_do_not_depend_on_the_unit(scores: list[float], unit: float) -> None:
    # scores well apart, so that rounding to 12 places of the greatest cannot fall on an edge
    values = np.round(np.array(scores), 1)
    assert rank_scores(values).tolist() == rank_scores(np.sign(unit) * values).tolist()
    assert rank_scores(values * 2.0).tolist() == rank_scores(values).tolist()
    assert rank_scores(-values, higher_is_better=False).tolist() == rank_scores(values).tolist()
