"""What to know of a table before scoring it: dominated alternatives, duplicates, criteria that cannot tell them apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.text import Bilingual
from layout.entities.wording import listing, say
from layout.scoring.fast import front_loops
from layout.scoring.fast.compiled import compiled
from layout.scoring.labels import PLAIN, Labels
from layout.scoring.problem import Problem

Array = npt.NDArray[np.float64]
CHECKED_AT_MOST = 20_000
COMPILED_FROM = 1000
"""Alternatives from which a compiled loop compares them."""
NAMED = 5
ALIKE = 0.999
"""Correlation from which two criteria count the same thing twice."""


@dataclass(frozen=True)
class Screening:
    """What was found.

    Parameters
    ----------
    dominated
        Alternative -> one that is nowhere worse and somewhere better; None where there were too many to check.
    duplicates
        Groups of alternatives with the same value on every criterion.
    constant
        Criteria with one value for all.
    same
        Pairs of criteria that rank the alternatives by the same line (correlation above 0.999 or below −0.999).
    labels
        How names are shown.
    """

    dominated: Mapping[str, str] | None
    duplicates: tuple[tuple[str, ...], ...]
    constant: tuple[str, ...]
    same: tuple[tuple[str, str], ...]
    labels: Labels = PLAIN

    @property
    def notes(self) -> tuple[Bilingual, ...]:
        """Return the sentences on what was found."""
        notes: list[Bilingual] = []
        if self.dominated is None:
            notes.append(say("mcda.screening.dominance_skipped", limit=CHECKED_AT_MOST))
        elif self.dominated:
            notes.append(
                say(
                    "mcda.screening.dominated",
                    count=len(self.dominated),
                    names=self._names(tuple(self.dominated)),
                )
            )
        notes += [
            say("mcda.screening.duplicates", names=self._names(group)) for group in self.duplicates[:NAMED]
        ]
        if self.constant:
            notes.append(say("mcda.screening.constant", names=self._names(self.constant)))
        notes += [
            say("mcda.screening.same", one=self.labels.name(one), other=self.labels.name(other))
            for one, other in self.same[:NAMED]
        ]
        return tuple(notes)

    def _names(self, names: tuple[str, ...]) -> Bilingual:
        """Return the first names as an enumeration."""
        listed = [self.labels.name(name) for name in names[:NAMED]]
        if len(names) > NAMED:
            listed.append(say("mcda.screening.more", count=len(names) - NAMED))
        return listing(listed)


def screen(problem: Problem) -> Screening:
    """Return what is dominated, duplicate, constant or redundant in `problem`; weights play no part."""
    values = problem.oriented
    varies = np.ptp(values, axis=0) > 0
    return Screening(
        dominated=_dominated(problem) if len(values) <= CHECKED_AT_MOST else None,
        duplicates=_duplicates(problem),
        constant=tuple(str(name) for name in problem.criteria[~varies]),
        same=_same(problem, varies),
        labels=problem.labels,
    )


def dominators(values: Array) -> npt.NDArray[np.intp]:
    """Return, for each row, a row that dominates it, −1 where none does.

    Rows are taken by falling sum: a row can only be dominated by one of larger sum, and if by any, then by one that
    is itself not dominated.

    Parameters
    ----------
    values
        More is better, shape (alternatives, criteria).
    """
    found = np.full(len(values), -1, dtype=np.intp)
    span = np.ptp(values, axis=0)
    scaled = (values - values.min(axis=0)) / np.where(span > 0, span, 1.0)
    order = np.argsort(-scaled.sum(axis=1), kind="stable")
    if len(values) >= COMPILED_FROM:
        compiled(front_loops.find_dominators)(np.ascontiguousarray(values), order, found=found)
        return found
    front = np.empty(len(values), dtype=np.intp)
    size = 0
    for row in order:
        members = front[:size]
        better = (values[members] >= values[row]).all(axis=1) & (values[members] > values[row]).any(axis=1)
        if better.any():
            found[row] = members[int(np.argmax(better))]
        else:
            front[size] = row
            size += 1
    return found


def _dominated(problem: Problem) -> dict[str, str]:
    """Return the dominated alternatives by name."""
    found = dominators(problem.oriented)
    names = problem.alternatives
    return {str(names[int(row)]): str(names[int(found[row])]) for row in np.flatnonzero(found >= 0)}


def _duplicates(problem: Problem) -> tuple[tuple[str, ...], ...]:
    """Return the groups of equal rows."""
    frame = pd.DataFrame(problem.matrix)
    repeated = frame.duplicated(keep=False).to_numpy()
    if not repeated.any():
        return ()
    names = problem.alternatives[repeated]
    groups = frame[repeated].groupby(list(frame.columns), sort=False).indices
    return tuple(tuple(str(names[place]) for place in places) for places in groups.values())


def _same(problem: Problem, varies: npt.NDArray[np.bool_]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of criteria on one line."""
    columns = np.flatnonzero(varies)
    if len(problem.alternatives) < 3 or len(columns) < 2:  # noqa: PLR2004 - two points are always on one line
        return ()
    correlation = np.atleast_2d(np.corrcoef(problem.matrix[:, columns], rowvar=False))
    pairs = np.argwhere(np.triu(np.abs(correlation) > ALIKE, k=1))
    return tuple((str(problem.criteria[columns[i]]), str(problem.criteria[columns[j]])) for i, j in pairs)
