"""What a case asks, before anything is solved: projects, parks, phases, objectives, limits."""

import math

import streamlit as st

from geodata.text import Language
from geodata.units import CNY_PER_YI
from layout.entities.wording import aside, plain
from layout.i18n import translate
from layout.ui.kept.plans import inputs_of
from layout.ui.widgets import heading
from layout.viz.escape import safe_html
from layout.workflow.allocation.edit import limits_of
from layout.workflow.allocation.problem import Inputs, objective_terms
from layout.workflow.allocation.read import year_columns
from layout.workflow.allocation.upload import Bundle


def show_case(bundle: Bundle, language: Language) -> None:
    """Draw what a case asks."""
    heading(translate("plan.case.title", language))
    st.html(case_html(bundle, inputs_of(bundle, scores=False), language=language))


def case_html(bundle: Bundle, inputs: Inputs, *, language: Language) -> str:
    """Return a case in a few lines; every text is escaped.

    Parameters
    ----------
    bundle, inputs
        The case with its files, and what was read of them.
    language
        Language of the words.
    """
    facts = [
        ("projects", _projects(inputs, language)),
        ("parks", _parks(inputs, language)),
        ("years", _years(inputs, language)),
        ("objectives", _objectives(bundle, language)),
    ]
    note = bundle.case.note
    if note is not None:
        facts.append(("note", note.en if language == "en" else note.zh))
    rows = "".join(_fact(key, [words], language) for key, words in facts if words)
    limits = _limits(bundle, language)
    return f'<div class="cq-facts">{rows}{_fact("limits", limits, language) if limits else ""}</div>'


def _fact(key: str, lines: list[str], language: Language) -> str:
    """Return one line of the summary; its value may have several lines."""
    label = safe_html(translate(f"plan.case.{key}", language))
    value = "<br>".join(safe_html(line) for line in lines)
    return (
        f'<div class="cq-fact"><div class="cq-fact-label">{label}</div>'
        f'<div class="cq-fact-value">{value}</div></div>'
    )


def _projects(inputs: Inputs, language: Language) -> str:
    """Return number, land and output of the projects."""
    land = math.fsum(project.land_ha for project in inputs.projects)
    output = math.fsum(project.output_cny for project in inputs.projects) / CNY_PER_YI
    shown = translate("domain.no_data", language) if math.isnan(output) else plain(output, 5)
    return translate(
        "plan.case.projects_value", language, count=len(inputs.projects), land=plain(land, 5), output=shown
    )


def _parks(inputs: Inputs, language: Language) -> str:
    """Return number and land of the parks."""
    land = math.fsum(park.available_ha[-1] for park in inputs.parks)
    low = math.fsum(park.low_efficiency_ha for park in inputs.parks)
    words = {"count": len(inputs.parks), "land": plain(land, 5), "low": plain(low, 5)}
    return translate("plan.case.parks_value", language, **words)


def _years(inputs: Inputs, language: Language) -> str:
    """Return the phases."""
    years = ("、" if language == "zh" else ", ").join(map(str, year_columns(inputs.tables["parks"])))
    return years or translate("plan.case.one_phase", language)


def _objectives(bundle: Bundle, language: Language) -> str:
    """Return the objectives in their order."""
    terms = sorted(objective_terms(bundle.case.allocation), key=lambda term: term.priority)
    return " → ".join(translate(f"plan.objective.{term.objective_id}", language) for term in terms)


def _limits(bundle: Bundle, language: Language) -> list[str]:
    """Return the limits and goals, one a line: by name, with the reason that the case gives."""
    lines = []
    for key, limit in limits_of(bundle.case).items():
        kind, _, name = key.partition(":")
        words = translate(f"plan.limit.{kind}", language, name=name)
        reason = getattr(limit, "reason", None)
        lines.append(
            words if reason is None else aside(words, reason.pick(language).rstrip("。."), language=language)
        )
    return lines
