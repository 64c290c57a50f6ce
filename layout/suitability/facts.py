"""What every region tells, summed up while the cells are computed: values, nearest distances, cells that are flat enough.

Sums are whole numbers, so that they have the same bits whatever strips, blocks and threads they were gathered from: a value
between 0 and 1 counts in steps of 2^-30, which is exact from 1/128 upwards and half a billionth off at most below.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.compiled import kernel
from layout.suitability.labels import COLUMNS, compact_labels, doubled, label_row
from layout.suitability.program import AREA_MASK, Program
from layout.suitability.row_rules import AVAILABLE
from layout.suitability.row_scores import WORST, value_row
from layout.suitability.strip import Codes, Scratch, Singles, Strip, begin_strip, score_row
from layout.suitability.tally import Tally

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Labels = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]

STEPS = 1 << 30
"""A value of 1 in sums; with 4,000 million cells they still fit 63 bits."""
_FAR = 0x7F80_0000
"""The bits of infinity in single precision; those of numbers from 0 up have their order."""


class Asked(NamedTuple):
    """What is summed up of regions.

    Parameters
    ----------
    least, aside
        Least code that counts, and whether corners connect (1) or edges only (0).
    slope
        The source that measures slope, -1 for none.
    limits, included
        (n,): slopes in the unit of that source, and whether the limit itself is flat enough (1).
    within
        (n,): mask of the place where each limit holds; the area's for everywhere.
    without
        (n, m): masks of places where it does not hold; -1 for none.
    """

    least: int
    aside: int
    slope: int
    limits: Singles
    included: npt.NDArray[np.uint8]
    within: Ints
    without: Ints


@dataclass(frozen=True, slots=True)
class Facts:
    """What was summed up of regions.

    Parameters
    ----------
    known, total, least
        (criteria, regions): cells with a value, the sum of the values, and the least that was measured; infinite where
        nothing is known.
    sloped, under
        (limits, regions): cells with a slope where the limit holds, and those of them that are flat enough.
    """

    known: Floats
    total: Floats
    least: Floats
    sloped: Floats
    under: Floats

    def taken(self, places: npt.NDArray[np.intp]) -> "Facts":
        """Return those of some regions, in the order given."""
        parts = (self.known, self.total, self.least, self.sloped, self.under)
        return Facts(*(part[:, places] for part in parts))

    @classmethod
    def of(cls, stats: Ints, criteria: int) -> "Facts":
        """Return what the columns of regions hold beyond their statistics.

        Parameters
        ----------
        stats
            Shape (regions, columns), with the columns asked for.
        criteria
            How many criteria there are.
        """
        more = stats[:, COLUMNS:].T
        slopes = more[2 * criteria : more.shape[0] - criteria]
        bits = more[more.shape[0] - criteria :].astype(np.int32)
        return cls(
            known=more[criteria : 2 * criteria].astype(np.float64),
            total=more[:criteria] / STEPS,
            least=np.ascontiguousarray(bits).view(np.float32).astype(np.float64),
            sloped=slopes[0::2].astype(np.float64),
            under=slopes[1::2].astype(np.float64),
        )


@kernel
def score_and_label(
    program: Program,
    strip: Strip,
    scratch: Scratch,
    tally: Tally,
    asked: Asked,
    found: tuple[Codes, Labels],
) -> Ints:
    """Fill the stored scores and the edges of a strip, and return its regions with what is asked of them.

    Parameters
    ----------
    program, strip, scratch, tally
        As for `score_strip`.
    asked
        What is summed up.
    found
        Filled: the stored scores (rows, columns), and the region of each cell of the first and last row (2, columns).
    """
    codes, edges = found
    rows, cols = codes.shape
    criteria = program.criteria.shape[0]
    sums = COLUMNS + 2 * criteria + 2 * asked.limits.shape[0]
    room = 4 * cols + 16
    parents, stats = np.empty(room, np.int32), np.empty((room, sums + criteria), np.int64)
    lines, runs = np.full((2, cols), -1, np.int32), np.empty((cols, 3), np.int32)
    count = 0
    begin_strip(program, strip, scratch, rows)
    for row in range(rows):
        if count + cols >= parents.shape[0]:
            parents, stats = doubled(parents, stats)
        above, here = lines[1 - row % 2], lines[row % 2]
        inside = score_row(program, strip, scratch, tally, codes[row], row)
        before = count
        count = label_row(codes[row], (asked.least, asked.aside, row, count), (above, here), parents, stats)
        stats[before:count, COLUMNS:sums] = 0
        stats[before:count, sums:] = _FAR
        if inside:
            found_runs = runs[: _runs_of_row(here, scratch.state, scratch.shares, runs)]
            _add_values(program, scratch, found_runs, stats, tally.loose)
            _add_slopes(strip, scratch, asked, (found_runs, row), stats[:, COLUMNS + 2 * criteria :])
        if row == 0:
            edges[0] = here
    edges[1] = lines[(rows - 1) % 2]
    return compact_labels(parents, stats[:count], edges, criteria)


@kernel
def _runs_of_row(here: Labels, state: Bytes, shares: Singles, runs: Labels) -> int:
    """Fill `runs` with first column, last plus one and label of neighbours of one region, or (-1) allowed and of none; return how many."""
    cols, col, count = here.shape[0], 0, 0
    while col < cols:
        start, label = col, here[col]
        if label >= 0:
            while col < cols and here[col] == label:
                col += 1
        elif state[col] == AVAILABLE and shares[col] > 0:
            while col < cols and here[col] < 0 and state[col] == AVAILABLE and shares[col] > 0:
                col += 1
        else:
            col += 1
            continue
        runs[count, 0], runs[count, 1], runs[count, 2] = start, col, label
        count += 1
    return count


@kernel
def _add_values(program: Program, scratch: Scratch, runs: Labels, stats: Ints, loose: Ints) -> None:
    """Add what the criteria measure in the runs of a row to the statistics of their regions, or to the loose sums."""
    criteria = program.criteria.shape[0]
    for criterion in range(criteria):
        raw, values = scratch.raw[program.criteria[criterion, 0]], scratch.values[criterion]
        if program.choices[1] >= WORST:  # the missing ones were filled when they were combined
            value_row(program, criterion, raw, values)
        totals, known = stats[:, COLUMNS + criterion], stats[:, COLUMNS + criteria + criterion]
        _add_sums(values, runs, totals, known, loose[criterion::criteria])
        _lower(raw.view(np.int32), runs, stats[:, stats.shape[1] - criteria + criterion])


@kernel
def _add_sums(values: Singles, runs: Labels, totals: Ints, known: Ints, loose: Ints) -> None:
    """Add the values of runs of cells to the totals of their labels, and the cells where they are known."""
    steps, nothing = np.float32(STEPS), np.float32(0.0)
    for run in range(runs.shape[0]):
        row, label = values[runs[run, 0] : runs[run, 1]], runs[run, 2]
        total, cells = np.int64(0), np.int64(0)
        for col in range(row.shape[0]):
            value = row[col]
            there = value == value  # noqa: PLR0124 - NaN differs from itself
            total += np.int64(np.int32((value if there else nothing) * steps))
            cells += np.int64(there)
        if label >= 0:
            totals[label] += total
            known[label] += cells
        else:
            loose[0] += total
            loose[1] += cells


@kernel
def _lower(bits: Labels, runs: Labels, least: Ints) -> None:
    """Bring `least` of each label down to the least of its runs of cells, all as bits."""
    for run in range(runs.shape[0]):
        row, label = bits[runs[run, 0] : runs[run, 1]], runs[run, 2]
        lowest = np.int32(_FAR)
        for col in range(row.shape[0]):
            lowest = min(lowest, row[col])
        if label >= 0:
            least[label] = min(least[label], np.int64(lowest))


@kernel
def _add_slopes(strip: Strip, scratch: Scratch, asked: Asked, where: tuple[Labels, int], sums: Ints) -> None:
    """Add the cells of the runs of a row where each limit holds and slope is known, and the flat ones of them, to `sums`."""
    if asked.slope < 0:
        return
    runs, row = where
    holds = np.ones(scratch.state.shape[0], np.uint8)
    for number in range(asked.limits.shape[0]):
        placed = asked.within[number] != AREA_MASK or asked.without.shape[1] > 0
        if placed:
            _where_it_holds(strip.planes[:, row], asked.within[number], asked.without[number], holds)
        limit = (asked.limits[number], asked.included[number] == 1)
        _count_flat(scratch.raw[asked.slope], holds, runs, limit, sums[:, 2 * number : 2 * number + 2])
        if placed:
            holds[:] = 1


@kernel
def _count_flat(
    slopes: Singles, holds: Bytes, runs: Labels, limit: tuple[np.float32, bool], sums: Ints
) -> None:
    """Add the cells of runs with a slope, and those up to a limit, to the two sums of their labels."""
    most, included = limit
    for run in range(runs.shape[0]):
        start, end, label = runs[run, 0], runs[run, 1], runs[run, 2]
        if label < 0:
            continue
        row, here = slopes[start:end], holds[start:end]
        sloped, under = np.int64(0), np.int64(0)
        for col in range(row.shape[0]):
            slope = row[col]
            there = (slope == slope) & (here[col] == 1)  # noqa: PLR0124 - as above
            sloped += np.int64(there)
            under += np.int64(there & ((slope < most) | (included & (slope == most))))
        sums[label, 0] += sloped
        sums[label, 1] += under


@kernel
def _where_it_holds(planes: Bytes, within: int, without: Ints, holds: Bytes) -> None:
    """Fill `holds` (columns,) with 1 in the cells of one mask that lie in none of some others (-1 for none), 0 elsewhere."""
    for col in range(holds.shape[0]):
        holds[col] = (planes[within // 8, col] >> (within % 8)) & 1
    for place in range(without.shape[0]):
        mask = without[place]
        if mask >= 0:
            for col in range(holds.shape[0]):
                holds[col] &= 1 - ((planes[mask // 8, col] >> (mask % 8)) & 1)
