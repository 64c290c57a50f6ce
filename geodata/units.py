"""The one place where areas, money and intensities change their unit.

1 mu (亩) is 10000/15 m². 75 亿元/km² = 7.5e9 CNY/km² = 7,500 万元/公顷 = 500 万元/亩 = 7,500 CNY/m².
"""

from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Number = TypeVar("Number", float, pd.Series, npt.NDArray[np.float64])

M2_PER_MU = 10_000 / 15
M2_PER_HA = 10_000.0
M2_PER_KM2 = 1_000_000.0
HA_PER_KM2 = 100.0
MU_PER_HA = 15.0
MU_PER_KM2 = 1_500.0
CNY_PER_YI = 1e8
CNY_PER_WAN = 1e4


def ha_to_km2(area_ha: Number) -> Number:
    """Return an area given in hectares in km²."""
    return area_ha / HA_PER_KM2


def km2_to_ha(area_km2: Number) -> Number:
    """Return an area given in km² in hectares."""
    return area_km2 * HA_PER_KM2


def ha_to_mu(area_ha: Number) -> Number:
    """Return an area given in hectares in mu (亩)."""
    return area_ha * MU_PER_HA


def mu_to_ha(area_mu: Number) -> Number:
    """Return an area given in mu (亩) in hectares."""
    return area_mu / MU_PER_HA


def yi_to_cny(amount_yi: Number) -> Number:
    """Return an amount given in 亿元 (1e8 CNY) in CNY."""
    return amount_yi * CNY_PER_YI


def cny_to_yi(amount_cny: Number) -> Number:
    """Return an amount given in CNY in 亿元 (1e8 CNY)."""
    return amount_cny / CNY_PER_YI


def yi_per_km2_to_wan_per_mu(intensity: Number) -> Number:
    """Return an intensity given in 亿元/km² in 万元/亩 (75 gives 500)."""
    return intensity * (CNY_PER_YI / CNY_PER_WAN / MU_PER_KM2)


def wan_per_mu_to_yi_per_km2(intensity: Number) -> Number:
    """Return an intensity given in 万元/亩 in 亿元/km² (500 gives 75)."""
    return intensity * (CNY_PER_WAN * MU_PER_KM2 / CNY_PER_YI)


def yi_per_km2_to_wan_per_ha(intensity: Number) -> Number:
    """Return an intensity given in 亿元/km² in 万元/公顷 (75 gives 7,500)."""
    return intensity * (CNY_PER_YI / CNY_PER_WAN / HA_PER_KM2)


def yi_per_km2_to_cny_per_m2(intensity: Number) -> Number:
    """Return an intensity given in 亿元/km² in CNY/m² (75 gives 7,500)."""
    return intensity * (CNY_PER_YI / M2_PER_KM2)
