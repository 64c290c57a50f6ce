"""A run with own sites as one folder: the case names the file beside it, so that it can be run again anywhere."""

import math
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.write import to_json_bytes
from layout.config.case import Case
from layout.config.toml import build_case, case_data
from layout.sites.user_frame import STATED

if TYPE_CHECKING:
    from layout.workflow.ranking.rank import RankingResult

OWN_FILE: Final = "own_sites.geojson"
OWN_DEM: Final = "own_sites_dem.tif"
"""The cells of the office's elevation raster around its own sites."""
_COLUMNS: Final = {
    "name_zh": "name_zh",
    "name_en": "name_en",
    "level": "level",
    "stated_ha": "land_ha",
    "free_land_ha": "free_land_ha",
    "approved_area_ha": "approved_area_ha",
    "cluster_ids": "cluster_ids",
    "leading_industries_zh": "leading_industries_zh",
    "leading_industries_en": "leading_industries_en",
    "parent_park_id": "host_park_id",
    "zone_ids": "zone_ids",
    "position_precision_m": "position_precision_m",
    "note": "note",
}
"""Columns of own sites, and the names under which they are read again."""


def portable_case(result: "RankingResult") -> Case:
    """Return the case of a run as it can be run from the folder of its files; own sites come from `OWN_FILE`.

    Parameters
    ----------
    result
        A ranking.
    """
    if result.own is None:
        return result.case
    data = case_data(result.case)
    candidates = {key: value for key, value in data["candidates"].items() if key not in ("item", "sites")}
    if result.own.dem is not None:
        candidates |= {"sites": {"dem": OWN_DEM}}
    return build_case(data | {"candidates": candidates | {"path": OWN_FILE}}, origin=OWN_FILE)


def own_files(result: "RankingResult") -> dict[str, bytes]:
    """Return the own sites of a run as they are read again, {} where parks alone are ranked.

    Every figure has all its digits, and what was said of the layer as a whole stands in each row: precision, clusters,
    host park. Sites that a rule removed are in it too. Where rules were measured on an elevation raster, its cells around the
    sites come along.

    Parameters
    ----------
    result
        A ranking.
    """
    if result.own is None:
        return {}
    frame, outlines = result.own.sites.frame, result.own.sites.outlines
    features = [
        {
            "type": "Feature",
            "properties": {"site_id": str(site), **_properties(row)},
            "geometry": _geometry(outlines.get(str(site)), row),
        }
        for site, row in zip(frame.index, frame.to_dict("records"), strict=True)
    ]
    files = {OWN_FILE: to_json_bytes({"type": "FeatureCollection", "features": features})}
    if result.own.dem is not None:
        from layout.workflow.sites.site_rules import terrain_clip  # noqa: PLC0415 - a run without a raster loads no GIS

        files[OWN_DEM] = terrain_clip(result.own.sites, result.own.dem.path, name=result.own.dem.name)
    return files


def _properties(row: Any) -> dict[str, object]:  # noqa: ANN401 - a record of pandas
    """Return what is known of a site, without blanks."""
    found = {}
    for name, column in _COLUMNS.items():
        if name == "position_precision_m" and row["position_basis"] != STATED:
            continue  # that of a parcel is measured anew
        value = row[name]
        if isinstance(value, tuple):
            found[column] = ";".join(value)
        elif not pd.isna(value) and value != "":
            found[column] = value
    return {key: value for key, value in found.items() if value != ""}


def _geometry(outline: BaseGeometry | None, row: Any) -> dict[str, Any] | None:  # noqa: ANN401 - as above
    """Return the shape of a site as GeoJSON."""
    if outline is not None:
        return dict(shapely.geometry.mapping(outline))
    if math.isnan(row["lon"]):
        return None
    return {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
