"""What land yields and what was put into it: investment, output and tax per land.

Formulas: 开发区土地集约利用评价规程 for zones (工业用地固定资产投入强度, 工业用地产出强度, 工业用地地均税收), 工业项目建设用地控制指标
for projects. Clauses not seen. Investment is cumulative: buildings, equipment and the price of land.
"""

from typing import Final

import pandas as pd

from geodata.units import yi_per_km2_to_wan_per_ha
from layout.landuse.indicators.definition import ratio

_WAN_PER_HA: Final = yi_per_km2_to_wan_per_ha(1.0)


def investment_intensity(investment_yi: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return 固定资产投资强度 in 万元/公顷: cumulative fixed-asset investment ÷ industrial land.

    Parameters
    ----------
    investment_yi
        Cumulative fixed-asset investment, 亿元.
    land_km2
        Industrial land or parcel, km².

    Examples
    --------
    >>> investment_intensity(pd.Series([2.0]), pd.Series([0.1])).tolist()
    [2000.0]
    """
    return ratio(investment_yi, land_km2, scale=_WAN_PER_HA)


def land_output_rate(output_yi: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return 土地产出率 in 亿元/km²: annual output ÷ industrial land.

    Parameters
    ----------
    output_yi
        Annual output, 亿元; the regulation for zones takes the revenue of industrial and logistics enterprises, the
        plan does not say. Which output it is must be told beside the figure.
    land_km2
        Industrial land or parcel, km².
    """
    return ratio(output_yi, land_km2)


def tax_per_land(tax_yi: pd.Series, land_km2: pd.Series) -> pd.Series:
    """Return 地均税收 in 万元/公顷: annual tax ÷ industrial land; negative after refunds.

    Parameters
    ----------
    tax_yi
        Tax paid in the year, 亿元.
    land_km2
        Industrial land or parcel, km².
    """
    return ratio(tax_yi, land_km2, scale=_WAN_PER_HA, may_be_negative=True)
