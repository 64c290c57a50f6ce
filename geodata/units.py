"""The one place where areas, money and intensities change their unit.

1 mu (亩) is 10000/15 m². 75 亿元/km² = 7.5e9 CNY/km² = 7,500 万元/公顷 = 500 万元/亩 = 7,500 CNY/m².
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.errors import DataFormatError

Dimension = Literal["money", "area", "persons", "share", "intensity", "count"]

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


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that tables are typed in.

    Parameters
    ----------
    unit_id
        Its one spelling in the tables of this product, such as "1e8 CNY".
    dimension
        What it measures: only units of one dimension convert.
    size
        How much of the dimension's base one of it is (CNY, m², person, 1, CNY/m², piece), exactly.
    """

    unit_id: str
    dimension: Dimension
    size: Fraction


_MU: Final = Fraction(10_000, 15)
_WORDS: Final[tuple[tuple[Unit, str], ...]] = (
    (Unit("1e8 CNY", "money", Fraction(10**8)), "亿元 亿 亿元人民币 1e8cny 100millionyuan 100millioncny yi"),
    (Unit("1e6 CNY", "money", Fraction(10**6)), "百万元 1e6cny millionyuan millioncny"),
    (Unit("1e4 CNY", "money", Fraction(10**4)), "万元 1e4cny 10000yuan 10000cny wan"),
    (Unit("1e3 CNY", "money", Fraction(10**3)), "千元 1e3cny 1000yuan"),
    (Unit("CNY", "money", Fraction(1)), "元 cny yuan rmb"),
    (Unit("km2", "area", Fraction(10**6)), "km2 sqkm 平方公里 平方千米 km^2"),
    (Unit("ha", "area", Fraction(10**4)), "ha 公顷 hm2 hectare hectares"),
    (Unit("mu", "area", _MU), "亩 mu"),
    (Unit("1e4 mu", "area", _MU * 10**4), "万亩"),
    (Unit("m2", "area", Fraction(1)), "m2 平方米 sqm m^2"),
    (Unit("1e4 m2", "area", Fraction(10**4)), "万平方米 万m2"),
    (Unit("1e4 persons", "persons", Fraction(10**4)), "万人 1e4persons 10000persons"),
    (Unit("persons", "persons", Fraction(1)), "人 persons person people"),
    (Unit("%", "share", Fraction(1, 100)), "% percent 百分比 pct"),
    (Unit("permille", "share", Fraction(1, 1000)), "‰"),
    (Unit("1e8 CNY/km2", "intensity", Fraction(100)), "亿元/km2 亿元/平方公里 亿元/平方千米 1e8cny/km2"),
    (Unit("1e4 CNY/mu", "intensity", Fraction(10**4) / _MU), "万元/亩 1e4cny/mu"),
    (Unit("1e4 CNY/ha", "intensity", Fraction(1)), "万元/公顷 万元/ha 1e4cny/ha"),
    (Unit("CNY/m2", "intensity", Fraction(1)), "元/平方米 元/m2 cny/m2"),
    (Unit("1e4", "count", Fraction(10**4)), "万辆 万台 万个 万户 万家"),
    (Unit("1", "count", Fraction(1)), "个 家 户 条 件 辆 台 所 座 1"),
)
_COUNTED: Final = (
    "districts",
    "parks",
    "enterprises",
    "factories",
    "workshops",
    "nodes",
    "chains",
    "products",
    "vehicles",
)
UNITS: Final[dict[str, Unit]] = {
    **{unit.unit_id: unit for unit, _ in _WORDS},
    **{name: Unit(name, "count", Fraction(1)) for name in _COUNTED},
}
_BLANKS: Final = re.compile(r"[\s,，]")


def _spelling(text: str) -> str:
    """Return a unit as it is compared: full-width and raised characters made plain, no blanks, lower case."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).lower()


_BY_WORD: Final[dict[str, Unit]] = {
    **{_spelling(name): unit for name, unit in UNITS.items()},
    **{word: unit for unit, words in _WORDS for word in words.split()},
}


def unit_named(text: str) -> Unit | None:
    """Return the unit that a text spells, in Chinese or English, None for anything else.

    Examples
    --------
    >>> unit_named("万元").unit_id, unit_named("km²").unit_id
    ('1e4 CNY', 'km2')
    """
    return _BY_WORD.get(_spelling(text))


def convert_unit(value: float, source: Unit, *, target: Unit) -> float:
    """Return a figure in another unit of the same dimension; the same unit gives the same float.

    Raises
    ------
    DataFormatError
        The two units measure different things.

    Examples
    --------
    >>> convert_unit(500.0, unit_named("万元/亩"), target=unit_named("亿元/km²"))
    75.0
    """
    if source.dimension != target.dimension:
        raise DataFormatError(
            en=f"Unit {source.unit_id}: measures {source.dimension}, expected a unit of {target.dimension} such as"
            f" {target.unit_id}; choose the right unit or another indicator.",
            zh=f"单位 {source.unit_id} 与 {target.unit_id} 不是同类量，不能换算；请改选单位或指标。",
        )
    ratio = source.size / target.size
    return value * ratio.numerator / ratio.denominator
