"""What a method returns: scores, ranks, the range of each score, and the tables in between."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.text import Bilingual


@dataclass(frozen=True)
class MethodResult:
    """The result of one method.

    Parameters
    ----------
    method_id
        Id of the method.
    title, variant
        Its name, and which variant was computed.
    scores
        By site, higher is better, 0 to 1; NaN where nothing is known of the site.
    ranks
        Competition ranks, Int64.
    low, high
        Range of the score: position precision, and every missing value anywhere between 0 and 1.
    tables
        The intermediate tables, by name.
    """

    method_id: str
    title: Bilingual
    variant: Bilingual
    scores: pd.Series
    ranks: pd.Series
    low: pd.Series
    high: pd.Series
    tables: Mapping[str, pd.DataFrame]
