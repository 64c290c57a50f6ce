from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from layout.scoring.methods.plan import MethodPlan, solve
from layout.scoring.methods.preference import Preference
from layout.scoring.problem import Problem
from layout.scoring.robustness.draw_models import DRAWN_METHODS, DrawModel

SITES, CRITERIA, DRAWS = 9, 4, 12
SENSE = np.array([1.0, -1.0, 1.0, -1.0])
PREFERENCES = (
    Preference("linear", q=0.3, p=2.0),
    Preference(),
    Preference("gaussian", s=1.5),
    Preference("level", q=1, p=3),
)
BOUNDS = np.tile([0.0, 12.0], (CRITERIA, 1))
PLANS: dict[str, MethodPlan] = {
    "product": MethodPlan("weighted_product"),
    "product, share of the greatest": MethodPlan("weighted_product", normalisation="sum"),
    "topsis": MethodPlan("topsis"),
    "topsis, minmax, fixed": MethodPlan("topsis", normalisation="minmax", reference="fixed"),
    "topsis, max": MethodPlan("topsis", normalisation="max"),
    "vikor": MethodPlan("vikor", v=0.3),
    "vikor, fixed": MethodPlan("vikor", normalisation="minmax", reference="fixed"),
    "spotis": MethodPlan("spotis", bounds=BOUNDS, expected=[None, 4.0, None, None]),
    "owa, quantifier": MethodPlan("owa", alpha=2.5),
    "owa, stated": MethodPlan("owa", order_weights=(4.0, 3.0, 2.0, 1.0)),
    "promethee": MethodPlan("promethee2", preferences=PREFERENCES),
    "promethee, usual": MethodPlan("promethee2", normalisation="minmax"),
}


def _problem(values: np.ndarray, weights: np.ndarray) -> Problem:
    names = [f"s{place}" for place in range(len(values))]
    columns = pd.Index([f"c{place}" for place in range(values.shape[1])])
    return Problem(pd.Index(names), columns, values, SENSE, weights)


def _scores(plan: MethodPlan, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return what the method itself gives, more is better, divided by the greatest magnitude."""
    solution = solve(_problem(values, weights), plan)
    found = solution.scores.to_numpy(dtype=float) * (1 if solution.higher_is_better else -1)
    return found / np.abs(found).max()


@pytest.mark.parametrize("name", PLANS)
def test_scores_and_ranks_are_those_of_the_method_called_on_every_draw(name: str) -> None:
    stream = np.random.default_rng(31)
    values = stream.uniform(0.5, 11.5, (DRAWS, SITES, CRITERIA))
    weights = stream.dirichlet(np.ones(CRITERIA), DRAWS)
    model = DrawModel(PLANS[name], SENSE)
    columns = np.swapaxes(values, 1, 2)
    drawn = model.scores(model.terms(columns), weights)
    fixed = model.scores(model.terms(columns[:1]), weights)
    compiled = replace(model, compiled=True)
    for some, found in ((columns, drawn), (columns[:1], fixed)):
        terms = compiled.terms(some)
        np.testing.assert_array_equal(compiled.scores(terms, weights), found)
        sites = found.argmin(axis=1)
        assert (compiled.leads(terms, weights, sites=sites) == (found.min(axis=1) == found.max(axis=1))).all()
        assert compiled.leads(terms, weights, sites=found.argmax(axis=1)).all()
    for draw in range(DRAWS):
        np.testing.assert_allclose(drawn[draw], _scores(model.plan, values[draw], weights[draw]), atol=2e-12)
        np.testing.assert_allclose(fixed[draw], _scores(model.plan, values[0], weights[draw]), atol=2e-12)


def test_every_method_that_scores_is_drawn() -> None:
    assert {plan.method for plan in PLANS.values()} == set(DRAWN_METHODS)


def test_a_weight_of_zero_leaves_a_zero_without_effect_and_another_weight_does_not() -> None:
    model = DrawModel(MethodPlan("weighted_product"), np.ones(2))
    terms = model.terms(np.array([[[0.0, 3.0], [2.0, 1.0]]]))
    found = model.scores(terms, np.array([[0.0, 1.0], [0.5, 0.5]]))
    np.testing.assert_allclose(found, [[1.0, 0.5], [0.0, 1.0]])


def test_equal_scores_are_equal_whatever_the_order_of_their_terms() -> None:
    model = DrawModel(MethodPlan("owa", alpha=1.0, normalisation="none"), np.ones(3))
    values = np.array([[[0.1, 0.3], [0.2, 0.1], [0.3, 0.2]]])
    found = model.scores(model.terms(values), np.full((1, 3), 1 / 3))
    assert found[0, 0] == found[0, 1]


def test_alternatives_that_are_all_equal_share_one_score() -> None:
    values = np.full((1, CRITERIA, 3), 2.0)
    weights = np.full((1, CRITERIA), 0.25)
    for name, plan in PLANS.items():
        model = DrawModel(plan, SENSE)
        assert len(set(model.scores(model.terms(values), weights)[0])) == 1, name


def test_what_is_drawn_beyond_the_limits_counts_as_the_limit() -> None:
    model = DrawModel(PLANS["spotis"], SENSE, (BOUNDS[:, 0], BOUNDS[:, 1]))
    inside, beyond = np.full((1, CRITERIA, 1), 12.0), np.full((1, CRITERIA, 1), 99.0)
    np.testing.assert_array_equal(model.terms(inside)[0], model.terms(beyond)[0])
    free = replace(model, limits=None)
    assert (free.terms(inside)[0] != free.terms(beyond)[0]).any()
