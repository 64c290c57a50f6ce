from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.entities.vocabulary import MISSING_POLICIES, MissingPolicy
from layout.errors import MissingDataError
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.missing import complete_matrix
from layout.scoring.topsis import score_by_topsis
from layout.scoring.weighted_sum import score_by_weighted_sum

Make = Callable[..., DecisionMatrix]
NAN = float("nan")


def test_each_policy_by_hand(make: Make) -> None:
    matrix = make([[0.8, NAN, 0.4]], [50, 30, 20])
    expected: dict[MissingPolicy, float] = {
        "neutral": 0.5 * 0.8 + 0.3 * 0.5 + 0.2 * 0.4,
        "worst": 0.5 * 0.8 + 0.2 * 0.4,
        "renormalise": (0.5 * 0.8 + 0.2 * 0.4) / 0.7,
    }
    for policy, score in expected.items():
        completed = complete_matrix(matrix, policy)
        result = score_by_weighted_sum(matrix, completed)
        assert result.scores["s0"] == pytest.approx(score)
        # whatever the policy, the unknown value may be anything from 0 to 1
        assert result.low["s0"] == pytest.approx(0.48)
        assert result.high["s0"] == pytest.approx(0.78)


def test_renormalised_weights_add_up(make: Make) -> None:
    matrix = make([[0.8, NAN, 0.4], [NAN, NAN, NAN], [1, 1, 1]], [50, 30, 20])
    weights = complete_matrix(matrix, "renormalise").weights
    np.testing.assert_allclose(weights, [[5 / 7, 0, 2 / 7], [0, 0, 0], [0.5, 0.3, 0.2]])


def test_a_site_of_which_nothing_is_known_has_no_score(make: Make) -> None:
    matrix = make([[NAN, NAN], [0.5, 0.5]], [1, 1])
    completed = complete_matrix(matrix, "renormalise")
    for result in (score_by_weighted_sum(matrix, completed), score_by_topsis(matrix, completed)):
        assert np.isnan(result.scores["s0"])
        assert np.isnan(result.low["s0"])
        assert result.ranks.isna().tolist() == [True, False]


def test_refusing_names_the_cells(make: Make) -> None:
    matrix = make([[0.8, NAN], [NAN, 0.4]], [1, 1], sites=["a", "b"])
    with pytest.raises(MissingDataError) as caught:
        complete_matrix(matrix, "refuse")
    assert "2 values are unknown" in str(caught.value)
    assert "a (CLUSTER_FIT), b (LAND_FIT)" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_refusing_asks_for_nothing_that_has_no_weight(make: Make) -> None:
    matrix = make([[0.8, NAN]], [1, 0])
    completed = complete_matrix(matrix, "refuse")
    assert score_by_weighted_sum(matrix, completed).scores["s0"] == pytest.approx(0.8)


cells = st.one_of(st.floats(0, 1), st.just(NAN))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(cells, min_size=4, max_size=4), min_size=1, max_size=6),
    weights=st.lists(st.floats(0.1, 10), min_size=4, max_size=4),
    slack=st.floats(0, 0.5),
)
def test_the_score_lies_in_its_range_under_every_policy(
    make: Make, rows: list[list[float]], weights: list[float], slack: float
) -> None:
    matrix = make(rows, weights, slack=slack)
    for policy in MISSING_POLICIES[:3]:
        completed = complete_matrix(matrix, policy)
        for result in (score_by_weighted_sum(matrix, completed), score_by_topsis(matrix, completed)):
            scored = result.scores.notna()
            assert (result.low[scored] <= result.scores[scored] + 1e-12).all()
            assert (result.scores[scored] <= result.high[scored] + 1e-12).all()
