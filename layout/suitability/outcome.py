"""What a run counted, gathered from its workers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from layout.rules.waterfall import Patterns
from layout.suitability.components import Components, Stats
from layout.suitability.labels import COLUMNS
from layout.suitability.tally import Tally

_UNDECIDED_KEY = np.uint64(1 << 63)
_PATTERNS_LOST = 5


@dataclass(slots=True)
class Outcome:
    """What a run counted.

    Parameters
    ----------
    patterns
        Cells by pattern of rules; cells that are not decided are left out.
    area, excluded, available, undecided, unscored
        Cells; unscored ones are available but a criterion has no data there.
    regions
        Statistics of connected regions, see `labels`; None when not asked for.
    allowed
        Sums of the values of each criterion over available cells, and the cells where it is known, shape (2, criteria), see
        `facts`; None when not asked for.
    """

    patterns: Patterns
    area: int = 0
    excluded: int = 0
    available: int = 0
    undecided: int = 0
    unscored: int = 0
    regions: Stats | None = None
    allowed: Stats | None = None


def outcome_of(tallies: Sequence[Tally], components: Components | None) -> Outcome:
    """Return the sum of the workers' counts, with the regions that were collected."""
    table: dict[int, int] = {}
    totals = np.zeros(6, dtype=np.int64)
    for tally in tallies:
        totals += tally.totals
        for place in np.flatnonzero(tally.counts):
            key = int(tally.keys[place])
            table[key] = table.get(key, 0) + int(tally.counts[place])
    if totals[_PATTERNS_LOST]:
        message = f"the table of rule patterns overflowed {totals[_PATTERNS_LOST]} times"
        raise OverflowError(message)
    # in the order of the keys, so that sums over patterns have the same bits whoever counted first
    table = {key: table[key] for key in sorted(table) if not key & int(_UNDECIDED_KEY)}
    area, excluded, available, undecided, unscored = (int(total) for total in totals[:5])
    regions = None if components is None else components.regions()
    allowed = None
    if components is not None and components.asked is not None:
        loose = np.sum([tally.loose for tally in tallies], axis=0) if tallies else np.zeros(0, np.int64)
        held = components.regions()[:, COLUMNS : COLUMNS + len(loose)].sum(axis=0)
        allowed = (loose + held).reshape(2, -1)
    return Outcome(Patterns.of(table), area, excluded, available, undecided, unscored, regions, allowed)
