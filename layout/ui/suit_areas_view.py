"""Contiguous areas of a study: how many, how large, how far apart and how compact; on the map, as a table, as candidates."""

import hashlib
from functools import partial

import geopandas as gpd
import shapely
import streamlit as st

from geodata.crs import WGS84
from geodata.errors import ExplainedError
from geodata.text import Language
from geodata.write.geojson import to_geojson_bytes
from layout.i18n import translate
from layout.suitability.locate import RegionsWanted
from layout.ui.charts import download_table
from layout.ui.downloads import file_button
from layout.ui.map_view import show_map
from layout.ui.number_field import number_field, whole_number
from layout.ui.state import recall, remember
from layout.ui.suit_found import found_frame, keep_found
from layout.ui.suit_jobs import find_job
from layout.ui.suit_map_view import FOUND, MAP_HEIGHT, map_layers_of, take_click
from layout.ui.suit_shown import Shown, Source
from layout.ui.widgets import button, choice, heading, notice, quiet, table_html, words_of
from layout.workflow.keep_sites import keep_as_sites
from layout.workflow.regions import RegionsResult, Size, Terms, find_regions
from layout.workflow.suitability import SURFACE_FILE

_COUNT, _MOST = 5, 100
_AREA_HA = 100.0
_SUMMARY = "suit.found.summary"


def show_areas(now: Source, shown: Shown, *, language: Language) -> None:
    """Draw the question, the areas found, and the way to keep them.

    Parameters
    ----------
    now
        The study with its rules and weights of the moment.
    shown
        It, open.
    language
        Language of every word.
    """
    heading(translate("suitpage.areas.title", language), translate("suitpage.areas.note", language))
    job = find_job(now)
    if job is None or job.state != "done":
        notice(translate("suitpage.areas.run_first", language), "empty")
        return
    left, right = st.columns([1, 2.1])
    with left:
        asked = _ask(language)
        if button("suit_find", translate("suitpage.areas.find", language), primary=True):
            _find(job.folder / SURFACE_FILE, asked, shown, language)
    with right:
        layers = map_layers_of(shown, now, language=language)
        show_map(layers, language=language, key="suit_areas_map", height=MAP_HEIGHT, on_select=take_click)
    found = recall(FOUND)
    if found is None or found[0] != shown.token:
        notice(translate("suitpage.areas.empty", language), "empty")
        return
    _found(found_frame(found[1]), now, language)


def _ask(language: Language) -> tuple[Size, RegionsWanted, float]:
    """Draw the fields and return size, question and spacing."""
    count = whole_number(
        "suit.areas.count", translate("suitpage.areas.count", language), start=_COUNT, low=1, high=_MOST
    )
    area = number_field("suit.areas.ha", translate("suitpage.areas.size", language), start=_AREA_HA, low=0.01)
    spacing = number_field(
        "suit.areas.spacing", translate("suitpage.areas.spacing", language), start=0.0, high=1e6
    )
    shape = number_field("suit.areas.shape", translate("suitpage.areas.shape", language), start=0.5, high=1.0)
    connectivity = choice(
        "suit.areas.connect",
        words_of(("rook", "queen"), "suitpage.areas.connect", language=language),
        label=translate("suitpage.areas.connectivity", language),
    )
    wanted = RegionsWanted(
        cells=1,
        count=count,
        connectivity="queen" if connectivity == "queen" else "rook",
        shape=shape or 0.0,
    )
    return Size(area_ha=area or _AREA_HA), wanted, spacing or 0.0


def _find(
    surface: object, asked: tuple[Size, RegionsWanted, float], shown: Shown, language: Language
) -> None:
    """Search and keep what was found; what is wrong is said and the fields keep what was entered."""
    size, wanted, spacing = asked
    try:
        result = find_regions(str(surface), size, question=wanted, terms=Terms(spacing_m=spacing))
    except ExplainedError as error:
        notice(error.message(language), "warn")
        return
    remember(FOUND, (shown.token, keep_found(areas_frame(result))))
    found = result.found
    remember(
        _SUMMARY, (found.objective, found.bound, found.gap, found.method, len(found.regions), wanted.count)
    )


def areas_frame(result: RegionsResult) -> gpd.GeoDataFrame:
    """Return regions as a frame in WGS84: area_id, cells, area_ha, mean_score, sum_score; ids name the shape itself.

    Parameters
    ----------
    result
        What was found on a surface.
    """
    rows = result.record()["regions"]
    frame = gpd.GeoDataFrame(
        {
            "area_id": [
                hashlib.sha256(shapely.to_wkb(shape)).hexdigest()[:6].upper() for shape in result.polygons
            ],
            "cells": [row["cells"] for row in rows],
            "area_ha": [round(row["area_ha"], 4) for row in rows],
            "mean_score": [round(row["mean"], 4) for row in rows],
            "sum_score": [round(row["sum"], 4) for row in rows],
        },
        geometry=list(result.polygons),
        crs=WGS84,
    )
    numbers = [f"{place:02d}" for place in range(1, len(frame) + 1)]
    frame["area_id"] = [
        f"S{number}-{digest}" for number, digest in zip(numbers, frame["area_id"], strict=True)
    ]
    return frame


def _found(frame: gpd.GeoDataFrame, now: Source, language: Language) -> None:
    """Show the areas as a table with how good the choice is, downloads, and the button that keeps them."""
    quiet(_quality(language))
    heads = ("id", "area", "cells", "mean", "sum")
    columns = [translate(f"suitpage.areas.{name}", language) for name in heads]
    rows = [
        [
            row["area_id"],
            f"{row['area_ha']:,.2f} ha",
            f"{row['cells']:,}",
            f"{row['mean_score']:.4f}",
            f"{row['sum_score']:,.2f}",
        ]
        for row in frame.drop(columns="geometry").to_dict("records")
    ]
    st.html(table_html(columns, rows, numeric=(1, 2, 3, 4)))
    one, two, three = st.columns(3)
    with one:
        keep = button("suit_keep", translate("suitpage.areas.keep", language), primary=True)
    with two:
        file_button(
            translate("suitpage.areas.geojson", language),
            partial(to_geojson_bytes, frame, name="candidates"),
            name="candidates.geojson",
            key="suit_areas_geojson",
        )
    with three:
        download_table(frame.drop(columns=["geometry", "kind"]), "candidates", language=language)
    if keep:
        _keep(frame, now, language)


def _quality(language: Language) -> str:
    """Return how good the choice is, as it was kept with the areas."""
    objective, bound, gap, method, count, wanted = recall(_SUMMARY)
    return translate(
        "suitpage.areas.quality",
        language,
        found=count,
        wanted=wanted,
        objective=f"{objective:,.2f}",
        bound=f"{bound:,.2f}",
        gap=f"{gap:.2%}",
        method=translate(f"cli.regions.method.{method}", language),
    )


def _keep(frame: gpd.GeoDataFrame, now: Source, language: Language) -> None:
    """Keep the areas as candidates and say where they are."""
    try:
        version = keep_as_sites(frame, now.case)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    notice(
        translate(
            "suitpage.areas.kept", language, count=len(frame), rows=version.rows, version=version.number
        )
    )
