"""The form of the project brief: start from a case, change what the project needs, weigh the criteria."""

import math
from collections.abc import Collection

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from geodata.units import ha_to_mu
from layout.config import Case
from layout.entities.project import NEEDS
from layout.entities.vocabulary import METHOD_IDS, MISSING_POLICIES
from layout.i18n import translate
from layout.ui.case.brief import Brief, brief_of, derived_land_ha
from layout.ui.case.cases import LOADED, case_titles, take_case
from layout.ui.case.draft import kept_brief
from layout.ui.number_field import number_field
from layout.ui.state import bind, recall, remember
from layout.ui.widgets import choice, notice, quiet, several, text_field, words_of
from layout.workflow.maps.choices import cluster_choices

FIRST_CASE = "nev-battery"
_LARGEST_OUTPUT_YI = 100_000.0
_LARGEST_LAND_HA = 100_000.0
_LEAST_ALPHA, _MOST_ALPHA = 0.01, 100.0
_NICE_TOPS = (1.0, 10.0, 50.0, 100.0)


def case_choice(language: Language) -> str:
    """Return the key of the case to start from: shipped, or loaded from a file."""
    return choice(
        "case", case_titles(language), label=translate("ui.sites.case", language), default=FIRST_CASE
    )


def case_uploader(language: Language) -> None:
    """Draw the field for a case file; what is wrong with a file is said here and nothing else changes."""
    given = st.file_uploader(
        translate("ui.sites.load_label", language),
        type=["toml"],
        key=f"w_upload_{language}",
        label_visibility="collapsed",
    )
    quiet(translate("ui.sites.load_note", language))
    if given is None or recall("upload_seen") == given.file_id:
        return
    try:
        take_case(given.name, given.getvalue())
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    remember("upload_seen", given.file_id)
    remember("case", LOADED)
    st.rerun(scope="fragment")


def ask_brief(key: str, case: Case, *, language: Language) -> Brief:
    """Draw the form and return the brief as it stands; edits are kept for each case by itself."""
    start = brief_of(case, language)
    left, right = st.columns(2, gap="large")
    with left:
        text_field(f"{key}.name", _label("name", language), start=start.name)
        _clusters(key, start, language)
        _tick(f"{key}.chemical", start.chemical, _label("chemical", language))
    with right:
        output = _number(f"{key}.output", start.output_yi, _label("output", language), top=_LARGEST_OUTPUT_YI)
        _land(key, case, start, output, language)
        several(
            f"{key}.needs",
            words_of(NEEDS, "ui.sites.need", language=language),
            label=_label("needs", language),
            placeholder=translate("ui.sites.none", language),
            default=start.needs,
        )
    return kept_brief(key, case, language=language)


def _clusters(key: str, start: Brief, language: Language) -> None:
    """Draw the choice of the project's cluster and of the clusters related to it."""
    clusters = {one.cluster_id: one.name.pick(language) for one in cluster_choices()}
    cluster = choice(f"{key}.cluster", clusters, label=_label("cluster", language), default=start.cluster_id)
    several(
        f"{key}.related",
        {item: words for item, words in clusters.items() if item != cluster},
        label=_label("related", language),
        placeholder=translate("ui.sites.none", language),
        default=start.related_cluster_ids,
    )


def ask_method(key: str, case: Case, *, language: Language) -> None:
    """Draw the choice of the method that ranks and of what is done with missing values."""
    start = brief_of(case, language)
    left, right = st.columns(2)
    with left:
        methods = words_of(METHOD_IDS, "scoring.method", language=language)
        chosen = choice(f"{key}.method", methods, label=_label("method", language), default=start.method)
        if chosen == "owa":
            # blank until somebody states it: no attitude to risk is a neutral default
            number_field(
                f"{key}.method_alpha",
                translate("sites.method.alpha", language),
                start=start.alpha,
                low=_LEAST_ALPHA,
                high=_MOST_ALPHA,
            )
    with right:
        choice(
            f"{key}.missing",
            words_of(MISSING_POLICIES, "ui.sites.policy", language=language),
            label=_label("missing", language),
            default=start.missing,
        )


def _land(key: str, case: Case, start: Brief, output: float, language: Language) -> None:
    """Draw the choice between a given and a derived land need, and the need in two units."""
    target = case.target.intensity_yi_per_km2
    options = {
        "derived": translate("ui.sites.land_derived", language, target=f"{target:g}"),
        "given": translate("ui.sites.land_given", language),
    }
    first = "given" if start.land_given else "derived"
    given = choice(f"{key}.land_how", options, label=_label("land", language), default=first) == "given"
    land = derived_land_ha(output, target)
    if given:
        land = _number(
            f"{key}.land_ha", round(start.land_ha, 1), _label("land_ha", language), top=_LARGEST_LAND_HA
        )
    quiet(translate("ui.sites.land_is", language, ha=f"{land:,.1f}", mu=f"{ha_to_mu(land):,.0f}"))


def ask_weights(key: str, case: Case, *, dropped: Collection[str], language: Language) -> dict[str, float]:
    """Draw a slider a criterion and return the weights; only their proportions count.

    Parameters
    ----------
    key, case
        What was started from.
    dropped
        Criteria that do not count as the brief stands; they are marked.
    language
        Language of every word.
    """
    start = brief_of(case, language)
    largest = max(start.weights.values())
    top = next((nice for nice in _NICE_TOPS if nice >= largest * 1.5), math.ceil(largest * 2))
    found = {}
    for criterion, weight in start.weights.items():
        name = f"{key}.weight.{criterion}"
        widget, changed = bind(name, float(recall(name, weight)))
        label = translate(f"criterion.{criterion}.title", language)
        if criterion in dropped:
            label = translate("ui.sites.not_needed", language, weight=label)
        found[criterion] = st.slider(
            label, 0.0, float(top), step=top / 100, key=widget, on_change=changed, format="%.4g"
        )
    return found


def _number(name: str, start: float, label: str, *, top: float) -> float:
    """Draw a positive number and return it."""
    widget, changed = bind(name, float(recall(name, start)))
    return float(st.number_input(label, 0.1, top, step=1.0, key=widget, on_change=changed, format="%.1f"))


def _tick(name: str, start: bool, label: str) -> bool:  # noqa: FBT001 - the value of a check box
    """Draw a check box and return whether it is ticked."""
    widget, changed = bind(name, bool(recall(name, start)))
    return bool(st.checkbox(label, key=widget, on_change=changed))


def _label(name: str, language: Language) -> str:
    """Return the label of a field."""
    return translate(f"ui.sites.field.{name}", language)
