"""Draws of the scores of all pairs at once, from the uncertainty of the scoring engine: its weights and its intervals.

Weights are the same for every pair of a draw, so that scores rise and fall together as they do when an office weighs
otherwise (SMAA: Lahdelma, Hokkanen and Salminen 1998); unknown data and coarse positions are each pair's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from layout.allocation.robustness import Sampler, draw_between
from layout.workflow.ranking.rank import RankingResult

Floats = npt.NDArray[np.float64]

WEIGHTED_SUM: Final = "weighted_sum"
CONCENTRATION = 100.0
"""Of the Dirichlet distribution of the weights around those of the case: a weight of 0.2 is drawn between about 0.13 and 0.28
in nine of ten draws."""


@dataclass(frozen=True)
class ScoreParts:
    """The weighted sums of all pairs taken apart by criterion.

    Parameters
    ----------
    contributions
        Weight times value, shape (projects, parks, criteria); 0 where a criterion does not count for a project.
    weights
        Weights after the missing-data policy, of the same shape, adding to 1 for every pair that is ranked.
    """

    contributions: Floats
    weights: Floats


def score_parts(
    rankings: Mapping[int, RankingResult], columns: Mapping[str, int], *, projects: int
) -> ScoreParts:
    """Return the parts of the scores of some rankings by weighted sum.

    Parameters
    ----------
    rankings
        The ranking for each project by its position.
    columns
        Position of each park by its key.
    projects
        Number of projects.
    """
    names = list(dict.fromkeys(name for one in rankings.values() for name in one.contributions.columns))
    shape = (projects, len(columns), len(names))
    contributions, weights = np.zeros(shape), np.zeros(shape)
    for number, ranked in rankings.items():
        sites = [site for site in ranked.ranking.index if site in columns]
        places = [columns[site] for site in sites]
        tables = ranked.methods[WEIGHTED_SUM].tables
        for target, table in ((contributions, tables["contributions"]), (weights, tables["weights"])):
            target[number, places] = table.loc[sites].reindex(columns=names).fillna(0.0).to_numpy()
    return ScoreParts(contributions, weights)


def score_sampler(parts: ScoreParts, mode: Floats, *, low: Floats | None, high: Floats | None) -> Sampler:
    """Return what draws the scores of all pairs: weights around those of the case, then each pair's own interval.

    Parameters
    ----------
    parts
        The scores by criterion.
    mode
        The scores, shape (projects, parks); NaN where a pair is not ranked.
    low, high
        Bounds of the scores, or None.
    """
    usual = parts.weights.max(axis=(0, 1), initial=0.0)
    shapes = np.maximum(CONCENTRATION * usual, 1e-9)

    def draw(random: np.random.Generator) -> Floats:
        factors = random.gamma(shapes) / shapes
        total = (parts.weights * factors).sum(axis=2)
        with np.errstate(invalid="ignore", divide="ignore"):
            scores = (parts.contributions * factors).sum(axis=2) / total
        scores = np.where(np.isnan(mode), np.nan, np.where(total > 0, scores, mode))
        if low is None or high is None:
            return scores
        own = draw_between(low, mode, high=high, random=random) - mode
        return np.where(np.isnan(own), scores, scores + own)

    return draw
