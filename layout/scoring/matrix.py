"""The decision matrix: raw values, values between 0 and 1 with their range, normalised weights, and every gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.text import Bilingual
from layout.criteria.result import CriterionResult
from layout.criteria.value_functions import CategoryValue, category_values
from layout.criteria.value_kinds import ValueFunction, numeric_range, numeric_values
from layout.scoring.problem import unit_sum

SHARE_DECIMALS = 12
"""Decimals of the known share of weight, so that all known is exactly 1."""


@dataclass(frozen=True)
class DecisionMatrix:
    """Sites × criteria.

    Parameters
    ----------
    raw, raw_low, raw_high
        Raw values in the unit of each criterion, and the range that position precision leaves; NaN/None unknown.
    value, value_low, value_high
        Values in [0, 1] by the value functions, and their range; NaN where unknown.
    weights
        By criterion, not negative, sum 1.
    missing
        Why each unknown cell is unknown, by (site_id, criterion_id).
    criteria
        The measured criteria, with titles, units, descriptions and phrases.
    """

    raw: pd.DataFrame
    raw_low: pd.DataFrame
    raw_high: pd.DataFrame
    value: pd.DataFrame
    value_low: pd.DataFrame
    value_high: pd.DataFrame
    weights: pd.Series
    missing: Mapping[tuple[str, str], Bilingual]
    criteria: Mapping[str, CriterionResult]

    @property
    def site_ids(self) -> tuple[str, ...]:
        """Return the sites in the order of the rows."""
        return tuple(self.value.index)

    @property
    def criterion_ids(self) -> tuple[str, ...]:
        """Return the criteria in the order of the columns."""
        return tuple(self.value.columns)

    @property
    def known_weight(self) -> pd.Series:
        """Return the share of weight whose criteria are known at each site, 0 to 1."""
        known = self.value.notna().to_numpy(dtype=np.float64)
        share = (known * self.weights.to_numpy()).sum(axis=1).round(SHARE_DECIMALS)
        return pd.Series(share, index=self.value.index)


def build_matrix(
    results: Sequence[CriterionResult],
    *,
    functions: Mapping[str, ValueFunction],
    weights: Mapping[str, float],
) -> DecisionMatrix:
    """Return the decision matrix of measured criteria.

    Parameters
    ----------
    results
        One a criterion, all over the same sites.
    functions, weights
        Value function and weight by criterion id.

    Raises
    ------
    WeightError
        A weight is negative or not finite, or all are zero.
    """
    columns = {result.criterion_id: result for result in results}
    values, low, high = {}, {}, {}
    for key, result in columns.items():
        values[key], low[key], high[key] = _valued(result, functions[key])
    return DecisionMatrix(
        raw=pd.DataFrame({key: result.raw for key, result in columns.items()}),
        raw_low=pd.DataFrame({key: result.low for key, result in columns.items()}),
        raw_high=pd.DataFrame({key: result.high for key, result in columns.items()}),
        value=pd.DataFrame(values),
        value_low=pd.DataFrame(low),
        value_high=pd.DataFrame(high),
        weights=normalise_weights({key: weights[key] for key in columns}),
        missing={(site, key): why for key, result in columns.items() for site, why in result.missing.items()},
        criteria=columns,
    )


def _valued(result: CriterionResult, function: ValueFunction) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return value, least and greatest value of one criterion at every site."""
    index = result.raw.index
    if isinstance(function, CategoryValue):
        levels = result.levels if result.levels is not None else result.raw
        series = pd.Series(category_values(function, levels.to_numpy()), index=index)
        return series, series, series
    raw, low, high = (
        item.to_numpy(dtype=np.float64, na_value=np.nan) for item in (result.raw, result.low, result.high)
    )
    least, greatest = numeric_range(function, raw, low=low, high=high)
    return (
        pd.Series(numeric_values(function, raw), index=index),
        pd.Series(least, index=index),
        pd.Series(greatest, index=index),
    )


def normalise_weights(weights: Mapping[str, float]) -> pd.Series:
    """Return the weights of named criteria divided by their sum; raises as `layout.scoring.problem.unit_sum`."""
    names = pd.Index(weights)
    return pd.Series(unit_sum(np.array(list(weights.values()), dtype=np.float64), names), index=names)
