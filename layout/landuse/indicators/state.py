"""State of land use of a development zone: how much is developed, supplied, built, industrial, idle.

Formulas: 开发区土地集约利用评价规程 (regulation for the evaluation of intensive land use of development zones), read in a
training presentation of a provincial survey institute; numbers of clauses were not seen. The chain developed ×
supplied × built gives the built share of the land that can be developed, as the ministry's bulletins print it.
"""

from typing import Final

import pandas as pd

from layout.landuse.indicators.definition import ratio

PERCENT: Final = 100.0


def land_development_rate(ready_km2: pd.Series, developable_km2: pd.Series) -> pd.Series:
    """Return 土地开发率 in %: land ready for supply ÷ land that can be developed.

    Parameters
    ----------
    ready_km2
        Land that meets the conditions for supply (已达到供地条件的土地), km².
    developable_km2
        Land of the zone without land that must not be built on, km².

    Examples
    --------
    >>> land_development_rate(pd.Series([8.0]), pd.Series([10.0])).tolist()
    [80.0]
    """
    return ratio(ready_km2, developable_km2, scale=PERCENT, part_of_whole=True)


def land_supply_rate(supplied_km2: pd.Series, ready_km2: pd.Series) -> pd.Series:
    """Return 土地供应率 in %: state-owned construction land supplied ÷ land ready for supply.

    Parameters
    ----------
    supplied_km2
        已供应国有建设用地, km².
    ready_km2
        已达到供地条件的土地, km².
    """
    return ratio(supplied_km2, ready_km2, scale=PERCENT, part_of_whole=True)


def built_up_rate(built_km2: pd.Series, supplied_km2: pd.Series) -> pd.Series:
    """Return 土地建成率 in %: built urban construction land ÷ state-owned construction land supplied.

    Parameters
    ----------
    built_km2
        已建成城镇建设用地, km².
    supplied_km2
        已供应国有建设用地, km².
    """
    return ratio(built_km2, supplied_km2, scale=PERCENT, part_of_whole=True)


def industrial_land_rate(industrial_km2: pd.Series, built_km2: pd.Series) -> pd.Series:
    """Return 工业用地率 in %: built industrial, mining and storage land ÷ built urban construction land.

    Parameters
    ----------
    industrial_km2
        已建成的工矿仓储用地, km².
    built_km2
        已建成城镇建设用地, km².
    """
    return ratio(industrial_km2, built_km2, scale=PERCENT, part_of_whole=True)


def idle_land_rate(idle_km2: pd.Series, supplied_km2: pd.Series) -> pd.Series:
    """Return 土地闲置率 in %: idle land ÷ state-owned construction land supplied.

    Parameters
    ----------
    idle_km2
        Land found idle by the land authority, km².
    supplied_km2
        已供应国有建设用地, km².
    """
    return ratio(idle_km2, supplied_km2, scale=PERCENT, part_of_whole=True)
