"""Large neighbourhood search over a linear model (Shaw 1998): a few parks are opened up and solved exactly, in turn.

Where several resources bind, HiGHS alone stays at a wide gap. Here the linear relaxation gives a bound and the price
of every pair; each round frees the projects of a few parks and those left over, keeps the pairs that the relaxation
finds most promising, and lets HiGHS solve what is left. Nothing depends on the clock except where the time is up.
"""

import time
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from layout.allocation.build import Built
from layout.allocation.highs import Outcome, Progress, Settings, minimise
from layout.allocation.linear import Floats, Ints, Linear
from layout.allocation.start import holds, other_columns

HALF = 0.5
NOISE = 0.07
"""Random part of a pair's rank, in units of the mean reduced cost: the same parks open different pairs in turn."""
NODES = 100
TOGETHER = 0.4
"""Share of the rounds that open up the parks of one cluster, where clusters have a least number of projects."""
RARE = 80
"""Rounds without a better plan after which the neighbourhoods grow."""


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """Size of the search.

    Parameters
    ----------
    rounds
        Greatest number of rounds.
    patience
        Rounds without a better plan after which the search ends.
    parks
        Number of parks opened up in a round.
    pairs
        Number of pairs that stay open in a round; half as many again once better plans have become rare.
    """

    rounds: int = 600
    patience: int = 250
    parks: int = 8
    pairs: int = 60


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What the search found.

    Parameters
    ----------
    x
        The best solution.
    value
        Its cost.
    rounds, improvements
        How many rounds were made, and how many gave a better plan.
    complete
        Whether the search ended by itself and not because time was up; then a rerun gives the same plan.
    """

    x: Floats
    value: float
    rounds: int
    improvements: int
    complete: bool


def search(
    built: Built,
    linear: Linear,
    *,
    start: Floats,
    relaxation: Outcome,
    settings: Settings,
    size: SearchSettings,
) -> SearchResult:
    """Return the best solution that the search reaches from a start.

    Parameters
    ----------
    built, linear
        The problem's columns, and the model with its objective.
    start
        A solution that meets every limit, shape (columns,).
    relaxation
        Optimum of the linear relaxation with its duals.
    settings
        Time, seed, progress and cancelling.
    size
        Rounds and sizes of the neighbourhoods.
    """
    random = np.random.default_rng(settings.seed)
    begun = time.monotonic()
    x, best = start.copy(), float(linear.cost @ start) + linear.offset
    others = other_columns(built, linear)
    stale = improvements = rounds = 0
    while rounds < size.rounds and stale < size.patience:
        left = settings.time_limit_s - (time.monotonic() - begun)
        if left <= 0 or (settings.cancel is not None and settings.cancel.is_set()):
            return SearchResult(x, best, rounds, improvements, complete=False)
        rounds += 1
        stale += 1
        wider = size if stale <= RARE else replace(size, pairs=size.pairs * 3 // 2)
        free = _neighbourhood(built, x, relaxation.column_dual, random, size=wider)
        if not len(free):
            continue
        candidate = _improved(linear, np.union1d(free, others), x, replace(settings, time_limit_s=left))
        if candidate is None:
            continue
        value = float(linear.cost @ candidate) + linear.offset
        if value < best - 1e-9 * (1.0 + abs(best)):
            stale, improvements, best = 0, improvements + 1, value
            if settings.watch is not None:
                settings.watch(Progress("search", time.monotonic() - begun, best, relaxation.bound))
        x = candidate
    return SearchResult(x, best, rounds, improvements, complete=True)


def _neighbourhood(
    built: Built, x: Floats, reduced: Floats, random: np.random.Generator, *, size: SearchSettings
) -> Ints:
    """Return the columns of the pairs that a round may move."""
    present = np.where(built.presence >= 0, x[np.maximum(built.presence, 0)], 0.0) > HALF
    chosen = _opened_up(built, present, random, size=size)
    unplaced = ~present.any(axis=1)
    rows = np.flatnonzero(present[:, chosen].any(axis=1) | unplaced)
    block = built.presence[np.ix_(rows, chosen)]
    there = block >= 0
    columns, now = block[there], present[np.ix_(rows, chosen)][there]
    if not len(columns):
        return columns
    scale = max(1e-12, float(np.abs(reduced[columns]).mean()))
    rank = reduced[columns] / scale + random.exponential(NOISE, len(columns))
    rank[now] = -np.inf
    kept = columns[np.argsort(rank, kind="stable")[: max(size.pairs, int(now.sum()))]]
    shares = built.share[built.presence >= 0][np.isin(built.presence[built.presence >= 0], kept)]
    return np.union1d(kept, shares)


def _opened_up(
    built: Built, present: npt.NDArray[np.bool_], random: np.random.Generator, *, size: SearchSettings
) -> Ints:
    """Return the parks of a round: any, or those that hold a cluster and others, so that it can move as a whole."""
    parks, clusters = len(built.problem.parks), built.problem.side.clusters
    chosen = random.choice(parks, min(size.parks, parks), replace=False)
    if not clusters or random.random() >= TOGETHER:
        return chosen
    members = clusters[int(random.integers(len(clusters)))].projects
    rows = [built.problem.project_index[key] for key in sorted(members)]
    holding = np.flatnonzero(present[rows].any(axis=0))[: max(1, size.parks - 2)]
    rest = chosen[~np.isin(chosen, holding)][: max(0, size.parks - len(holding))]
    return np.concatenate([holding, rest])


def _improved(linear: Linear, free: Ints, x: Floats, settings: Settings) -> Floats | None:
    """Return the best solution in which only the columns `free` move, or None where none at least as good is found."""
    part = linear.restricted(free, x)
    limits = replace(settings, nodes=NODES, watch=None, gap=1e-6, small=True)
    outcome = minimise(part, limits, start=x[free])
    if outcome.x is None or outcome.value > part.cost @ x[free] + part.offset + 1e-9:
        return None
    candidate = x.copy()
    candidate[free] = outcome.x
    return candidate if holds(linear, candidate) else None
