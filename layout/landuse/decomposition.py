"""Why one intensity differs from another: because the land is of other kinds, or because like land yields less.

The intensity of a group is the mean of the intensities of its kinds of land, weighted by land: I = Σ wₖ Iₖ. The
difference of two such means is split with the average of both as weight (Bennet, 1920; Marshall-Edgeworth weights):

    I_a - I_b = Σ (w_ak - w_bk) · (mean(I_ak, I_bk) - mean(I_a, I_b))      structure
              + Σ mean(w_ak, w_bk) · (I_ak - I_bk)                         intensity

It is exact: there is no remainder, and exchanging a and b only changes the sign. A kind of land that one side lacks
has no intensity there; it takes that of the other side, so that the lack counts as structure alone.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from layout.landuse.intensity import output_intensity

KIND_COLUMNS: Final = ("land_share_a", "land_share_b", "intensity_a", "intensity_b", "structure", "intensity")
GROUP_COLUMNS: Final = (
    "output_yi",
    "land_km2",
    "intensity_yi_per_km2",
    "city_intensity",
    "to_city",
    "structure",
    "intensity",
    "common",
    "gap_yi",
)


def split_difference(
    output_a: pd.Series, land_a: pd.Series, *, output_b: pd.Series, land_b: pd.Series
) -> pd.DataFrame:
    """Return the structure and intensity effect of each kind of land in I_a - I_b, in 亿元/km².

    Parameters
    ----------
    output_a, land_a
        Output (亿元) and land (km²) of a by kind of land, same index.
    output_b, land_b
        The same of b. The kinds of both sides are united; a kind that a side lacks has no land there.

    Returns
    -------
    pandas.DataFrame
        Index kind, columns `KIND_COLUMNS`. The sum of the last two columns over all kinds is I_a - I_b.

    Raises
    ------
    ValueError
        A side has no land, or an output or land that is unknown or negative.
    """
    kinds = output_a.index.union(output_b.index, sort=False)
    a, b = _side(output_a, land_a, kinds), _side(output_b, land_b, kinds)
    rate_a = a["intensity"].fillna(b["intensity"])
    rate_b = b["intensity"].fillna(a["intensity"])
    middle = ((a["share"] * rate_a).sum() + (b["share"] * rate_b).sum()) / 2
    known = rate_a.notna()
    structure = ((a["share"] - b["share"]) * ((rate_a + rate_b) / 2 - middle)).where(known, 0.0)
    intensity = ((a["share"] + b["share"]) / 2 * (rate_a - rate_b)).where(known, 0.0)
    frame = pd.DataFrame(
        {
            "land_share_a": a["share"],
            "land_share_b": b["share"],
            "intensity_a": a["intensity"],
            "intensity_b": b["intensity"],
            "structure": structure,
            "intensity": intensity,
        }
    )
    return frame[list(KIND_COLUMNS)]


def split_gaps(
    output_yi: pd.Series, land_km2: pd.Series, *, groups: pd.Series, kinds: pd.Series, target: float
) -> pd.DataFrame:
    """Return each group's output gap in three parts: common to the city, structure, intensity.

    Parameters
    ----------
    output_yi, land_km2
        Output (亿元) and land (km²) of each entity; rows without both are left out.
    groups, kinds
        Group (district, zone) and kind (such as the leading cluster) of each entity, same index.
    target
        亿元/km².

    Returns
    -------
    pandas.DataFrame
        Index group, columns `GROUP_COLUMNS`. `to_city` = I_group - I_city = structure + intensity (亿元/km²), and
        `gap_yi` = land × (common - structure - intensity) with common = target - I_city. Exact, no remainder.
    """
    known = output_intensity(output_yi, land_km2).notna()
    own = groups[known]
    members = {str(group): list(own.index[own == group]) for group in sorted(own.unique(), key=str)}
    return split_members(
        output_yi, land_km2, members=members, whole=list(own.index), kinds=kinds, target=target
    )


def split_members(
    output_yi: pd.Series,
    land_km2: pd.Series,
    *,
    members: Mapping[str, Sequence[str]],
    whole: Sequence[str],
    kinds: pd.Series,
    target: float,
) -> pd.DataFrame:
    """Return the gap of each group in three parts as `split_gaps`, for groups that may overlap.

    Parameters
    ----------
    output_yi, land_km2, kinds, target
        As for `split_gaps`.
    members
        Group -> its entities; an entity may be in several groups and counts in each. Groups without a known one are left out.
    whole
        The entities that make up the city, each once.
    """
    known = output_intensity(output_yi, land_km2).notna()
    table = pd.DataFrame({"output": output_yi[known], "land": land_km2[known], "kind": kinds[known]})
    everything = table.loc[table.index.isin(whole)]
    city = everything.groupby("kind")[["output", "land"]].sum()
    land = float(everything["land"].sum())
    intensity = float(everything["output"].sum()) / land if land else float("nan")
    rows = {
        group: _row(table.loc[table.index.isin(entities)], city, city_intensity=intensity, target=target)
        for group, entities in members.items()
        if table.index.isin(entities).any()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(GROUP_COLUMNS))


def _row(
    members: pd.DataFrame, city: pd.DataFrame, *, city_intensity: float, target: float
) -> dict[str, float]:
    """Return the parts of one group."""
    own = members.groupby("kind")[["output", "land"]].sum()
    parts = split_difference(own["output"], own["land"], output_b=city["output"], land_b=city["land"])
    output, land = float(members["output"].sum()), float(members["land"].sum())
    return {
        "output_yi": output,
        "land_km2": land,
        "intensity_yi_per_km2": output / land,
        "city_intensity": city_intensity,
        "to_city": output / land - city_intensity,
        "structure": float(parts["structure"].sum()),
        "intensity": float(parts["intensity"].sum()),
        "common": target - city_intensity,
        "gap_yi": target * land - output,
    }


def _side(output: pd.Series, land: pd.Series, kinds: pd.Index) -> pd.DataFrame:
    """Return land share and intensity of each kind on one side."""
    own_output = output.reindex(kinds).astype("float64")
    own_land = land.reindex(kinds).astype("float64")
    present = kinds.isin(output.index)
    bad = ~(np.isfinite(own_output) & np.isfinite(own_land) & (own_land >= 0) & (own_output >= 0))
    if bool((bad & present).any()) or own_land[present].sum() <= 0:
        message = (
            "split_difference: expected known output and land, not negative, and some land on either side"
        )
        raise ValueError(message)
    whole = own_land.sum()
    return pd.DataFrame(
        {
            "share": (own_land / whole).fillna(0.0),
            "intensity": (own_output / own_land.where(own_land > 0)),
        }
    )
