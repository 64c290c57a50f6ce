"""The loops run here as plain Python: what is compiled is exactly this code."""

import numpy as np

from layout.scoring.fast import draw_loops as loops

DRAWS, CRITERIA, SITES = 3, 4, 70
STREAM = np.random.default_rng(41)
TERMS = STREAM.integers(0, 4, (DRAWS, CRITERIA, SITES)).astype(float)
WEIGHTS = STREAM.dirichlet(np.ones(CRITERIA), DRAWS)
PAIRS = np.array([(i, i + 1) for _ in range(CRITERIA) for i in range(CRITERIA - 1)])
"""A sorting network that is not the shortest one: neighbours, as often as there are criteria."""


def test_drawn_cells_are_laid_where_they_belong() -> None:
    columns = np.full((2, 6), 9.0)
    raw = np.array([[0.5, 1.0], [0.0, 0.25]])
    ranges = np.array([[1.0, 10.0], [2.0, 4.0]])
    loops.lay_draws(raw, np.array([4, 1]), ranges=ranges, turn=(0.5, 1.0), columns=columns)
    assert columns.tolist() == [[9, 12, 9, 9, 1, 9], [9, 9, 9, 9, 0, 9]]


def test_sums_and_regrets_of_draws_of_their_own_and_of_one_for_all() -> None:
    for terms in (TERMS, TERMS[:1]):
        parts = WEIGHTS[:, :, None] * terms
        scores = np.empty((DRAWS, SITES))
        loops.sum_draws(terms, WEIGHTS, scores=scores)
        np.testing.assert_allclose(scores, parts.sum(axis=1))
        regrets = np.empty((2, DRAWS, SITES))
        loops.regret_draws(terms, WEIGHTS, regrets=regrets)
        np.testing.assert_allclose(regrets, [parts.sum(axis=1), parts.max(axis=1)])


def test_criteria_are_sorted_as_a_stable_sort_does_and_summed_by_steps() -> None:
    values, order = TERMS.copy(), np.empty(TERMS.shape)
    loops.sort_draws(values, PAIRS, order=order)
    expected = np.argsort(-TERMS, axis=1, kind="stable")
    assert (order == expected).all()
    assert (values == np.take_along_axis(TERMS, expected, axis=1)).all()
    reached = np.empty((DRAWS, CRITERIA - 1, SITES))
    loops.reach_draws(order, WEIGHTS, reached=reached)
    whole = np.take_along_axis(WEIGHTS[:, :, None], expected, axis=1).cumsum(axis=1)
    np.testing.assert_allclose(reached, whole[:, :-1])
    scores = np.empty((DRAWS, SITES))
    loops.step_draws(values, reached**2, scores=scores)
    np.testing.assert_allclose(scores, (np.diff(whole**2, axis=1, prepend=0.0) * values).sum(axis=1))
