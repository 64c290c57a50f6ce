from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from pydantic import TypeAdapter

from layout.config.case_weights import CaseWeights
from layout.config.weighing import FoundWeights, find_weights
from layout.config.weighing_ahp import GOAL, expert_pairwise
from layout.errors import WeightError
from layout.scoring.problem import Problem, make_problem

ADAPTER: TypeAdapter[CaseWeights] = TypeAdapter(CaseWeights)
DIRECT = {"a": 2.0, "b": 1.0, "c": 1.0}


def found(given: dict[str, object], problem: Problem | None = None) -> FoundWeights:
    return find_weights(ADAPTER.validate_python(given), DIRECT, problem=problem)


def test_direct_and_equal() -> None:
    assert found({"method": "direct"}).weights == {"a": 0.5, "b": 0.25, "c": 0.25}
    assert found({"method": "equal"}).weights == pytest.approx(dict.fromkeys("abc", 1 / 3))


def test_consistent_judgements_give_their_ratios_even_with_a_gap() -> None:
    given = {"method": "ahp", "experts": [{"name": "e", "judgements": {"a": {"b": 2}, "b": {"c": "3/2"}}}]}
    result = found(given)
    whole = Fraction(3) + Fraction(3, 2) + 1
    assert result.weights == pytest.approx(
        {"a": float(3 / whole), "b": float(Fraction(3, 2) / whole), "c": float(1 / whole)}
    )
    joint = result.levels[GOAL].joint
    assert joint.cr == pytest.approx(0, abs=1e-12)
    assert joint.missing == 1


def test_two_experts_of_equal_voice_meet_at_the_geometric_mean() -> None:
    experts = [
        {"name": "x", "judgements": {"a": {"b": 4}, "b": {"c": 1}}},
        {"name": "y", "judgements": {"a": {"b": 1}, "b": {"c": 1}}},
    ]
    for aggregation in ("judgements", "priorities"):
        result = found({"method": "ahp", "experts": experts, "aggregation": aggregation})
        assert result.weights == pytest.approx({"a": 0.5, "b": 0.25, "c": 0.25})
    loud = [{**experts[0], "voice": 3}, experts[1]]
    assert found({"method": "ahp", "experts": loud}).weights["a"] > 0.5


def test_judgements_of_criteria_that_do_not_count_are_left_out() -> None:
    given = {
        "method": "ahp",
        "experts": [{"name": "e", "judgements": {"a": {"b": 2, "z": 9}, "b": {"c": 1}}}],
    }
    assert found(given).weights == pytest.approx({"a": 0.5, "b": 0.25, "c": 0.25})
    model = ADAPTER.validate_python(given)
    assert expert_pairwise(model.experts[0], ["a", "z"]).judgements[0, 1] == 9  # type: ignore[union-attr]


def test_swing_points_are_scaled_up_where_the_hundred_does_not_count() -> None:
    given = {"method": "swing", "points": {"z": 100, "a": 50, "b": 25, "c": 25}}
    assert found(given).weights == pytest.approx({"a": 0.5, "b": 0.25, "c": 0.25})
    with pytest.raises(WeightError, match="no points"):
        found({"method": "swing", "points": {"z": 100, "a": 0, "b": 0, "c": 0}})


def test_rank_order_centroid() -> None:
    weights = found({"method": "ordinal", "ranks": {"a": 1, "b": 2, "c": 3}}).weights
    assert weights == pytest.approx({"a": 11 / 18, "b": 5 / 18, "c": 2 / 18})


def test_best_worst_fully_consistent() -> None:
    given = {
        "method": "best_worst",
        "best_to_others": {"a": 1, "b": 2, "c": 4},
        "others_to_worst": {"a": 4, "b": 2, "c": 1},
    }
    result = found(given)
    assert result.weights == pytest.approx({"a": 4 / 7, "b": 2 / 7, "c": 1 / 7})
    assert result.best_worst is not None
    assert result.best_worst.xi == pytest.approx(0, abs=1e-9)


def test_mixtures_by_share_and_by_product() -> None:
    parts = [
        {"share": 1, "weights": {"method": "direct"}},
        {"share": 3, "weights": {"method": "ordinal", "ranks": {"a": 1, "b": 2, "c": 3}}},
    ]
    one, two = np.array([0.5, 0.25, 0.25]), np.array([11, 5, 2]) / 18
    linear = found({"method": "mixture", "parts": parts})
    assert list(linear.weights.values()) == pytest.approx(list(0.25 * one + 0.75 * two))
    assert [share for share, _ in linear.parts] == [0.25, 0.75]
    product = found({"method": "mixture", "combine": "product", "parts": parts})
    assert list(product.weights.values()) == pytest.approx(list(one * two / (one * two).sum()))


def test_objective_weights_need_sites_and_do_not_weigh_what_is_constant() -> None:
    with pytest.raises(WeightError, match="no sites"):
        found({"method": "critic"})
    table = np.array([[0.1, 0.5, 0.9], [0.5, 0.5, 0.2], [0.9, 0.5, 0.4]])
    problem = make_problem(pd.DataFrame(table, columns=list("abc")), objectives=dict.fromkeys("abc", "max"))
    result = found({"method": "critic"}, problem)
    assert result.weights["b"] == pytest.approx(0, abs=1e-12)
    assert sum(result.weights.values()) == pytest.approx(1)
    assert result.sites == 3
