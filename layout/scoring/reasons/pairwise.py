"""Why one alternative stands before another: the difference, criterion by criterion, and a sentence."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import clauses, paragraph, say
from layout.scoring.reasons.contributions import adds_up, contributions
from layout.scoring.solution import Solution

NAMED = 3
LEAST_SHARE = 0.02


@dataclass(frozen=True, eq=False)
class PairReason:
    """Why `better` stands before `worse`.

    Parameters
    ----------
    better, worse
        The two.
    difference
        Contribution of `better` minus that of `worse` by criterion, the greatest advantage first.
    additive
        Whether these differences add up to the difference of the scores.
    text
        The sentence.
    """

    better: str
    worse: str
    difference: pd.Series
    additive: bool
    text: Bilingual


def why_before(solution: Solution, one: str, *, other: str) -> PairReason:
    """Return why the better ranked of two alternatives stands before the other.

    Parameters
    ----------
    solution
        Result of a method.
    one, other
        Two alternatives in any order.
    """
    ranks = solution.ranks
    better, worse = (one, other) if ranks[one] <= ranks[other] else (other, one)
    table = contributions(solution)
    places = solution.problem.place(better), solution.problem.place(worse)
    gaps = table.iloc[places[0]].to_numpy(dtype=np.float64) - table.iloc[places[1]].to_numpy(dtype=np.float64)
    difference = pd.Series(gaps, index=table.columns).sort_values(ascending=False, kind="stable")
    additive = adds_up(solution)
    least = LEAST_SHARE * float(np.abs(gaps).sum())
    parts = [_part(solution, str(name), float(worth), places) for name, worth in difference.items()]
    worths = difference.tolist()
    ahead = [part for part, worth in zip(parts, worths, strict=True) if worth > least][:NAMED]
    behind = [part for part, worth in zip(parts[::-1], worths[::-1], strict=True) if worth < -least][:NAMED]
    sentences = [_opening(solution, better, worse)]
    if not additive:
        sentences.append(say("mcda.reason.not_additive"))
    if ahead:
        sentences.append(say("mcda.reason.ahead", parts=clauses(ahead)))
    if behind:
        sentences.append(say("mcda.reason.behind", parts=clauses(behind)))
    elif ahead:
        sentences.append(say("mcda.reason.nowhere_behind", name=solution.problem.label(worse)))
    return PairReason(better, worse, difference, additive, paragraph(sentences))


def _opening(solution: Solution, better: str, worse: str) -> Bilingual:
    """Return the sentence on ranks and scores."""
    ranks, scores = solution.ranks, solution.scores
    key = "mcda.reason.tied" if ranks[better] == ranks[worse] else "mcda.reason.before"
    return say(
        key,
        better=solution.problem.label(better),
        worse=solution.problem.label(worse),
        rank=ranks[better],
        other_rank=ranks[worse],
        score=f"{scores[better]:.4f}",
        other_score=f"{scores[worse]:.4f}",
    )


def _part(solution: Solution, criterion: str, worth: float, places: tuple[int, int]) -> Bilingual:
    """Return a criterion with the raw values of both and what the difference is worth."""
    problem = solution.problem
    column = problem.column_of(criterion)
    better, worse = (
        problem.labels.value(
            str(problem.alternatives[place]), criterion, value=float(column[place]), digits=3
        )
        for place in places
    )
    return say(
        "mcda.reason.part",
        criterion=problem.label(criterion),
        better=better,
        worse=worse,
        worth=f"{worth:+.4f}",
    )
