"""The map of land-use efficiency: parks and districts with the very figures of the ranking, embedded, of the office or estimated.

A park of the office that the embedded list lacks needs `lon` and `lat` in its table; without them it is listed and not drawn.
"""

from typing import Final

import geopandas as gpd
import pandas as pd

from geodata.crs import WGS84
from layout.entities.wording import say
from layout.i18n import catalogue
from layout.landuse.estimates import ESTIMATE
from layout.workflow.landuse.efficiency import Efficiency
from layout.workflow.landuse.park_rows import cited
from layout.workflow.maps.layers import district_frame, park_frame
from layout.workflow.maps.values import INTENSITY_VALUES

_WAN_PER_MU: Final = 1 / 0.15


def efficiency_parks(found: Efficiency, office: pd.DataFrame | None = None) -> gpd.GeoDataFrame:
    """Return the parks of an efficiency for a map, EPSG:4326; those without a figure say why.

    Parameters
    ----------
    found
        The efficiency.
    office
        The office's parks, for positions of parks that the embedded list lacks (columns `lon`, `lat`, WGS84 degrees).

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of `layout.workflow.maps.layers.park_frame`; `status` is the basis of the figure, `approved_area_ha` the land
        that the circle is sized by. Parks without a position have no geometry.
    """
    known = park_frame().set_index("park_id").drop(columns=list(INTENSITY_VALUES), errors="ignore")
    frame = known.reindex(found.places.index)
    frame["name_zh"], frame["name_en"] = found.places["name_zh"], found.places["name_en"]
    frame["approved_area_ha"] = frame["approved_area_ha"].fillna(100 * found.places["land_km2"])
    frame = frame.join(_park_values(found))
    nothing = catalogue()["landuse.map.no_figure"]
    missing = frame["value"].isna()
    frame["status"] = frame["status"].where(~missing, "missing")
    for language in ("zh", "en"):
        frame[f"reason_{language}"] = pd.Series(nothing.pick(language), frame.index).where(missing, "")
        for column in (f"pair_{language}", f"source_{language}"):
            frame[column] = frame[column].fillna("")
    shapes = _with_own_positions(gpd.GeoSeries(frame["geometry"], crs=WGS84), office)
    frame = frame.drop(columns="geometry").rename_axis("park_id").reset_index()
    for column in ("level", "type", "leading_cluster", "confidence"):
        frame[column] = frame[column].fillna("")
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes.to_numpy(), crs=WGS84))


def _park_values(found: Efficiency) -> pd.DataFrame:
    """Return the map columns of the parks with figures."""
    parks = found.parks
    found_in = [cited(basis, ids) for basis, ids in zip(parks["basis"], parks["source_ids"], strict=True)]
    return pd.DataFrame(
        {
            "value": parks["intensity_yi_per_km2"],
            "value_wan_per_mu": parks["intensity_yi_per_km2"] * _WAN_PER_MU,
            "ratio_to_target": parks["intensity_yi_per_km2"] / found.target,
            "value_qualifier": "",
            "status": parks["basis"],
            "pair_zh": found.pair.zh,
            "pair_en": found.pair.en,
            "numerator_value": parks["output_yi"],
            "numerator_year": parks["output_year"],
            "denominator_value": parks["land_km2"],
            "denominator_year": parks["land_year"],
            "year_gap": (parks["output_year"] - parks["land_year"]).abs().astype("Int64"),
            "source_zh": [text.zh for text in found_in],
            "source_en": [text.en for text in found_in],
        },
        index=parks.index,
    )


def _with_own_positions(shapes: gpd.GeoSeries, office: pd.DataFrame | None) -> gpd.GeoSeries:
    """Return the positions with those of the office where it gives them: its own come first."""
    if office is None or not {"lon", "lat"} <= set(office.columns):
        return shapes
    own = gpd.GeoSeries(gpd.points_from_xy(office["lon"], office["lat"]), index=office.index, crs=WGS84)
    given = office["lon"].notna() & office["lat"].notna()
    placed = shapes.copy()
    placed[given.index[given]] = own[given]
    return placed


def efficiency_districts(found: Efficiency) -> gpd.GeoDataFrame:
    """Return the districts (38 units) with the intensity of their parks with figures, and how much that covers.

    Parameters
    ----------
    found
        The efficiency.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of `layout.workflow.maps.layers.district_intensity_frame`; `source` tells how many parks and which share
        of their land the figure rests on, `status` is "estimate" where one of them is an estimate.
    """
    frame = district_frame("38")
    totals = found.levels["district"].reindex(frame["adcode"])
    estimated = set(found.parks.loc[found.parks["basis"] == ESTIMATE, "adcode"])
    known = totals["value"].notna().to_numpy()
    rests = [
        say(
            "landuse.map.rests_on",
            parks=int(row["parks_covered"]),
            total=int(row["parks_total"]),
            land=f"{100 * row['land_share']:.0f}" if pd.notna(row["land_share"]) else "–",
        )
        if pd.notna(row["value"])
        else None
        for row in totals.to_dict("records")
    ]
    nothing = catalogue()["landuse.map.no_park"]
    frame["value"] = totals["value"].to_numpy()
    frame["value_wan_per_mu"] = frame["value"] * _WAN_PER_MU
    frame["status"] = [
        "missing" if not one else ESTIMATE if code in estimated else "parks"
        for one, code in zip(known, frame["adcode"], strict=True)
    ]
    for language in ("zh", "en"):
        frame[f"pair_{language}"] = [found.pair.pick(language) if one else "" for one in known]
        frame[f"source_{language}"] = ["" if text is None else text.pick(language) for text in rests]
        frame[f"reason_{language}"] = ["" if one else nothing.pick(language) for one in known]
    return frame


def unplaced(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the parks that have a figure and no position: they are in the tables and not on the map."""
    return pd.DataFrame(frame[frame["value"].notna() & frame.geometry.isna()].drop(columns="geometry"))
