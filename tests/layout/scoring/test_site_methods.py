import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.entities.vocabulary import METHOD_IDS, MethodId, MissingPolicy
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.methods.preference import Preference
from layout.scoring.missing import complete_matrix
from layout.scoring.result import MethodResult
from layout.scoring.site_methods import score_by_plan, site_plan, site_problem
from layout.scoring.topsis import score_by_topsis
from layout.scoring.weighted_sum import score_by_weighted_sum

Make = Callable[..., DecisionMatrix]
NAN = float("nan")
VALUES = [[0.9, 0.2, 0.6], [0.4, 0.8, 0.7], [0.1, 0.5, 1.0], [0.6, 0.6, 0.6]]
WEIGHTS = [0.5, 0.3, 0.2]


def plan(method: MethodId) -> MethodPlan:
    return site_plan(method, 3, v=0.5, preference=Preference("linear", q=0.05, p=0.4), alpha=2.0)


def score(matrix: DecisionMatrix, method: MethodId, policy: MissingPolicy = "neutral") -> MethodResult:
    completed = complete_matrix(matrix, policy)
    return score_by_plan(site_problem(matrix, completed, policy=policy), plan(method), completed=completed)


@pytest.mark.parametrize("method", METHOD_IDS)
def test_nothing_known_of_any_site_is_no_score(make: Make, method: MethodId) -> None:
    found = score(make([[NAN, NAN, NAN], [NAN, NAN, NAN]], WEIGHTS), method, "renormalise")
    assert found.scores.isna().all()
    assert found.ranks.isna().all()


def test_closed_forms(make: Make) -> None:
    matrix = make(VALUES, WEIGHTS)
    values, weights = np.array(VALUES), np.array(WEIGHTS)
    summed = values @ weights
    assert score(matrix, "spotis").scores.to_numpy() == pytest.approx(summed)
    assert score(matrix, "weighted_product").scores.to_numpy() == pytest.approx(
        (values**weights).prod(axis=1)
    )
    regret = weights * (1 - values)
    parts = [regret.sum(axis=1), regret.max(axis=1)]
    q = sum(0.5 * (part - part.min()) / np.ptp(part) for part in parts)
    assert score(matrix, "vikor").scores.to_numpy() == pytest.approx(1 - q)
    flow = np.zeros(4)
    for i in range(4):
        for j in range(4):
            difference = values[i] - values[j]
            degree = np.clip((np.abs(difference) - 0.05) / 0.35, 0, 1) * np.sign(difference)
            flow[i] += (weights * degree).sum() / 3
    assert score(matrix, "promethee2").scores.to_numpy() == pytest.approx(0.5 * (1 + flow))
    reached = np.cumsum(weights[np.argsort(-values[0])]) ** 2
    expected = (np.diff(reached, prepend=0) * -np.sort(-values[0])).sum()
    assert score(matrix, "owa").scores.iloc[0] == pytest.approx(expected)


@pytest.mark.parametrize("policy", ["renormalise", "neutral", "worst"])
def test_engine_gives_the_scores_of_the_two_scorers_of_sites(make: Make, policy: MissingPolicy) -> None:
    matrix = make([[0.9, NAN, 0.6], [0.4, 0.8, 0.7], [NAN, NAN, NAN], [0.6, 0.1, NAN]], WEIGHTS)
    completed = complete_matrix(matrix, policy)
    problem = site_problem(matrix, completed, policy=policy)
    for method, scorer in (("weighted_sum", score_by_weighted_sum), ("topsis", score_by_topsis)):
        ours = solve(problem, plan(method)).scores  # type: ignore[arg-type] # a method
        assert ours.to_numpy() == pytest.approx(scorer(matrix, completed).scores.to_numpy(), nan_ok=True)


@pytest.mark.parametrize("method", METHOD_IDS)
def test_gap_that_does_not_count_leaves_the_rest_of_the_row(make: Make, method: MethodId) -> None:
    matrix = make([[0.9, NAN, 0.6], [0.4, NAN, 0.7], [0.1, NAN, 1.0], [NAN, NAN, NAN]], WEIGHTS)
    found = score(matrix, method, "renormalise")
    assert np.isnan(found.scores.iloc[3])
    assert found.ranks.isna().tolist() == [False, False, False, True]
    without = make([[0.9, 0.6], [0.4, 0.7], [0.1, 1.0]], [0.5, 0.2])
    completed = complete_matrix(without, "refuse")
    given = site_plan(method, 2, v=0.5, preference=Preference("linear", q=0.05, p=0.4), alpha=2.0)
    expected = score_by_plan(site_problem(without, completed, policy="refuse"), given, completed=completed)
    assert found.ranks.iloc[:3].tolist() == expected.ranks.tolist()
    assert found.scores.iloc[:3].to_numpy() == pytest.approx(expected.scores.to_numpy())


@pytest.mark.parametrize("method", METHOD_IDS)
def test_range_holds_the_score_and_is_a_point_where_nothing_is_open(make: Make, method: MethodId) -> None:
    sure = score(make(VALUES, WEIGHTS), method)
    assert sure.low.to_numpy() == pytest.approx(sure.scores.to_numpy())
    assert sure.high.to_numpy() == pytest.approx(sure.scores.to_numpy())
    open_ = score(make(VALUES, WEIGHTS, slack=0.1), method)
    assert (open_.low <= open_.scores).all()
    assert (open_.high >= open_.scores).all()
    assert (open_.high > open_.low).all()
    assert open_.scores.between(0, 1).all()
    assert open_.title.zh
    assert "{" not in open_.variant.en + open_.variant.zh


@pytest.mark.parametrize("method", METHOD_IDS)
def test_dominance_permutation_and_any_order_of_criteria(make: Make, method: MethodId) -> None:
    table = np.random.default_rng(5).uniform(0.1, 0.9, (7, 3))
    table[3] = table[1] + 0.05
    whole = score(make(table.tolist(), WEIGHTS), method)
    assert whole.ranks.iloc[3] < whole.ranks.iloc[1]
    order = [4, 2, 6, 0, 1, 5, 3]
    shuffled = score(make(table[order].tolist(), WEIGHTS), method)
    assert shuffled.scores.to_numpy() == pytest.approx(whole.scores.to_numpy()[order])
    columns = [2, 0, 1]
    turned = score(make(table[:, columns].tolist(), [WEIGHTS[k] for k in columns]), method)
    assert turned.scores.to_numpy() == pytest.approx(whole.scores.to_numpy())


CELL = st.one_of(st.just(NAN), st.integers(0, 100).map(lambda whole: whole / 100))
TABLES = st.integers(2, 7).flatmap(
    lambda sites: st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=sites, max_size=sites)
)
POLICIES: tuple[MissingPolicy, ...] = ("renormalise", "neutral", "worst")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.sampled_from(METHOD_IDS), st.sampled_from(POLICIES), st.randoms(use_true_random=False))
def test_scores_do_not_depend_on_the_order_of_sites_or_the_size_of_weights(
    make: Make, values: list[list[float]], method: MethodId, policy: MissingPolicy, chance: random.Random
) -> None:
    whole = score(make(values, WEIGHTS), method, policy)
    order = list(range(len(values)))
    chance.shuffle(order)
    turned = score(make([values[row] for row in order], [7 * weight for weight in WEIGHTS]), method, policy)
    assert turned.scores.to_numpy() == pytest.approx(whole.scores.to_numpy()[order], nan_ok=True)
    assert turned.ranks.isna().tolist() == whole.ranks.iloc[order].isna().tolist()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLES, st.sampled_from(METHOD_IDS), st.sampled_from(POLICIES), st.integers(0, 2))
def test_a_better_value_never_lowers_the_score_of_its_site(
    make: Make, values: list[list[float]], method: MethodId, policy: MissingPolicy, column: int
) -> None:
    before = score(make(values, WEIGHTS), method, policy).scores.iloc[0]
    better = [row.copy() for row in values]
    better[0][column] = min(better[0][column] + 0.1, 1.0)
    after = score(make(better, WEIGHTS), method, policy).scores.iloc[0]
    assert np.isnan(before) == np.isnan(after)
    assert np.isnan(before) or after >= before - 1e-12


def test_range_of_pairwise_methods_is_that_of_one_site_moved_alone(make: Make) -> None:
    matrix = make(VALUES, WEIGHTS, slack=0.1)
    low = complete_matrix(matrix, "neutral").low
    found = score(matrix, "promethee2")
    for site in range(4):
        moved = np.array(VALUES)
        moved[site] = low[site]
        assert found.low.iloc[site] == pytest.approx(
            score(make(moved.tolist(), WEIGHTS), "promethee2").scores.iloc[site]
        )
