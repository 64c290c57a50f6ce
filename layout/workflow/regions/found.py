"""Regions that were found, of cells or of parcels, as one kind of table, with what each tells by the layers of a study."""

import hashlib
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodata.crs import WGS84
from layout.workflow.regions.parcel_regions import ParcelsResult
from layout.workflow.regions.regions import RegionsResult
from layout.workflow.suitability.area_told import tell_areas
from layout.workflow.suitability.area_words import told_columns
from layout.workflow.suitability.study import Study

Found = RegionsResult | ParcelsResult


def told_by(result: Found, study: Study) -> Found:
    """Return regions with what each tells by the layers of a study.

    Parameters
    ----------
    result
        What was found on a surface.
    study
        An open study, such as that of the surface; its cells count where their centre lies inside.
    """
    areas = gpd.GeoSeries(list(result.polygons), crs=WGS84)
    return replace(result, told=tuple(tell_areas(study, areas)))


def found_frame(result: Found) -> gpd.GeoDataFrame:
    """Return regions as a frame in WGS84; ids name the shape itself.

    Parameters
    ----------
    result
        What was found on a surface.

    Returns
    -------
    geopandas.GeoDataFrame
        area_id, cells, area_ha, mean_score, sum_score; for parcels excluded_share, no_data_share and parcels (names); and the
        columns of `told_columns` where a study told.
    """
    rows: list[dict[str, Any]] = []
    for number, (row, shape) in enumerate(
        zip(result.record()["regions"], result.polygons, strict=True), start=1
    ):
        digest = hashlib.sha256(shapely.to_wkb(shape)).hexdigest()[:6].upper()
        own: dict[str, Any] = {
            "area_id": f"S{number:02d}-{digest}",
            "cells": row["cells"],
            "area_ha": round(row["area_ha"], 4),
            "mean_score": round(row["mean"], 4),
            "sum_score": round(row["sum"], 4),
        }
        if isinstance(result, ParcelsResult):
            shares = {name: round(row[name], 4) for name in ("excluded_share", "no_data_share")}
            own |= shares | {"parcels": tuple(row["parcels"])}
        rows.append(own)
    table = pd.DataFrame(rows)
    if result.told is not None:
        table = pd.concat([table, told_columns(result.told)], axis=1)
    return gpd.GeoDataFrame(table, geometry=list(result.polygons), crs=WGS84)
