"""Value functions of a plain table's criteria: those of the cases and the shaped ones; the reason may be left out."""

from collections.abc import Mapping
from typing import Annotated

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import BeforeValidator, Field

from geodata.errors import DataFormatError
from layout.criteria.value_functions import CategoryValue
from layout.criteria.value_kinds import ValueFunction, numeric_values

Array = npt.NDArray[np.float64]
UNSAID = {"en": "As stated in the specification.", "zh": "由规格文件给定。"}


def _with_reason(value: object) -> object:
    """Return the table with a neutral reason where it gives none: a spec is terse, a case is not."""
    return {"reason": UNSAID, **value} if isinstance(value, Mapping) else value


SpecValue = Annotated[
    Annotated[ValueFunction, Field(discriminator="kind")],
    BeforeValidator(_with_reason),
]


def apply_value(function: ValueFunction, raw: Array) -> Array:
    """Return the values from 0 to 1 of raw numbers, NaN where unknown.

    Parameters
    ----------
    function
        A numeric value function (a category map takes texts: `apply_levels`).
    raw
        Shape (alternatives,).
    """
    if isinstance(function, CategoryValue):
        message = "a category map takes texts"
        raise TypeError(message)
    return numeric_values(function, raw)


def apply_levels(function: CategoryValue, cells: pd.Series) -> Array:
    """Return the value of each category, NaN where the cell is blank.

    Raises
    ------
    DataFormatError
        A category that the map does not name; the cell is named.
    """
    table = function.table
    known = cells.str.strip()
    strange = known[(known != "") & ~known.isin(list(table))]
    if len(strange):
        levels = ", ".join(table)
        raise DataFormatError(
            en=f"row {strange.index[0]}, column {cells.name}: found {strange.iloc[0]!r}, expected one of {levels}.",
            zh=f"行 {strange.index[0]}、列 {cells.name}：现为 {strange.iloc[0]!r}，要求为 {levels} 之一。",
        )
    return np.asarray(known.map(table), dtype=np.float64)
