"""Values that are known only as a range or a distribution, and draws of them, the same however many are drawn at once."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

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


def draw_values(values: UncertainValues, draw: int, *, seed: int) -> Array:
    """Return one draw of all values, shape (alternatives, criteria); the same for the same seed and number.

    Parameters
    ----------
    values
        Ranges.
    draw
        Number of the draw.
    seed
        Seed of all streams.
    """
    drawn: Array = draw_span(values, (draw, draw + 1), seed=seed)[0]
    return drawn


def draw_span(values: UncertainValues, span: tuple[int, int], *, seed: int) -> Array:
    """Return consecutive draws of all values, shape (draws, alternatives, criteria).

    A draw depends on its number alone, not on the span: draw number d always comes from stream d // 16.

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
    unsure = values.low != values.high
    width = (values.high - values.low)[unsure]
    chunks = range(begin // CHUNK, -(-end // CHUNK))
    offsets = np.concatenate([_chunk(len(width), chunk, values.kind, seed=seed) for chunk in chunks])
    start = chunks[0] * CHUNK
    drawn = np.repeat(values.middle[None], end - begin, axis=0)
    drawn[:, unsure] += width * offsets[begin - start : end - start]
    return drawn


def _chunk(cells: int, chunk: int, kind: str, *, seed: int) -> Array:
    """Return the offsets of one chunk of draws as shares of the width of each range, shape (CHUNK, cells)."""
    stream = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, _VALUES, chunk])))
    if kind == "normal":
        return 0.25 * stream.standard_normal((CHUNK, cells))
    return stream.random((CHUNK, cells)) - 0.5
