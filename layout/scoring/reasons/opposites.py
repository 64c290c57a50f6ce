"""Alternatives of nearly equal score whose scores are made of opposite things: equal is not alike."""

from dataclasses import dataclass

import numpy as np

from geodata.text import Bilingual
from layout.entities.wording import plain, say
from layout.scoring.labels import PLAIN, Labels
from layout.scoring.reasons.contributions import adds_up, contributions
from layout.scoring.solution import Solution

CLOSENESS = 0.02
CONTRAST = 0.35
AMONG_BEST = 30


@dataclass(frozen=True)
class Opposites:
    """Two alternatives of nearly equal score and opposite composition.

    Parameters
    ----------
    one, other
        The two, the better ranked first.
    gap
        Difference of their scores as a share of the spread of all scores.
    contrast
        Share of their contributions that one has and the other lacks, 0 to 1.
    strong_one, strong_other
        The criterion on which each is furthest ahead of the other.
    labels
        How names are shown.
    """

    one: str
    other: str
    gap: float
    contrast: float
    strong_one: str
    strong_other: str
    labels: Labels = PLAIN

    @property
    def text(self) -> Bilingual:
        """Return the sentence."""
        label = self.labels.name
        return say(
            "mcda.reason.opposites",
            one=label(self.one),
            other=label(self.other),
            gap=plain(100 * self.gap, 2),
            contrast=f"{100 * self.contrast:.0f}",
            strong_one=label(self.strong_one),
            strong_other=label(self.strong_other),
        )


def find_opposites(
    solution: Solution, *, closeness: float = CLOSENESS, contrast: float = CONTRAST
) -> tuple[Opposites, ...]:
    """Return the pairs among the 30 best whose scores are nearly equal and made of different things.

    Only for methods whose score is a sum of contributions; empty for the others.

    Parameters
    ----------
    solution
        Result of a method.
    closeness
        Greatest difference of scores, as a share of the spread of all scores.
    contrast
        Least share of the contributions that differs: Σ|difference| ÷ Σ(sizes of both).
    """
    if not adds_up(solution):
        return ()
    labels = solution.problem.labels
    best = solution.order[:AMONG_BEST]
    table = contributions(solution)
    parts = table.loc[best].to_numpy() - table.to_numpy().min(axis=0)
    scores = solution.scores.loc[best].to_numpy(dtype=np.float64)
    spread = float(np.ptp(solution.scores.to_numpy(dtype=np.float64)))
    found = []
    for i in range(len(best)):
        for j in range(i + 1, len(best)):
            difference = parts[i] - parts[j]
            size = float(parts[i].sum() + parts[j].sum())
            gap = abs(float(scores[i] - scores[j])) / spread if spread > 0 else 0.0
            share = float(np.abs(difference).sum()) / size if size > 0 else 0.0
            if gap <= closeness and share >= contrast:
                strong = str(table.columns[int(np.argmax(difference))])
                other = str(table.columns[int(np.argmin(difference))])
                pair = (str(best[i]), str(best[j]))
                found.append(Opposites(*pair, gap, share, strong, other, labels=labels))
    return tuple(found)
