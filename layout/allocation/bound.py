"""The lower bound of a large model, tightened in a thread of its own while the search looks for plans.

The plan does not depend on it, so it does not matter to a rerun how far it gets.
"""

import threading
import time
from dataclasses import replace

import numpy as np

from layout.allocation.build import Built
from layout.allocation.highs import Outcome, Progress, Settings, minimise
from layout.allocation.lagrange import Known, lagrangian_bound
from layout.allocation.linear import Linear
from layout.allocation.options import Options

CUTS_SHARE = 0.5
"""Share of the time left after the first prices that the cutting planes of HiGHS have; the rest goes to better prices."""


def least_cost(built: Built, linear: Linear) -> float:
    """Return a lower bound that needs no solver: every project in its cheapest park, every other column at its cheaper end.

    It stands where time was up before the relaxation was solved, so that a gap can always be told.

    Parameters
    ----------
    built, linear
        The problem's columns, and the model with its objective.
    """
    with np.errstate(invalid="ignore"):
        ends = np.minimum(linear.cost * linear.lower, linear.cost * linear.upper)
    ends[linear.cost == 0] = 0.0
    there = built.share >= 0
    # the shares of one project add up to 1 at most: only the cheapest counts, and only where it saves
    costs = np.where(there, linear.cost[np.where(there, built.share, 0)], 0.0)
    ends[built.share[there]] = 0.0
    return float(linear.offset + ends.sum() + np.minimum(costs.min(axis=1, initial=0.0), 0.0).sum())


class Bound:
    """A lower bound of a model that grows with time.

    Parameters
    ----------
    built, linear
        The problem's columns, and the model with its objective.
    relaxation
        Optimum of the linear relaxation: the bound to begin with.
    best
        Cost of a plan that is known.
    """

    def __init__(self, built: Built, linear: Linear, *, relaxation: Outcome, best: float) -> None:
        self.bound = relaxation.bound
        self._built, self._linear, self._known = built, linear, Known(relaxation, best)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._settings = Settings()
        self._deadline = 0.0

    def begin(self, options: Options, limit_s: float) -> None:
        """Start the thread.

        Parameters
        ----------
        options
            Gap and seed.
        limit_s
            Seconds after which it ends by itself.
        """
        self._deadline = time.monotonic() + limit_s
        self._settings = replace(options.settings("bound", limit_s), watch=self._hear, cancel=self._stop)
        self._thread.start()

    def _hear(self, progress: Progress) -> None:
        """Keep the best bound that the solver tells."""
        self._take(progress.bound)

    def _take(self, bound: float) -> None:
        """Keep a bound if it is better."""
        if np.isfinite(bound):
            self.bound = max(self.bound, bound)

    def _left(self) -> float:
        """Return the seconds that are left."""
        return max(0.0, self._deadline - time.monotonic())

    def _run(self) -> None:
        """Price the rows that join parks once, then cut, then price again and again."""
        self._price(rounds=1)
        if self._left() and not self._stop.is_set():
            limits = replace(self._settings, time_limit_s=CUTS_SHARE * self._left(), nodes=1, heuristics=0.0)
            self._take(minimise(self._linear, limits).bound)
        self._price(rounds=None)

    def _price(self, *, rounds: int | None) -> None:
        """Take the bound of the parks' own problems."""
        if not self._left() or self._stop.is_set():
            return
        found = lagrangian_bound(
            self._built,
            self._linear,
            known=self._known,
            settings=replace(self._settings, time_limit_s=self._left(), watch=None),
            tell=self._take,
            rounds=rounds,
        )
        self._take(found)

    def join(self, limit_s: float, *, cancel: threading.Event | None) -> float:
        """Return the bound once the thread is done, or time is up.

        Parameters
        ----------
        limit_s
            Seconds to wait at most.
        cancel
            Set from outside to stop waiting.
        """
        deadline = time.monotonic() + limit_s
        while self._thread.is_alive() and time.monotonic() < deadline:
            if cancel is not None and cancel.is_set():
                break
            self._thread.join(0.05)
        self._stop.set()
        self._thread.join()
        return self.bound
