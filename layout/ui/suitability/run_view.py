"""The full run of a study on the page: start, progress, cancel, what it found, and every file to take away."""

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.i18n import translate
from layout.ui.downloads import file_button
from layout.ui.suitability.runs import Job, find_job, start_job
from layout.ui.suitability.shown import Source
from layout.ui.widgets import button, heading, notice, quiet, table_html
from layout.workflow.suitability.classes import note_of
from layout.workflow.suitability.result import SuitabilityResult

_POLL_S = 0.6


def show_run(source: Source, language: Language) -> None:
    """Draw the run of the case of the moment.

    Parameters
    ----------
    source
        The study with its rules and weights of the moment.
    language
        Language of every word.
    """
    heading(translate("suitpage.run.title", language), translate("suitpage.run.note", language))
    job = find_job(source)
    if job is not None and job.state == "running":
        _progress(source, language)
        return
    if job is None or job.state != "done":
        _begin(source, job, language)
        return
    _done(job, language)


def _begin(source: Source, job: Job | None, language: Language) -> None:
    """Offer to start, after saying what became of an earlier attempt."""
    if job is not None and job.state == "cancelled":
        notice(translate("suitpage.run.cancelled", language), "warn")
    elif job is not None and isinstance(job.error, ExplainedError):
        notice(job.error.message(language), "error")
    elif job is not None:
        notice(translate("ui.app.fault", language, kind=job.error), "error")
    with st.columns([1, 3])[0]:
        pressed = button("suit_start", translate("suitpage.run.start", language), primary=True)
    if pressed:
        start_job(source)
        st.rerun(scope="fragment")


def _progress(source: Source, language: Language) -> None:
    """Draw the progress, which looks again by itself until the run has ended."""

    @st.fragment(run_every=_POLL_S)
    def look() -> None:
        job = find_job(source)
        if job is None or job.state != "running":
            st.rerun()
        st.progress(job.share, text=translate("suitpage.run.running", language, share=f"{job.share:.0%}"))
        st.button(translate("suitpage.run.cancel", language), key="suit_cancel", on_click=job.cancel)

    look()


def _done(job: Job, language: Language) -> None:
    """Show what a run found, and its files."""
    result = job.result
    if result is None:
        return
    left, right = st.columns(2)
    left.html(result_html(result, job.seconds, language=language))
    with right:
        st.html(classes_html(result, language))
        quiet(note_of(result.classes).pick(language))
    heading(translate("suitpage.run.files", language), translate("suitpage.run.files_note", language))
    columns = st.columns(4)
    for place, path in enumerate(job.files()):
        with columns[place % 4]:
            file_button(path.name, path.read_bytes, name=path.name, key=f"suit_file_{path.name}")


def result_html(result: SuitabilityResult, seconds: float, *, language: Language) -> str:
    """Return the figures of a run as a table."""
    outcome, cell = result.outcome, result.cell_area_km2
    rows = [
        ("area", f"{outcome.area * cell:,.2f} km²"),
        ("excluded", f"{outcome.excluded * cell:,.2f} km²"),
        ("available", f"{result.available_km2:,.2f} km²"),
        ("undecided", f"{outcome.undecided * cell:,.2f} km²"),
        ("unscored", f"{outcome.unscored * cell:,.2f} km²"),
        ("areas", f"{len(result.areas):,}"),
        ("not_evaluated", f"{len(result.not_evaluated):,}"),
        ("seconds", translate("suitpage.run.seconds_value", language, seconds=f"{seconds:,.1f}")),
    ]
    cells = [(translate(f"suitpage.run.{name}", language), value) for name, value in rows]
    columns = (translate("suitpage.figure.title", language), translate("suitpage.figure.value", language))
    return table_html(columns, cells, numeric=(1,))


def classes_html(result: SuitabilityResult, language: Language) -> str:
    """Return the classes of a run as a table."""
    heads = [
        translate(f"suitpage.classes.{name}", language) for name in ("class", "range", "cells", "polygons")
    ]
    rows = [
        [
            str(row["class"]),
            f"{row['score_from']:g} – {row['score_to']:g}",
            f"{row['cells_ha']:,.1f}",
            f"{row['polygons_ha']:,.1f}",
        ]
        for row in result.classes.record()["classes"]
    ]
    return table_html(heads, rows, numeric=(0, 1, 2, 3))
