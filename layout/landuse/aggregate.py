"""From parks to districts, zones and the city: totals are summed, rates are recomputed, never averaged.

A park that lies in another park of the same group is left out when its parent has figures too: its land and output
are in the parent's already. A rate says of which share of the parks, and of the land, it speaks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from layout.landuse.indicators.register import indicator
from layout.landuse.quantities import quantity

AGGREGATE_COLUMNS: Final = (
    "value",
    "numerator_value",
    "denominator_value",
    "parks_covered",
    "parks_total",
    "park_share",
    "land_covered_km2",
    "land_total_km2",
    "land_share",
    "parks_without_land",
    "nested_left_out",
)


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which entities make up which groups; an entity may be in several groups (a district and two zones).

    Parameters
    ----------
    members
        Group id -> entity ids.
    parents
        Entity id -> the entity that it lies in; entities without a parent are absent.
    """

    members: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str]

    def without_nested(self, entities: list[str]) -> list[str]:
        """Return the entities of which no ancestor is among `entities`."""
        chosen = set(entities)
        return [entity for entity in entities if not self._ancestors(entity) & chosen]

    def _ancestors(self, entity: str) -> set[str]:
        """Return the entities that contain `entity`, near and far."""
        found: set[str] = set()
        parent = self.parents.get(entity)
        while parent is not None and parent not in found:
            found.add(parent)
            parent = self.parents.get(parent)
        return found


def aggregate(
    frame: pd.DataFrame, indicator_id: str, *, grouping: Grouping, land_km2: pd.Series
) -> pd.DataFrame:
    """Return an indicator of each group: sum of numerators ÷ sum of denominators, with what it covers.

    Parameters
    ----------
    frame
        One row an entity; columns `<quantity>_<unit>`.
    indicator_id
        Id in the register.
    grouping
        Groups and nesting; entities that the frame lacks count as parks without figures.
    land_km2
        Land of every entity in km², for the share covered (such as the approved area); NaN where unknown.

    Returns
    -------
    pandas.DataFrame
        Index group, columns `AGGREGATE_COLUMNS`. Only entities with both figures enter; `park_share` and
        `land_share` are their share of the group. Value NaN where no entity has both.

    Raises
    ------
    UnknownKeyError, UnitError
        As `layout.landuse.indicators.table.indicator_values`.
    """
    chosen = indicator(indicator_id)
    above, below = quantity(frame, chosen.numerator), quantity(frame, chosen.denominator)
    defined = chosen.kernel(above, below).notna()
    totals = [
        _totals(above.where(defined), below.where(defined), entities=entities, grouping=grouping)
        | _coverage(list(entities), defined[defined].index, grouping=grouping, land=land_km2)
        for entities in grouping.members.values()
    ]
    index = pd.Index(list(grouping.members), name="group")
    result = pd.DataFrame(totals, index=index, columns=list(AGGREGATE_COLUMNS))
    result["value"] = chosen.kernel(result["numerator_value"], result["denominator_value"])
    return result[list(AGGREGATE_COLUMNS)]


def _totals(
    above: pd.Series, below: pd.Series, *, entities: tuple[str, ...], grouping: Grouping
) -> dict[str, float]:
    """Return the summed figures of one group."""
    known = [entity for entity in entities if entity in above.index and pd.notna(above[entity])]
    kept = grouping.without_nested(known)
    nothing = float("nan")
    return {
        "numerator_value": float(above[kept].sum()) if kept else nothing,
        "denominator_value": float(below[kept].sum()) if kept else nothing,
        "nested_left_out": len(known) - len(kept),
    }


def _coverage(
    entities: list[str], known: pd.Index, *, grouping: Grouping, land: pd.Series
) -> dict[str, float]:
    """Return how many parks and how much land of a group have figures."""
    whole = grouping.without_nested(entities)
    have = set(known)
    covered = [entity for entity in whole if entity in have]
    areas = land.reindex(whole)
    total = float(areas.sum()) if areas.notna().any() else float("nan")
    covered_land = float(areas.reindex(covered).sum()) if areas.notna().any() else float("nan")
    return {
        "parks_covered": len(covered),
        "parks_total": len(whole),
        "park_share": len(covered) / len(whole) if whole else float("nan"),
        "land_covered_km2": covered_land,
        "land_total_km2": total,
        "land_share": covered_land / total if np.isfinite(total) and total > 0 else float("nan"),
        "parks_without_land": int(areas.isna().sum()),
    }
