"""What an indicator is: a formula of two quantities, its unit, and where the formula comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.i18n import catalogue

Kernel = Callable[[pd.Series, pd.Series], pd.Series]
Family = Literal["state", "intensity", "benefit", "per_mu"]

CLAUSE_NOT_SEEN: Final = "clause not seen"
"""Stands for the number of a clause that no copy at hand shows; it is never filled in from memory."""

_TOLERANCE: Final = 1e-9
_UNIT_WORDS: Final = {
    "%": "percent",
    "ratio": "ratio",
    "1e8 CNY/km2": "yi_per_km2",
    "1e4 CNY/ha": "wan_per_ha",
    "1e4 CNY/mu": "wan_per_mu",
    "1e4 CNY/person": "wan_per_person",
    "1e4 CNY/tce": "wan_per_tce",
    "1e4 CNY/t": "wan_per_t",
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of land use.

    Parameters
    ----------
    indicator_id
        Identifier; name and formula stand in the message catalogue under it.
    family
        Land-use state, building intensity, benefit, or per-mu reform.
    numerator, denominator
        Quantities (`layout.landuse.quantities`).
    unit
        Unit of the value: %, ratio, 1e8 CNY/km2, 1e4 CNY/ha, 1e4 CNY/mu, 1e4 CNY/person, 1e4 CNY/tce, 1e4 CNY/t.
    kernel
        Function of numerator and denominator in base units; returns the value in `unit`.
    source_id
        Which document the formula follows: key of the message group `landuse.document`.
    clause
        Number of the clause, or `CLAUSE_NOT_SEEN`.
    higher_is_better
        Direction; None where the regulation sets a corridor and not a direction.
    """

    indicator_id: str
    family: Family
    numerator: str
    denominator: str
    unit: str
    kernel: Kernel
    source_id: str
    clause: str = CLAUSE_NOT_SEEN
    higher_is_better: bool | None = True

    @property
    def name(self) -> Bilingual:
        """Return the indicator's name."""
        return catalogue()[f"landuse.indicator.{self.indicator_id}"]

    @property
    def unit_name(self) -> Bilingual:
        """Return the unit in words."""
        return catalogue()[f"landuse.unit.{_UNIT_WORDS[self.unit]}"]

    @property
    def formula(self) -> Bilingual:
        """Return the formula in words."""
        return catalogue()[f"landuse.formula.{self.indicator_id}"]

    @property
    def document(self) -> Bilingual:
        """Return the document that the formula follows."""
        return catalogue()[f"landuse.document.{self.source_id}"]


def ratio(
    numerator: pd.Series,
    denominator: pd.Series,
    *,
    scale: float = 1.0,
    part_of_whole: bool = False,
    may_be_negative: bool = False,
) -> pd.Series:
    """Return numerator ÷ denominator × scale with the same index, NaN where it is undefined.

    Parameters
    ----------
    numerator, denominator
        Shape (n,), one index, each in its base unit.
    scale
        Turns the quotient of base units into the unit of the indicator.
    part_of_whole
        Whether the numerator is a part of the denominator; a part greater than its whole is an error of the data
        and gives NaN.
    may_be_negative
        Whether a negative numerator is a figure (value added, tax after refunds) and not an error.

    Returns
    -------
    pandas.Series
        NaN where either is unknown or infinite, the denominator is not positive, or a condition above fails.

    Raises
    ------
    ValueError
        The two have different indexes, so that rows of different entities would be divided.
    """
    if not numerator.index.equals(denominator.index):
        message = f"ratio: expected one index, found {len(numerator)} and {len(denominator)} rows that differ"
        raise ValueError(message)
    above, below = numerator.astype("float64"), denominator.astype("float64")
    defined = np.isfinite(above) & np.isfinite(below) & (below > 0)
    if not may_be_negative:
        defined &= above >= 0
    if part_of_whole:
        defined &= above <= below * (1 + _TOLERANCE)
    return (above.where(defined) / below.where(defined) * scale).rename(None)
