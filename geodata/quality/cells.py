"""Columns of a layer seen as numbers."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from geodata.quality.model import Columns
from geodata.quality.numbers_in_text import is_missing, number

Floats = npt.NDArray[np.float64]

_MOST = 50_000
_NUMERIC_SHARE = 0.8


def as_numbers(values: Sequence[object]) -> Floats | None:
    """Return a column as numbers with NaN where a cell is empty, or None when it does not hold numbers.

    Parameters
    ----------
    values
        The cells.
    """
    filled = [value for value in values if not is_missing(value)]
    if not filled or any(isinstance(value, bool) for value in filled[:_MOST]):
        return None
    found = [None if is_missing(value) else number(value) for value in values]
    if sum(value is not None for value in found) < _NUMERIC_SHARE * len(filled):
        return None
    return np.array([np.nan if value is None else value for value in found], dtype=np.float64)


def numeric_columns(columns: Columns) -> dict[str, Floats]:
    """Return the columns that hold numbers.

    Parameters
    ----------
    columns
        Attribute values by name.
    """
    return {name: found for name, values in columns.items() if (found := as_numbers(values)) is not None}
