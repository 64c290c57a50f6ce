"""Values that are known only as a range or a distribution, and draws of them, the same however many are drawn at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from layout.scoring.fast import draw_loops
from layout.scoring.fast.compiled import compiled

Array = npt.NDArray[np.float64]
_VALUES = 2
CHUNK = 16
"""Draws of one random stream."""


@dataclass(frozen=True, eq=False)
class UncertainValues:
    """Normalised values with what is not known of them.

    Parameters
    ----------
    low, high
        Range of each value, shape (alternatives, criteria); equal where the value is certain.
    kind
        uniform: anywhere in the range. normal: mean in the middle, the range is four standard deviations (95 %).
    """

    low: Array
    high: Array
    kind: Literal["uniform", "normal"] = "uniform"

    @property
    def certain(self) -> bool:
        """Return whether nothing is uncertain."""
        return bool((self.low == self.high).all())

    @property
    def middle(self) -> Array:
        """Return the middle of each range."""
        return 0.5 * (self.low + self.high)


@dataclass(frozen=True, eq=False)
class ValueStream:
    """Draws of values from one seed, criterion after criterion.

    A draw depends on its number alone, not on the span: draw number d always comes from stream d // 16.

    Parameters
    ----------
    values
        Ranges.
    seed
        Seed of all streams.
    compiled
        Whether values are laid out by the compiled loop; they are the same.
    """

    values: UncertainValues
    seed: int
    compiled: bool = False

    def spans(self, begin: int, end: int, *, step: int) -> Iterator[tuple[int, int, Array]]:
        """Give the draws begin … end, at most `step` at a time: first, the one after the last, their values.

        Values have shape (draws, criteria, alternatives) and are overwritten by the next ones.
        """
        cells, ranges = self._unsure
        width = max(step // CHUNK, 1) * CHUNK
        most = min(step, width, end - begin)
        columns = np.repeat(self.values.middle.T.reshape(1, -1), most, axis=0)
        raw = np.empty((min(width, -(-end // CHUNK) * CHUNK - begin // CHUNK * CHUNK), len(cells)))
        for start in range(begin // CHUNK * CHUNK, end, width):
            stop = min(start + width, end)
            for chunk in range(start // CHUNK, -(-stop // CHUNK)):
                self._fill(chunk, raw[chunk * CHUNK - start : (chunk + 1) * CHUNK - start])
            for first in range(max(start, begin), stop, most):
                last = min(first + most, stop)
                drawn = columns[: last - first]
                self._lay(raw[first - start : last - start], cells, ranges, drawn)
                yield first, last, drawn.reshape(len(drawn), self.values.low.shape[1], -1)

    @cached_property
    def _unsure(self) -> tuple[npt.NDArray[np.int64], Array]:
        """Return where uncertain cells stand in a table of criteria × alternatives, and their middles and widths."""
        low, high = self.values.low, self.values.high
        rows, columns = np.nonzero(low != high)
        ranges = np.stack([self.values.middle[rows, columns], (high - low)[rows, columns]])
        return columns * len(low) + rows, ranges

    def _fill(self, chunk: int, raw: Array) -> None:
        """Write the random numbers of one chunk of draws, shape (CHUNK, cells)."""
        stream = np.random.Generator(np.random.Philox(np.random.SeedSequence([self.seed, _VALUES, chunk])))
        if self.values.kind == "normal":
            stream.standard_normal(out=raw)
        else:
            stream.random(out=raw)

    def _lay(self, raw: Array, cells: npt.NDArray[np.int64], ranges: Array, columns: Array) -> None:
        """Write the uncertain cells of some draws."""
        # a share of the width: a normal range is four standard deviations wide
        turn = (0.0, 0.25) if self.values.kind == "normal" else (0.5, 1.0)
        if self.compiled:
            compiled(draw_loops.lay_draws)(raw, cells, ranges=ranges, turn=turn, columns=columns)
        else:
            columns[:, cells] = ranges[0] + ranges[1] * ((raw - turn[0]) * turn[1])


def draw_span(values: UncertainValues, span: tuple[int, int], *, seed: int) -> Array:
    """Return consecutive draws of all values, shape (draws, criteria, alternatives).

    Parameters
    ----------
    values
        Ranges.
    span
        First draw, and the one after the last.
    seed
        Seed of all streams.
    """
    begin, end = span
    found = [drawn.copy() for _, _, drawn in ValueStream(values, seed).spans(begin, end, step=end - begin)]
    return np.concatenate(found)
