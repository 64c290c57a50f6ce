"""Contiguous areas of a study: how many, how large, how far apart and how compact; on the map, as a table, as candidates."""

from functools import partial
from pathlib import Path

import geopandas as gpd
import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from geodata.write.geojson import to_geojson_bytes
from layout.i18n import translate
from layout.ui.charts import download_table
from layout.ui.downloads import file_button
from layout.ui.kept.areas import keep_found, known_areas
from layout.ui.maps.credits import show_credits
from layout.ui.maps.view import show_map
from layout.ui.state import recall, remember
from layout.ui.suitability.areas_ask import Asked, ask_areas, search
from layout.ui.suitability.areas_table import areas_html
from layout.ui.suitability.map_view import FOUND, MAP_HEIGHT, map_layers_of, take_click
from layout.ui.suitability.runs import find_job
from layout.ui.suitability.shown import Shown, Source
from layout.ui.widgets import button, heading, notice, quiet
from layout.workflow.regions.found import found_frame
from layout.workflow.regions.parcel_notes import parcel_notes
from layout.workflow.regions.parcel_regions import ParcelsResult
from layout.workflow.sites.keep_sites import keep_as_sites
from layout.workflow.suitability.run import SURFACE_FILE

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
        asked = ask_areas(language)
        if button("suit_find", translate("suitpage.areas.find", language), primary=True):
            _find(job.folder / SURFACE_FILE, asked, (now, shown), language)
    with right:
        layers = map_layers_of(shown, now, language=language)
        show_map(layers, language=language, key="suit_areas_map", height=MAP_HEIGHT, on_select=take_click)
        show_credits(language)
    found = recall(FOUND)
    if found is None or found[0] != shown.token:
        notice(translate("suitpage.areas.empty", language), "empty")
        return
    _found(known_areas(found[1]), now, language)


def _find(surface: Path, asked: Asked, moment: tuple[Source, Shown], language: Language) -> None:
    """Search and keep what was found; what is wrong is said and the fields keep what was entered."""
    now, shown = moment
    try:
        with st.spinner(translate("suitpage.areas.searching", language)):
            result = shown.tell(search(surface, asked), case=now.case)
    except ExplainedError as error:
        notice(error.message(language), "warn")
        return
    remember(FOUND, (shown.token, keep_found(found_frame(result))))
    found = result.found
    notes = list(parcel_notes(result, language)) if isinstance(result, ParcelsResult) else []
    quality = (found.objective, found.bound, found.gap, found.method, len(found.regions), result.wanted.count)
    remember(_SUMMARY, (quality, notes))


def _found(frame: gpd.GeoDataFrame, now: Source, language: Language) -> None:
    """Show the areas as a table with how good the choice is, downloads, and the button that keeps them."""
    quiet(_quality(language), *recall(_SUMMARY)[1])
    st.html(areas_html(frame, language))
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
    objective, bound, gap, method, count, wanted = recall(_SUMMARY)[0]
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
