"""Rank-reversal test: whether the order of two alternatives changes when a third one is dropped or copied."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from layout.scoring.methods.plan import MethodPlan
from layout.scoring.problem import Problem
from layout.scoring.robustness.rescoring import ranks_of

Ranks = npt.NDArray[np.float64]
TRIED_AT_MOST = 200


@dataclass(frozen=True)
class Reversal:
    """What dropping or copying one alternative does to the rest.

    Parameters
    ----------
    alternative
        Which one.
    pairs
        Number of pairs of the others whose order turned round.
    example
        One such pair, the formerly better one first.
    new_first
        Who is first now where that changed (other than by the first being dropped), None where not.
    """

    alternative: str
    pairs: int
    example: tuple[str, str]
    new_first: str | None


@dataclass(frozen=True, eq=False)
class ReversalResult:
    """Result of the test.

    Parameters
    ----------
    dropped, copied
        What dropping and copying each alternative turned round; only those that turned something.
    tried, alternatives
        How many alternatives were dropped and copied in turn, of how many there are.
    """

    dropped: tuple[Reversal, ...]
    copied: tuple[Reversal, ...]
    tried: int
    alternatives: int

    @property
    def free(self) -> bool:
        """Return whether nothing was turned round."""
        return not self.dropped and not self.copied


def rank_reversal(problem: Problem, plan: MethodPlan) -> ReversalResult:
    """Return which alternatives, dropped or copied, turn the order of others round; weights stay as they are.

    Copies are exact: an alternative that adds nothing new. Ties that appear or vanish do not count, only pairs that
    were strictly one way and are strictly the other way afterwards. Where there are very many alternatives those
    that hold an extreme value are tried first, then the best ranked.

    Parameters
    ----------
    problem
        Alternatives, criteria, weights.
    plan
        The method.
    """
    base = ranks_of(problem, plan)
    count = len(problem.alternatives)
    dropped, copied = [], []
    chosen = _tried(problem, base)
    for place in chosen:
        if count > 2:  # noqa: PLR2004 - one pair must remain
            keep = np.arange(count) != place
            ranks = ranks_of(problem.only(keep), plan)
            dropped.append(
                _compare(
                    problem.alternatives[keep], base[keep], after=ranks, name=problem.alternatives[place]
                )
            )
        ranks = ranks_of(problem.with_copy(place), plan)[:count]
        copied.append(_compare(problem.alternatives, base, after=ranks, name=problem.alternatives[place]))
    return ReversalResult(
        dropped=tuple(found for found in dropped if found is not None),
        copied=tuple(found for found in copied if found is not None),
        tried=len(chosen),
        alternatives=count,
    )


def _tried(problem: Problem, base: Ranks) -> list[int]:
    """Return the places to try."""
    if len(base) <= TRIED_AT_MOST:
        return list(range(len(base)))
    extremes = {*problem.matrix.argmin(axis=0).tolist(), *problem.matrix.argmax(axis=0).tolist()}
    best = [int(place) for place in np.argsort(base, kind="stable") if int(place) not in extremes]
    return [*sorted(extremes), *best][:TRIED_AT_MOST]


def _compare(names: pd.Index, before: Ranks, *, after: Ranks, name: str) -> Reversal | None:
    """Return the pairs that turned round, None where there are none."""
    if _in_step(before, after):
        return None  # without counting, as nearly always
    counted = _turned(before, after)
    count = int(counted.sum())
    if not count:
        return None
    better = int(np.flatnonzero(counted)[0])
    worse = int(np.flatnonzero((before[better] < before) & (after[better] > after))[0])
    # the first of those that remain; where it stays first, even shared, nothing changed at the top
    leader = int(np.argmin(before))
    changed = after[leader] > np.nanmin(after)
    return Reversal(
        alternative=str(name),
        pairs=count,
        example=(str(names[better]), str(names[worse])),
        new_first=str(names[int(np.nanargmin(after))]) if changed else None,
    )


def _in_step(before: Ranks, after: Ranks) -> bool:
    """Return whether the ranks afterwards never fall where those before rise, which takes one look at each."""
    ordered = after[np.lexsort((after, before))]
    return bool((ordered[1:] >= ordered[:-1]).all())


def _turned(before: Ranks, after: Ranks) -> npt.NDArray[np.int64]:
    """Return how many alternatives each was strictly before and is strictly behind now, shape (alternatives,).

    Of two ranks afterwards the higher is the one with the first bit that only it has set. Alternatives are parted by
    one bit after the other, in the order of before: those with the bit count those without it further on.
    """
    counts = np.zeros(len(before), dtype=np.int64)
    places = np.flatnonzero(~np.isnan(before) & ~np.isnan(after))
    # of equal ranks before, the better one afterwards first: such pairs did not turn
    places = places[np.lexsort((after[places], before[places]))]
    ranks = after[places].astype(np.int64)
    for bit in reversed(range(int(ranks.max(initial=0)).bit_length())):
        part = ranks >> (bit + 1)
        clear = (ranks >> bit) & 1 == 0
        passed = np.cumsum(clear)
        last = np.append(part[1:] != part[:-1], True)
        further = passed[last][np.cumsum(last) - last] - passed
        counts[places] += np.where(clear, 0, further)
        sorting = np.argsort(ranks >> bit, kind="stable")
        ranks, places = ranks[sorting], places[sorting]
    return counts
