"""The table of parks that a frontier is drawn from, and the names of quantities that a reader types."""

import pandas as pd

from layout.errors import UnitError
from layout.landuse.quantities import QUANTITIES, column_of
from layout.workflow.landuse.efficiency import ESTIMATE_PAIR, efficiency


def frontier_parks(office: pd.DataFrame | None) -> pd.DataFrame:
    """Return the parks with columns `<quantity>_<unit>`: the office's, else the embedded ones of one pair.

    Parameters
    ----------
    office
        The office's table of parks, or None.
    """
    if office is not None:
        if column_of(office, "industrial_land") is None and (column := column_of(office, "land")):
            return office.rename(columns={column: f"industrial_{column}"})
        return office
    parks = efficiency(ESTIMATE_PAIR).parks
    return parks[["output_yi"]].assign(industrial_land_km2=parks["land_km2"])


def known_quantities(text: str | None) -> tuple[str, ...]:
    """Return the quantities in a list separated by commas, none of None.

    Raises
    ------
    UnitError
        There is no such quantity.
    """
    names = tuple(name.strip() for name in (text or "").split(",") if name.strip())
    for name in names:
        if name not in QUANTITIES:
            known = ", ".join(QUANTITIES)
            raise UnitError(
                en=f"quantity {name!r}: not known; expected one of {known}",
                zh=f"数量 {name!r} 未知；应为以下之一：{known}",
            )
    return names
