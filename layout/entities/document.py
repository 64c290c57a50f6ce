"""Blocks of a document in one language, drawn as a page or as a word-processor file alike."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Figure(str):
    """A figure that has been written out already; in a table it stands to the right like a number."""

    __slots__ = ()


@dataclass(frozen=True)
class Heading:
    """A heading: of a section (2) or below one (3)."""

    title: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `quiet` for a remark in grey, `strong` for what must not be missed."""

    words: str
    quiet: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Items:
    """Sentences as a list."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; numbers stand to the right, unknown ones (NaN) are a dash."""

    headings: Sequence[str]
    rows: Sequence[Sequence[object]]

    @property
    def numeric(self) -> tuple[int, ...]:
        """Return the positions of the columns that hold numbers or figures."""
        return tuple(
            place for place in range(len(self.headings)) if any(is_number(row[place]) for row in self.rows)
        )


@dataclass(frozen=True, eq=False)
class Plot:
    """How raw values become values: dots for the alternatives, the function as a line where there is one.

    Parameters
    ----------
    label
        What is on the horizontal axis, with its unit.
    raw, values
        One point an alternative.
    curve
        The value function over raw values.
    """

    label: str
    raw: Array
    values: Array
    curve: Callable[[Array], Array] | None = None


@dataclass(frozen=True, eq=False)
class Plots:
    """Plots side by side."""

    plots: tuple[Plot, ...]


Block = Heading | Paragraph | Items | Table | Plots


def is_number(value: object) -> bool:
    """Return whether a cell holds a number or a figure written out, which stands to the right."""
    return isinstance(value, Figure | int | float) and not isinstance(value, bool)


def cell_words(value: object) -> str:
    """Return a cell as it is shown: four decimals where a number has any, a dash where it is unknown."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    return "–" if math.isnan(value) else f"{value:.4f}"
