"""How densely land is built on, for zones (evaluation of intensive use) and for projects (control indicators).

Zone formulas: 开发区土地集约利用评价规程; project formulas: 工业项目建设用地控制指标 (2004 trial text, kept in 2008). Clauses
not seen. A storey higher than 8 m counts twice in the floor area of an industrial project; who gives the floor area
has to have counted it so.
"""

import pandas as pd

from layout.landuse.indicators.definition import ratio
from layout.landuse.indicators.state import PERCENT


def floor_area_ratio(floor_km2: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return 综合容积率: total floor area ÷ built urban construction land (a zone) or parcel (a project).

    Parameters
    ----------
    floor_km2, land_km2
        Floor area and land in one unit (km²).

    Examples
    --------
    >>> floor_area_ratio(pd.Series([1.2]), pd.Series([1.0])).tolist()
    [1.2]
    """
    return ratio(floor_km2, land_km2)


def building_density(footprint_km2: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return 建筑密度 in %: footprint of buildings ÷ built urban construction land.

    Parameters
    ----------
    footprint_km2, land_km2
        Both in km².
    """
    return ratio(footprint_km2, land_km2, scale=PERCENT, part_of_whole=True)


def industrial_floor_area_ratio(industrial_floor_km2: pd.Series, industrial_land_km2: pd.Series) -> pd.Series:
    """Return 工业用地综合容积率: floor area on built industrial land ÷ built industrial land.

    Parameters
    ----------
    industrial_floor_km2, industrial_land_km2
        Both in km².
    """
    return ratio(industrial_floor_km2, industrial_land_km2)


def building_coefficient(covered_km2: pd.Series, industrial_land_km2: pd.Series) -> pd.Series:
    """Return 建筑系数 in %: (buildings + structures + open yards) ÷ industrial land or parcel.

    Parameters
    ----------
    covered_km2
        Ground of buildings, structures, open yards and open working areas, km².
    industrial_land_km2
        Land in km².
    """
    return ratio(covered_km2, industrial_land_km2, scale=PERCENT, part_of_whole=True)


def service_land_share(service_km2: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return 行政办公及生活服务设施用地所占比重 in %: land of offices and living services ÷ parcel.

    Parameters
    ----------
    service_km2, land_km2
        Both in km². Where the land of services cannot be told apart, the regulation takes the share of floor area.
    """
    return ratio(service_km2, land_km2, scale=PERCENT, part_of_whole=True)
