"""Estimates, made only when asked for, and called so in every row: a district's total spread over its parks."""

from typing import Final

import pandas as pd

ESTIMATE: Final = "estimate"
ESTIMATE_COLUMNS: Final = (
    "entity_id",
    "district",
    "output_yi",
    "land_km2",
    "basis",
    "year",
    "district_output_yi",
    "land_share",
    "source_ids",
)


def spread_by_area(
    district_output: pd.DataFrame,
    parks: pd.DataFrame,
    *,
    land_km2: pd.Series,
    share_in_parks: float,
    known: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Return an estimate of each park's output: the district's output in parks, spread by approved area.

    Parameters
    ----------
    district_output
        One row a district: entity_id (adcode), value (亿元), year, source_ids.
    parks
        park_id, adcode, parent_park_id. A park inside another is left out: its land is its parent's.
    land_km2
        Approved area in km² by park_id.
    share_in_parks
        Share of a district's output that its parks hold, 0 to 1: an assumption that the reader must see.
    known
        Parks that have a figure of their own; they keep it and no estimate is made for any park of their district,
        because the rest of the district's output is not known to be spread evenly.

    Returns
    -------
    pandas.DataFrame
        Columns `ESTIMATE_COLUMNS`; `basis` is "estimate" in every row. Districts of which a park's area is unknown
        are left out: the shares would be wrong.

    Raises
    ------
    ValueError
        The share is not between 0 and 1.
    """
    if not 0 < share_in_parks <= 1:
        message = f"spread_by_area: expected share_in_parks above 0 and up to 1, found {share_in_parks!r}"
        raise ValueError(message)
    tops = parks[parks["parent_park_id"] == ""]
    rows: list[dict[str, object]] = []
    for total in district_output.to_dict("records"):
        inside = [str(park) for park in tops.loc[tops["adcode"] == total["entity_id"], "park_id"]]
        areas = land_km2.reindex(inside)
        if not inside or areas.isna().any() or known & set(inside):
            continue
        for park, area in areas.items():
            share = float(area / areas.sum())
            rows.append(
                {
                    "entity_id": park,
                    "district": total["entity_id"],
                    "output_yi": float(total["value"]) * share_in_parks * share,
                    "land_km2": float(area),
                    "basis": ESTIMATE,
                    "year": total["year"],
                    "district_output_yi": float(total["value"]),
                    "land_share": share,
                    "source_ids": total["source_ids"],
                }
            )
    return pd.DataFrame(rows, columns=list(ESTIMATE_COLUMNS))
