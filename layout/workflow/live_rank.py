"""The ranking that other weights give, from a decision matrix that is measured already: nothing is read or measured anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from pydantic import TypeAdapter, ValidationError

from layout.config.case_weights import CaseWeights
from layout.config.explain import explain_validation
from layout.config.weighing import FoundWeights, find_weights
from layout.entities.vocabulary import MethodId, MissingPolicy
from layout.scoring.matrix import DecisionMatrix, normalise_weights
from layout.scoring.missing import complete_matrix
from layout.scoring.problem import Problem, make_problem
from layout.scoring.weighted_sum import score_by_weighted_sum
from layout.workflow.rank import SCORERS

_WEIGHTS: TypeAdapter[CaseWeights] = TypeAdapter(CaseWeights)


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
    """

    ranking: pd.DataFrame
    contributions: pd.DataFrame
    weights: pd.Series


def live_ranking(
    matrix: DecisionMatrix, weights: Mapping[str, float], *, missing: MissingPolicy, method: MethodId
) -> LiveRanking:
    """Return the ranking of a measured matrix under `weights`.

    Parameters
    ----------
    matrix
        A measured decision matrix; its own weights do not count.
    weights
        By criterion of the matrix, not negative.
    missing, method
        Missing-data policy, and the method that ranks.

    Raises
    ------
    WeightError
        A weight is negative, or all are zero.
    MissingDataError
        The policy is to refuse, and a value is missing.
    """
    given = normalise_weights({key: weights[key] for key in matrix.criterion_ids})
    weighed = replace(matrix, weights=given)
    completed = complete_matrix(weighed, missing)
    found = SCORERS[method](weighed, completed)
    ranking = pd.DataFrame({"rank": found.ranks, "score": found.scores}).sort_index()
    ranking = ranking.sort_values("rank", kind="stable", na_position="last")
    parts = score_by_weighted_sum(weighed, completed).tables["contributions"]
    return LiveRanking(ranking, parts.loc[ranking.index], given)


def weigh(
    section: Mapping[str, Any], direct: Mapping[str, float], *, matrix: DecisionMatrix, missing: MissingPolicy
) -> FoundWeights:
    """Return the weights that a `[weights]` section gives, with the consistency of its judgements.

    Parameters
    ----------
    section
        Plain data of the section.
    direct
        Direct weight of each criterion of the matrix.
    matrix, missing
        Values of the candidates, for weights that the data give.

    Raises
    ------
    CaseError, WeightError
        Judgements that cannot be, with the cell; or data that leave the weighting undefined.
    """
    try:
        given = _WEIGHTS.validate_python(dict(section))
    except ValidationError as error:
        raise explain_validation(error, origin="weights") from error
    return find_weights(given, direct, problem=_problem(matrix, missing))


def _problem(matrix: DecisionMatrix, missing: MissingPolicy) -> Problem:
    """Return the values of the candidates as a plain problem, gaps filled by the policy."""
    values = complete_matrix(matrix, "neutral" if missing == "refuse" else missing).value
    frame = pd.DataFrame(np.asarray(values), index=matrix.value.index, columns=matrix.value.columns)
    return make_problem(frame, objectives=dict.fromkeys(matrix.criterion_ids, "max"))
