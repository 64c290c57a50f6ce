"""The waterfall: how much area each rule takes, in order, alone, marginally, and shared out without any order.

All four follow from one count: how many cells carry each pattern of rules. A pattern is an integer whose bit k says that
rule k takes the cell (or, for a rule that forces, keeps it).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

WATERFALL_COLUMNS = ("alone", "in_order", "remaining", "marginal", "shapley", "restored")


@dataclass(frozen=True, slots=True)
class Patterns:
    """How many cells carry each pattern of rules.

    Parameters
    ----------
    keys
        uint64, shape (n,), different from each other.
    counts
        Cells, shape (n,).
    """

    keys: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int64]

    @staticmethod
    def of(table: Mapping[int, int]) -> "Patterns":
        """Return the patterns of a mapping from pattern to count."""
        return Patterns(
            np.fromiter(table.keys(), dtype=np.uint64, count=len(table)),
            np.fromiter(table.values(), dtype=np.int64, count=len(table)),
        )


def waterfall(
    patterns: Patterns, rules: Sequence[str], *, forcing: Sequence[str] = (), partial: Sequence[str] = ()
) -> pd.DataFrame:
    """Return what each rule takes, in cells.

    Parameters
    ----------
    patterns
        Bit k belongs to the k-th rule.
    rules
        Ids in the order of the case, at most 62.
    forcing
        Those of them that keep cells instead of taking them. A cell that one of them keeps is taken by no rule.
    partial
        Those that leave a share of a cell's suitability: they take none, and `alone` counts the cells that they touch.

    Returns
    -------
    pandas.DataFrame
        Index rule id; columns: `alone` (cells that the rule would take if it were the only one), `in_order` (those it
        takes after the rules above it), `remaining` (cells left after it), `marginal` (cells that only this rule takes:
        what dropping it would give back), `shapley` (each cell is shared equally by the rules that take it, which is the
        Shapley value of the area excluded: Shapley 1953), `restored` (cells kept by a forcing rule against others).
    """
    forced, weighing = _mask(rules, forcing), _mask(rules, partial)
    keys, counts = patterns.keys, patterns.counts
    kept = (keys & forced) != 0
    taking = np.where(kept, np.uint64(0), keys & ~(forced | weighing))
    sharing = np.maximum(np.bitwise_count(taking).astype(np.int64), 1)
    remaining = int(counts.sum())
    gone = np.zeros(len(keys), dtype=np.bool_)
    rows = []
    for position, rule in enumerate(rules):
        bit = np.uint64(1 << position)
        hit = (taking & bit) != 0
        fresh = int(counts[hit & ~gone].sum())
        gone |= hit
        remaining -= fresh
        rows.append(
            (
                0 if rule in forcing else int(counts[(keys & bit) != 0].sum()),
                fresh,
                remaining,
                int(counts[hit & (taking == bit)].sum()),
                float((counts[hit] / sharing[hit]).sum()),
                _restored(patterns, bit, forced | weighing) if rule in forcing else 0,
            )
        )
    return pd.DataFrame(rows, index=pd.Index(rules, name="rule_id"), columns=list(WATERFALL_COLUMNS))


def _mask(rules: Sequence[str], chosen: Sequence[str]) -> np.uint64:
    """Return the bits of the rules chosen."""
    return np.uint64(sum(1 << position for position, rule in enumerate(rules) if rule in chosen))


def _restored(patterns: Patterns, bit: np.uint64, harmless: np.uint64) -> int:
    """Return the cells that a forcing rule keeps although another rule would take them."""
    against = ((patterns.keys & bit) != 0) & ((patterns.keys & ~harmless) != 0)
    return int(patterns.counts[against].sum())
