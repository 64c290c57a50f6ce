"""The ranking that other weights give, from sites that are measured already: nothing is read or measured anew."""

from dataclasses import dataclass

import pandas as pd

from geodata.embedded import table
from layout.config.case import Case
from layout.config.weighing import FoundWeights
from layout.scoring.missing import complete_matrix
from layout.scoring.weighted_sum import score_by_weighted_sum
from layout.workflow.ranking.rank import RankingResult, score_method
from layout.workflow.ranking.site_model import site_model
from layout.workflow.ranking.weights import weigh


@dataclass(frozen=True, eq=False)
class LiveRanking:
    """A ranking under other weights.

    Parameters
    ----------
    ranking
        Index site_id, best first; columns rank (Int64, <NA> without score) and score.
    contributions
        Weight × value of the weighted sum, sites × criteria, in the order of `ranking`.
    weights
        By criterion, sum 1.
    found
        Where the weights come from, with the consistency of the judgements.
    """

    ranking: pd.DataFrame
    contributions: pd.DataFrame
    weights: pd.Series
    found: FoundWeights


def live_ranking(case: Case, measured: RankingResult) -> LiveRanking:
    """Return the ranking by the weights, the method and the missing-data policy of `case`.

    Parameters
    ----------
    case
        Equal to the case of `measured` but for weights, methods and missing-data policy.
    measured
        A ranking of the same sites by the same criteria; its weights do not count.

    Raises
    ------
    CaseError, WeightError
        The judgements or the data leave the weighting undefined.
    MissingDataError
        The policy is to refuse, and a value is missing.
    """
    matrix, found = weigh(case, measured.matrix)
    completed = complete_matrix(matrix, case.scoring.missing)
    model = site_model(case, measured.sites, matrix=matrix, completed=completed, zones=table("layout_zones"))
    scored = score_method(case.scoring.methods[0], model, matrix=matrix, completed=completed)
    ranking = pd.DataFrame({"rank": scored.ranks, "score": scored.scores}).sort_index()
    ranking = ranking.sort_values("rank", kind="stable", na_position="last")
    parts = score_by_weighted_sum(matrix, completed).tables["contributions"]
    return LiveRanking(ranking, parts.loc[ranking.index], matrix.weights, found)
