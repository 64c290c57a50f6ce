"""Columns with their unit in the name: read in whatever unit the office uses, handed on in one.

A column is `<quantity>_<unit>`, such as `tax_wan`, `industrial_land_mu` or `floor_area_m2`. Money becomes 亿元,
land and floor area km², energy tonnes of standard coal, emissions tonnes, people persons. A quantity without a unit,
with an unknown one or in two columns at once is refused: nothing is guessed from the size of the numbers.
"""

from collections.abc import Mapping
from typing import Final, Literal

import pandas as pd

from geodata.units import (
    CNY_PER_WAN,
    CNY_PER_YI,
    HA_PER_KM2,
    M2_PER_KM2,
    MU_PER_KM2,
)
from layout.errors import UnitError

Kind = Literal["money", "area", "people", "energy", "mass"]

FACTORS: Final[Mapping[Kind, Mapping[str, float]]] = {
    "money": {"yi": 1.0, "wan": CNY_PER_WAN / CNY_PER_YI, "cny": 1.0 / CNY_PER_YI},
    "area": {"km2": 1.0, "ha": 1.0 / HA_PER_KM2, "mu": 1.0 / MU_PER_KM2, "m2": 1.0 / M2_PER_KM2},
    "people": {"persons": 1.0},
    "energy": {"tce": 1.0},
    "mass": {"t": 1.0},
}
"""Unit -> what one of it is in the unit that the computations use, by kind of quantity."""

BASE_UNIT: Final[Mapping[Kind, str]] = {
    "money": "yi",
    "area": "km2",
    "people": "persons",
    "energy": "tce",
    "mass": "t",
}

QUANTITIES: Final[Mapping[str, Kind]] = {
    "output": "money",
    "revenue": "money",
    "value_added": "money",
    "tax": "money",
    "investment": "money",
    "rd_spend": "money",
    "developable_land": "area",
    "ready_land": "area",
    "supplied_land": "area",
    "built_land": "area",
    "industrial_land": "area",
    "idle_land": "area",
    "land": "area",
    "service_land": "area",
    "floor_area": "area",
    "footprint": "area",
    "industrial_floor_area": "area",
    "covered": "area",
    "employees": "people",
    "energy": "energy",
    "emissions": "mass",
}
"""Every quantity that an indicator may ask for, and its kind. `covered` is buildings, structures and open yards."""


def column_of(frame: pd.DataFrame, quantity: str) -> str | None:
    """Return the name of the column that holds a quantity, None where the frame has none.

    Raises
    ------
    UnitError
        The quantity is there without a unit, or in two units at once.
    """
    units = FACTORS[QUANTITIES[quantity]]
    found = [f"{quantity}_{unit}" for unit in units if f"{quantity}_{unit}" in frame.columns]
    expected = ", ".join(f"{quantity}_{unit}" for unit in units)
    if quantity in frame.columns:
        raise UnitError(
            en=f"column {quantity}: its unit is not stated; name it {expected}",
            zh=f"列 {quantity} 未注明单位；请命名为 {expected} 之一".replace(", ", "、"),
        )
    if len(found) > 1:
        raise UnitError(
            en=f"{quantity}: given twice ({', '.join(found)}); keep one column",
            zh=f"{quantity} 重复给出（{'、'.join(found)}）；请只保留一列",
        )
    return found[0] if found else None


def quantity(frame: pd.DataFrame, name: str) -> pd.Series:
    """Return a quantity of a frame in the unit of the computations (亿元, km², persons, tce, t).

    Parameters
    ----------
    frame
        One row an entity; columns named `<quantity>_<unit>`.
    name
        A key of `QUANTITIES`.

    Returns
    -------
    pandas.Series
        Same index, named `name`; NaN throughout where the frame has no such column.

    Raises
    ------
    UnitError
        As `column_of`.

    Examples
    --------
    >>> quantity(pd.DataFrame({"land_mu": [600.0]}), "land").tolist()
    [0.4]
    """
    column = column_of(frame, name)
    if column is None:
        return pd.Series(float("nan"), index=frame.index, name=name)
    factor = FACTORS[QUANTITIES[name]][column.removeprefix(f"{name}_")]
    return (frame[column].astype("float64") * factor).rename(name)


def unknown_columns(columns: list[str], allowed: tuple[str, ...]) -> list[str]:
    """Return the columns that are neither in `allowed` nor a quantity with one of its units."""
    known = {f"{name}_{unit}" for name, kind in QUANTITIES.items() for unit in FACTORS[kind]}
    return [column for column in columns if column not in known and column not in allowed]
