import numpy as np
import pytest

from layout.config.toml import load_case
from layout.workflow.allocation.draws import CONCENTRATION, ScoreParts, score_parts, score_sampler
from layout.workflow.ranking.rank import rank_sites
from tests.layout.workflow.allocation.test_facts import SCORING

WEIGHTS = np.array([0.7, 0.3])


def two_pairs() -> ScoreParts:
    values = np.array([[[1.0, 0.0], [0.0, 1.0]]])
    weights = np.broadcast_to(WEIGHTS, values.shape).copy()
    return ScoreParts(values * weights, weights)


def test_drawn_scores_follow_weights_drawn_from_a_dirichlet_distribution() -> None:
    parts = two_pairs()
    mode = parts.contributions.sum(axis=2)
    draw = score_sampler(parts, mode, low=None, high=None)
    random = np.random.default_rng(1)
    drawn = np.array([draw(random)[0] for _ in range(4000)])
    # each pair has full value by one criterion: its score is that criterion's weight, and the two add up to 1
    assert drawn.sum(axis=1) == pytest.approx(np.ones(4000))
    # mean and variance of a Dirichlet distribution in closed form
    assert drawn.mean(axis=0) == pytest.approx(WEIGHTS, abs=0.005)
    variance = WEIGHTS * (1 - WEIGHTS) / (CONCENTRATION + 1)
    assert drawn.var(axis=0) == pytest.approx(variance, rel=0.1)


def test_a_criterion_that_does_not_count_for_a_project_does_not_count_in_a_draw() -> None:
    values = np.array([[[0.5, 0.9]], [[0.5, 0.9]]])
    weights = np.array([[[0.7, 0.3]], [[1.0, 0.0]]])
    parts = ScoreParts(values * weights, weights)
    draw = score_sampler(parts, parts.contributions.sum(axis=2), low=None, high=None)
    random = np.random.default_rng(2)
    assert [draw(random)[1, 0] for _ in range(5)] == pytest.approx([0.5] * 5)


def test_the_interval_of_a_pair_is_added_and_unranked_pairs_stay_unknown() -> None:
    parts = two_pairs()
    mode = np.array([[0.7, np.nan]])
    low, high = np.array([[0.7, np.nan]]), np.array([[1.7, np.nan]])
    still = ScoreParts(parts.contributions, parts.weights)
    drawn = np.array(
        [
            score_sampler(still, mode, low=low, high=high)(np.random.default_rng(seed))[0]
            for seed in range(300)
        ]
    )
    assert np.isnan(drawn[:, 1]).all()
    # a triangle from 0.7 to 1.7 with its mode at 0.7 has its mean a third of the span above
    assert drawn[:, 0].mean() == pytest.approx(0.7 + 1 / 3, abs=0.05)


def test_the_parts_of_a_ranking_add_up_to_its_scores() -> None:
    ranked = rank_sites(load_case(SCORING))
    sites = list(ranked.ranking.index[:5])
    parts = score_parts({1: ranked}, {site: place for place, site in enumerate(sites)}, projects=2)
    assert parts.contributions[1].sum(axis=1) == pytest.approx(ranked.ranking["score"].loc[sites].tolist())
    assert parts.weights[1].sum(axis=1) == pytest.approx(np.ones(5))
    assert not parts.contributions[0].any()
