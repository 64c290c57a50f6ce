"""Bands of strips computed by themselves, in any process, and put together to the same bits as the whole grid.

A band needs nothing of its neighbours: it burns the marks within reach of its own rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from geodata.grid import Block, Grid
from layout.suitability.components import Components
from layout.suitability.engine import Inputs, Part, Sink, Work, compute_strip, start_run, take_parts
from layout.suitability.outcome import Outcome, outcome_of
from layout.suitability.program import Program
from layout.suitability.tally import Tally, new_tally


@dataclass(frozen=True, slots=True)
class Band:
    """The result of a band.

    Parameters
    ----------
    strips
        First row in the whole grid, and parts, of each strip.
    tally
        The counts, without the empty places of the table.
    """

    strips: tuple[tuple[int, list[Part]], ...]
    tally: Tally


def bands(grid: Grid, *, strip_rows: int, strips: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last row plus one of each band of a grid.

    Parameters
    ----------
    grid
        The whole grid.
    strip_rows
        Height of a strip.
    strips
        Strips in a band; the last band may have fewer.
    """
    for top in range(0, grid.rows, strip_rows * strips):
        yield top, min(top + strip_rows * strips, grid.rows)


def compute_band(
    program: Program, inputs: Inputs, *, rows: tuple[int, int], strip_rows: int, components: Components
) -> Band:
    """Return the result of a band of rows.

    Parameters
    ----------
    program, inputs
        As for `run_program`, for the whole grid.
    rows
        First row and last row plus one, as `bands` gives them.
    strip_rows
        Height of a strip.
    components
        Says what a region is; nothing is added to it.

    Raises
    ------
    CRSMismatchError
        The grid is not in metres.
    """
    top, bottom = rows
    grid = inputs.grid.window(Block(top, 0, bottom - top, inputs.grid.cols))
    work = Work(strip_rows=strip_rows, threads=1)
    run = start_run(program, replace(inputs, grid=grid), work=work, components=components)
    strips = tuple(
        (top + number * strip_rows, _moved(compute_strip(run, number), top))
        for number in range(-(-grid.rows // strip_rows))
    )
    return Band(strips, _packed(run.tallies, len(program.criteria)))


def gather_bands(found: Iterable[Band], *, sink: Sink, components: Components) -> Outcome:
    """Hand over the bands of a grid, from top to bottom, and return what they counted.

    Parameters
    ----------
    found
        All bands in order.
    sink, components
        As for `run_program`.
    """
    tallies = []
    for band in found:
        tallies.append(band.tally)
        for row, parts in band.strips:
            take_parts(parts, row=row, sink=sink, components=components)
    return outcome_of(tallies, components)


def _moved(parts: list[Part], top: int) -> list[Part]:
    """Return parts of a band with their rows counted from the whole grid's first."""
    return [(replace(block, row=block.row + top), codes, regions) for block, codes, regions in parts]


def _packed(tallies: list[Tally], criteria: int) -> Tally:
    """Return the counts of a band in as few places as they need; a band without area has none."""
    if not tallies:
        return new_tally(0, criteria=criteria)
    (tally,) = tallies
    used = np.flatnonzero(tally.counts)
    return tally._replace(keys=tally.keys[used], counts=tally.counts[used])
