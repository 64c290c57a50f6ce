"""The six indicators of per-mu reform (亩均论英雄), and what they rest on.

Formulas as published by districts that run the reform (黄岩区, notice of 2023-09-25, annex 2): tax and value added ÷
land in use, value added ÷ energy, value added ÷ emissions, value added ÷ employees, R&D ÷ operating revenue.
Chongqing's guidance of September 2024 names the same indicators; its clauses were not seen.
"""

from typing import Final

import pandas as pd

from geodata.units import CNY_PER_WAN, CNY_PER_YI, yi_per_km2_to_wan_per_mu
from layout.landuse.indicators.definition import ratio
from layout.landuse.indicators.state import PERCENT

_WAN_PER_MU: Final = yi_per_km2_to_wan_per_mu(1.0)
_WAN_PER_YI: Final = CNY_PER_YI / CNY_PER_WAN


def value_added_per_mu(value_added_yi: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return 亩均增加值 in 万元/亩: value added ÷ land in use.

    Parameters
    ----------
    value_added_yi
        Industrial value added of the year, 亿元; may be negative.
    land_km2
        Land in use, km².

    Examples
    --------
    >>> value_added_per_mu(pd.Series([15.0]), pd.Series([1.0])).tolist()
    [100.0]
    """
    return ratio(value_added_yi, land_km2, scale=_WAN_PER_MU, may_be_negative=True)


def tax_per_mu(tax_yi: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return 亩均税收 in 万元/亩: tax ÷ land in use; negative after refunds.

    Parameters
    ----------
    tax_yi
        Tax paid in the year, 亿元.
    land_km2
        Land in use, km².
    """
    return ratio(tax_yi, land_km2, scale=_WAN_PER_MU, may_be_negative=True)


def labour_productivity(value_added_yi: pd.Series, employees: pd.Series) -> pd.Series:
    """Return 全员劳动生产率 in 万元/人: value added ÷ average employees of the year.

    Parameters
    ----------
    value_added_yi
        亿元; may be negative.
    employees
        Persons, average of the year.
    """
    return ratio(value_added_yi, employees, scale=_WAN_PER_YI, may_be_negative=True)


def value_added_per_energy(value_added_yi: pd.Series, energy_tce: pd.Series) -> pd.Series:
    """Return 单位能耗增加值 in 万元/吨标准煤: value added ÷ energy used.

    Parameters
    ----------
    value_added_yi
        亿元; may be negative.
    energy_tce
        Tonnes of standard coal.
    """
    return ratio(value_added_yi, energy_tce, scale=_WAN_PER_YI, may_be_negative=True)


def value_added_per_emission(value_added_yi: pd.Series, emissions_t: pd.Series) -> pd.Series:
    """Return 单位排放增加值 in 万元/吨: value added ÷ main pollutants emitted.

    Parameters
    ----------
    value_added_yi
        亿元; may be negative.
    emissions_t
        Tonnes of the main pollutants, as the office counts them.
    """
    return ratio(value_added_yi, emissions_t, scale=_WAN_PER_YI, may_be_negative=True)


def rd_share(rd_spend_yi: pd.Series, revenue_yi: pd.Series) -> pd.Series:
    """Return 研发投入强度 in %: spending on R&D ÷ operating revenue.

    Parameters
    ----------
    rd_spend_yi, revenue_yi
        Both in 亿元; spending above revenue happens and is a figure.
    """
    return ratio(rd_spend_yi, revenue_yi, scale=PERCENT)
