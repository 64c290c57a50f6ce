"""The map of a study: the picture under the weights of the moment, sliders, figures, legend, and why a place is not possible."""

import math

import numpy as np
import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.entities.wording import plain, say
from layout.i18n import translate
from layout.ui.maps.credits import show_credits
from layout.ui.maps.legends import show_legends
from layout.ui.maps.payloads import payload_url
from layout.ui.maps.view import LayerSpec, RasterSpec, Spec, show_map
from layout.ui.state import bind, forget, recall, remember
from layout.ui.suitability.moment import of_moment, weight_name
from layout.ui.suitability.shown import Shown, Source, classes_under, picture_url
from layout.ui.suitability.why import answer_html
from layout.ui.widgets import heading, notice, quiet, table_html
from layout.viz.escape import safe_markdown
from layout.viz.suitability import suitability_style
from layout.workflow.suitability.preview import standing
from layout.workflow.suitability.regional import criterion_names

MAP_HEIGHT = 600
_NICE_TOPS = (1.0, 5.0, 10.0, 50.0, 100.0)
PLACE = "suit.place"
FOUND = "suit.found"


def show_study_map(source: Source, shown: Shown, *, language: Language) -> None:
    """Draw sliders, map, figures and the answer for the place that was clicked.

    Parameters
    ----------
    source
        The chosen study.
    shown
        It, open.
    language
        Language of every word.
    """
    left, right = st.columns([2.1, 1])
    with right:
        _weights(source, language)
        try:
            case = of_moment(source).case
        except ExplainedError as error:
            notice(error.message(language), "error")
            return
        now = Source(case, source.folder, source.apart)
        _figures(shown, now, language)
        _legend(shown, now, language)
    with left:
        _map(shown, now, language)
        quiet(_resolution(shown, language))
        _answer(shown, now, language)


def _weights(source: Source, language: Language) -> None:
    """Draw a slider a criterion; only their proportions count."""
    case = source.case
    heading(translate("suitpage.weights.title", language))
    if not case.criteria:
        notice(translate("suitpage.weights.none", language), "empty")
        return
    largest = max(item.weight for item in case.criteria)
    top = next((nice for nice in _NICE_TOPS if nice >= largest * 2), math.ceil(largest * 2))
    titles = criterion_names(case)
    for item in case.criteria:
        key, changed = bind(
            weight_name(case, item.id), float(recall(weight_name(case, item.id), item.weight))
        )
        st.slider(
            safe_markdown(titles[item.id].pick(language)),
            0.0,
            float(top),
            step=top / 50,
            key=key,
            on_change=changed,
            format="%.4g",
        )
    names = [weight_name(case, item.id) for item in case.criteria]
    st.button(
        translate("suitpage.weights.reset", language),
        key="suit_reset",
        on_click=forget,
        args=(names,),
        disabled=all(recall(name) is None for name in names),
    )


def _figures(shown: Shown, now: Source, language: Language) -> None:
    """Show what follows from the weights."""
    found = standing(shown.preview, now.case)
    mean = translate("domain.no_data", language) if found.mean is None else f"{found.mean:.3f}"
    rows = [
        (translate("suitpage.figure.available", language), f"{plain(found.available_km2, 6)} km²"),
        (translate("suitpage.figure.unscored", language), f"{plain(found.unscored_km2, 6)} km²"),
        (translate("suitpage.figure.mean", language), mean),
        (
            translate(
                "suitpage.figure.areas",
                language,
                least=f"{now.case.areas.min_ha:,.15g}",
                score=f"{now.case.areas.min_score:g}",
            ),
            translate(
                "suitpage.figure.areas_value",
                language,
                count=f"{found.areas:,}",
                km2=plain(found.areas_km2, 6),
            ),
        ),
    ]
    columns = (translate("suitpage.figure.title", language), translate("suitpage.figure.value", language))
    st.html(table_html(columns, rows, numeric=(1,)))


def _legend(shown: Shown, now: Source, language: Language) -> None:
    """Show the legend with the area of each class."""
    breaks = now.case.classes.breaks
    counts = np.bincount(classes_under(shown, now.case).ravel(), minlength=len(breaks) + 4)
    areas = (counts * shown.preview.grid.cell_area_km2).tolist()
    note = say("suitpage.legend.note", cell=f"{shown.preview.grid.cell:g}")
    show_legends([suitability_style(breaks, areas, note=note)], language)


def map_layers_of(shown: Shown, now: Source, *, language: Language) -> list[Spec]:
    """Return the layers of the map: the picture, the districts, and areas that were found."""
    place: tuple[float, float] | None = recall(PLACE)
    layers: list[Spec] = [
        RasterSpec(
            "suitability",
            picture_url(shown, now.case),
            translate("suitpage.map.picture", language),
            shown.view.bounds,
            clickable=True,
            marker=place,
        ),
        LayerSpec(
            "outlines",
            payload_url("outlines", {"fill": "none"}, language=language),
            translate("ui.map.layer.districts", language),
            10,
            interactive=False,
        ),
    ]
    found = recall(FOUND)
    if found is not None and found[0] == shown.token:
        url = payload_url("areas", {"found": found[1]}, language=language)
        layers.append(LayerSpec("areas", url, translate("suitpage.areas.layer", language), 40))
    return layers


def take_click(layer: str, feature: str) -> None:
    """Take over a click on the map: the place is asked about."""
    if layer == "place":
        lon, _, lat = feature.partition(",")
        remember(PLACE, (float(lon), float(lat)))


def _map(shown: Shown, now: Source, language: Language) -> None:
    """Draw the map."""
    show_map(
        map_layers_of(shown, now, language=language),
        language=language,
        key="suit_map",
        height=MAP_HEIGHT,
        on_select=take_click,
    )
    show_credits(language)


def _resolution(shown: Shown, language: Language) -> str:
    """Return the sentence that says in which cells the preview was computed."""
    cell = f"{shown.preview.grid.cell:g}"
    if shown.preview.coarser == 1:
        return translate("suitpage.map.exact", language, cell=cell)
    own = f"{shown.preview.grid.cell / shown.preview.coarser:g}"
    return translate("suitpage.map.coarse", language, cell=cell, own=own)


def _answer(shown: Shown, now: Source, language: Language) -> None:
    """Show what rules and criteria say of the place that was clicked."""
    heading(translate("suitpage.why.title", language), translate("suitpage.why.note", language))
    place: tuple[float, float] | None = recall(PLACE)
    if place is None:
        notice(translate("suitpage.why.empty", language), "empty")
        return
    try:
        answer = shown.ask(*place, case=now.case)
    except ExplainedError as error:
        notice(error.message(language), "warn")
        return
    st.html(answer_html(answer, language))
