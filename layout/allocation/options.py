"""How a layout problem is solved: method, time, gap, seed, and who is told of progress."""

import threading
from dataclasses import dataclass
from typing import Literal

from layout.allocation.highs import Settings, Watch
from layout.allocation.search import SearchSettings

Method = Literal["auto", "exact", "search"]

SMALL_GAP = 1e-6

DEFAULT_SEARCH = SearchSettings()


@dataclass(frozen=True, slots=True)
class Options:
    """How a problem is solved.

    Parameters
    ----------
    method
        `exact`: HiGHS alone; `search`: relaxation and neighbourhood search; `auto` chooses by size and by how many
        resources bind.
    time_limit_s
        Seconds for the whole problem; the best plan so far is returned then.
    gap
        Relative gap at which a plan counts as optimal; None takes 1e-6 for a small problem and 1e-4 for a large one.
    seed
        Seed of solver and search.
    search
        Size of the search.
    watch, cancel
        Told of progress; set from outside to stop.
    """

    method: Method = "auto"
    time_limit_s: float = 60.0
    gap: float | None = None
    seed: int = 0
    search: SearchSettings = DEFAULT_SEARCH
    watch: Watch | None = None
    cancel: threading.Event | None = None

    def settings(self, stage: str, left_s: float) -> Settings:
        """Return the limits of one call of the solver."""
        return Settings(
            left_s,
            SMALL_GAP if self.gap is None else self.gap,
            self.seed,
            stage=stage,
            watch=self.watch,
            cancel=self.cancel,
        )
