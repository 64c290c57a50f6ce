"""Finds limits that cannot hold together, each of them needed for the conflict, and says them in words.

The limits are narrowed down by QuickXplain (Junker 2004), a deletion filter that removes halves at a time, first on
the linear relaxation where that is infeasible already, then on whole numbers.
"""

import time
from collections.abc import Callable, Sequence

import numpy as np

from layout.allocation.build import build
from layout.allocation.highs import Settings, minimise
from layout.allocation.linear import Group, Linear
from layout.allocation.options import Options
from layout.allocation.problem import Problem
from layout.allocation.solution import Conflict
from layout.allocation.variables import STRUCTURE
from layout.allocation.words import describe_groups

LIMIT_S = 60.0
ORDERS = 3
SMALL = 2
"""A conflict of so few limits is not sought to be smaller."""

Infeasible = Callable[[Sequence[Group]], bool]


class _Filter:
    """Answers whether a set of limits is infeasible, within a time limit.

    Parameters
    ----------
    model
        The model with all limits.
    relaxed
        Whether to ask the linear relaxation.
    deadline
        When to stop asking, by the monotonic clock.
    seed
        Seed of the solver.
    """

    def __init__(self, model: Linear, *, relaxed: bool, deadline: float, seed: int) -> None:
        self._model = model.with_cost(np.zeros(model.columns))
        self._relaxed, self._deadline, self._seed = relaxed, deadline, seed
        self._names = sorted(set(model.group))
        place = {name: number for number, name in enumerate(self._names)}
        self._number = np.array([place[name] for name in model.group], dtype=np.int64)
        self._known: dict[frozenset[Group], bool] = {}
        self.sure = True

    def infeasible(self, groups: Sequence[Group]) -> bool:
        """Return whether these limits cannot hold together; undecided counts as can, and is remembered."""
        key = frozenset(groups)
        if key not in self._known:
            self._known[key] = self._ask(key)
        return self._known[key]

    def _ask(self, groups: frozenset[Group]) -> bool:
        left = self._deadline - time.monotonic()
        if left <= 0:
            self.sure = False
            return False
        wanted = np.array([name[0] == STRUCTURE[0] or name in groups for name in self._names], dtype=np.bool_)
        model = self._model.keep_rows(wanted[self._number])
        outcome = minimise(model, Settings(min(left, 15.0), gap=1.0, seed=self._seed), relaxed=self._relaxed)
        if outcome.status == "unknown":
            self.sure = False
        return outcome.status == "infeasible"


def find_conflict(problem: Problem, options: Options) -> Conflict | None:
    """Return a smallest set of limits that cannot hold together, or None if none could be shown in time.

    Parameters
    ----------
    problem
        An infeasible problem.
    options
        Seed.
    """
    model = build(problem, everything=True, without={term.objective_id for term in problem.objectives}).linear
    groups = sorted(group for group in set(model.group) if group[0] != STRUCTURE[0])
    deadline = time.monotonic() + LIMIT_S
    relaxed = _Filter(model, relaxed=True, deadline=deadline, seed=options.seed)
    whole = _Filter(model, relaxed=False, deadline=deadline, seed=options.seed)
    if relaxed.infeasible(groups):
        groups = _smallest(groups, relaxed, deadline)
    elif not whole.infeasible(groups):
        return None
    found = _smallest(groups, whole, deadline) if whole.infeasible(groups) else groups
    return Conflict(tuple(found), describe_groups(problem, found), minimal=whole.sure and relaxed.sure)


def _smallest(groups: list[Group], oracle: _Filter, deadline: float) -> list[Group]:
    """Return the smallest of the irreducible conflicts that a few orders of the limits lead to."""
    random = np.random.default_rng(0)
    best = sorted(quickxplain(groups, oracle.infeasible))
    for _ in range(ORDERS - 1):
        if len(best) <= SMALL or time.monotonic() > deadline:
            break
        shuffled = [groups[place] for place in random.permutation(len(groups)).tolist()]
        other = sorted(quickxplain(shuffled, oracle.infeasible))
        if len(other) < len(best) and oracle.infeasible(other):
            best = other
    return best


def quickxplain(groups: Sequence[Group], infeasible: Infeasible) -> list[Group]:
    """Return an irreducible conflict among `groups`, which together are infeasible.

    Parameters
    ----------
    groups
        The limits; those that come first are kept out of the conflict where there is a choice.
    infeasible
        Says whether a set of limits cannot hold together.
    """

    def narrow(background: list[Group], rest: list[Group], *, fresh: bool) -> list[Group]:
        if fresh and infeasible(background):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        needed = narrow(background + first, second, fresh=bool(first))
        return narrow(background + needed, first, fresh=bool(needed)) + needed

    if not groups or infeasible([]):
        return []
    return narrow([], list(groups), fresh=False)
