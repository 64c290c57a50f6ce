"""One indicator of the office's parks: each park, or summed to districts, zones and the city with what the sum covers."""

from typing import Final, Literal, get_args

import numpy as np
import pandas as pd

from layout.entities.wording import both
from layout.landuse.aggregate import aggregate
from layout.landuse.indicators.register import indicator
from layout.landuse.indicators.table import indicator_table
from layout.workflow.landuse.efficiency import level_names
from layout.workflow.maps.park_places import grouping, office_places

Level = Literal["park", "district", "zone", "city"]
INDICATOR_LEVELS: Final[tuple[Level, ...]] = get_args(Level)
LEVEL_COLUMNS: Final = (
    "name_zh",
    "name_en",
    "value",
    "unit",
    "numerator_value",
    "denominator_value",
    "parks_covered",
    "parks_total",
    "land_share",
    "reason_en",
    "reason_zh",
)


def indicator_level(office: pd.DataFrame, indicator_id: str, *, level: Level) -> pd.DataFrame:
    """Return an indicator at a level, index entity, columns `LEVEL_COLUMNS`, the largest value first.

    Parameters
    ----------
    office
        The office's parks (`layout.workflow.landuse.office_tables.entity_table`).
    indicator_id
        Id in the register.
    level
        Where it is summed to. Numerators and denominators are in base units (亿元, km², persons, tce, t).

    Raises
    ------
    UnknownKeyError, UnitError
        As `layout.landuse.indicators.table.indicator_values`.
    """
    places = office_places(office)
    if level == "park":
        found = indicator_table(office, [indicator_id]).set_index("entity")
        known = found["value"].notna()
        frame = found.assign(
            name_zh=places["name_zh"],
            name_en=places["name_en"],
            parks_covered=known.astype(int),
            parks_total=1,
            land_share=known.where(places["land_km2"].notna()).astype("float64"),
        )
    else:
        frame = aggregate(office, indicator_id, grouping=grouping(places, level), land_km2=places["land_km2"])
        names = level_names(level)
        words = [names.get(str(group), both(str(group))) for group in frame.index]
        frame = frame.assign(
            name_zh=[name.zh for name in words],
            name_en=[name.en for name in words],
            unit=indicator(indicator_id).unit,
            reason_en="",
            reason_zh="",
        )
    ordered = frame.sort_values("value", ascending=False, na_position="last", kind="stable")
    return ordered[list(LEVEL_COLUMNS)].replace({None: np.nan})
