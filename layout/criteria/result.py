"""What a criterion says of every site: raw value, range, reasons for gaps, and a phrase to explain a rank with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from geodata.text import Bilingual


@dataclass(frozen=True)
class CriterionResult:
    """One criterion, measured at every site.

    Parameters
    ----------
    criterion_id
        Id of the criterion.
    title, description, unit
        Its name, what it means and what it does not say, and the unit of the raw value.
    raw
        Raw value by site: float with NaN for unknown, or a category (str) with None for unknown.
    low, high
        Range in which the true raw value lies, given the precision of positions; same index. Equal to `raw` where
        no position is involved.
    missing
        For each site whose raw value is unknown: why.
    phrases
        For each site whose raw value is known: the value in words.
    levels
        For a categorical criterion, the level of the value function that each site takes; None for a numeric one.
    notes
        What a reader of the whole criterion must know of this run.
    source_ids
        Keys of the table of sources behind the raw values.
    """

    criterion_id: str
    title: Bilingual
    description: Bilingual
    unit: Bilingual
    raw: pd.Series
    low: pd.Series
    high: pd.Series
    missing: Mapping[str, Bilingual]
    phrases: Mapping[str, Bilingual]
    levels: pd.Series | None = None
    notes: tuple[Bilingual, ...] = ()
    source_ids: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse a gap without its reason, and a reason or phrase where it does not belong."""
        unknown = {str(site) for site in self.raw.index[self.raw.isna()]}
        known = {str(site) for site in self.raw.index} - unknown
        if unknown != set(self.missing) or known != set(self.phrases):
            message = f"{self.criterion_id}: every gap needs its reason and every known value its phrase"
            raise ValueError(message)


def numeric_series(values: Mapping[str, float]) -> pd.Series:
    """Return raw values by site as a float Series named by site_id."""
    index = pd.Index(list(values), name="site_id", dtype=object)
    return pd.Series(np.array(list(values.values()), dtype=np.float64), index=index)


def category_series(values: Mapping[str, str | None]) -> pd.Series:
    """Return categories by site as an object Series, None for unknown."""
    index = pd.Index(list(values), name="site_id", dtype=object)
    return pd.Series(list(values.values()), index=index, dtype=object)


def collect_sources(source_ids: pd.Series) -> tuple[str, ...]:
    """Return the distinct sources of the rows, sorted."""
    return tuple(sorted({source for row in source_ids for source in row}))
