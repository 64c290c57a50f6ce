"""Values that are known only as a range or a distribution, and draws of them, one random stream a draw."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_VALUES = 2


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
    drawn = values.middle
    unsure = values.low != values.high
    width = (values.high - values.low)[unsure]
    stream = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, _VALUES, draw])))
    if values.kind == "normal":
        drawn[unsure] += 0.25 * width * stream.standard_normal(len(width))
    else:
        drawn[unsure] += width * (stream.random(len(width)) - 0.5)
    return drawn
