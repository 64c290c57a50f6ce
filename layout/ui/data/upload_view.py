"""A file on its way in, step by step: choose, check, place, confirm, import. Nothing is kept before the last step."""

from typing import Final

import streamlit as st

from geodata.quality.findings import Severity, Verdict
from geodata.read.endings import READABLE
from geodata.text import Language
from layout.i18n import translate
from layout.ui.data.background import BackgroundLook
from layout.ui.data.import_form import DONE, confirm_place, import_form, leave_button, tell_done
from layout.ui.data.place_view import ask_place, show_layer
from layout.ui.data.raster_form import raster_form
from layout.ui.data.raster_view import ask_raster, show_raster
from layout.ui.data.report_view import show_report
from layout.ui.data.upload_state import (
    JOB,
    RASTER_ENDINGS,
    Upload,
    answers,
    begin_upload,
    current_upload,
    upload_round,
)
from layout.ui.kept.server_rasters import offered_rasters, rasters_folder
from layout.ui.state import bind, forget, recall, remember
from layout.ui.widgets import button, heading, notice, quiet, select
from layout.workflow.intake.looking import Looked

_SEEN: Final = "up.seen"
_PATIENCE_S: Final = 2.0
_KINDS: Final = ("map", "table")


def upload_desk(language: Language) -> None:
    """Draw the steps from the choice of a file to its import.

    Parameters
    ----------
    language
        Language of every word.
    """
    heading(translate("data_desk.step.choose", language), translate("data_desk.choose_note", language))
    tell_done(language)
    left, right = st.columns([1.6, 1], vertical_alignment="top")
    with left:
        _choose(language)
    upload = current_upload()
    with right:
        _kind(language)
        _offer_rasters(language)
    if upload is None:
        return
    first, second = st.columns([4, 1], vertical_alignment="center")
    with first:
        quiet(translate("data_desk.in_work", language, name=upload.name, size=_size(upload.size)))
    with second:
        leave_button(language)
    looked = _looked(upload, language)
    if looked is not None:
        _steps(upload, looked, language)


def _choose(language: Language) -> None:
    """Draw the field for the file; a new one is taken into work."""
    given = st.file_uploader(
        translate("data_desk.file", language),
        key=f"w_upload_{language}_{upload_round()}",
        label_visibility="collapsed",
    )
    if given is not None and recall(_SEEN) != given.file_id:
        remember(_SEEN, given.file_id)
        forget((DONE,))
        begin_upload(given.name, given.getvalue())
    quiet(translate("data_desk.formats", language, endings=" ".join(sorted(READABLE))))


def _kind(language: Language) -> None:
    """Draw the question whether the file holds positions or figures."""
    words = {name: translate(f"data_desk.kind.{name}", language) for name in _KINDS}
    key, changed = bind("up.kind", recall("up.kind", "map"))
    st.radio(
        translate("data_desk.kind.label", language),
        _KINDS,
        format_func=words.__getitem__,
        key=key,
        on_change=changed,
    )


def _offer_rasters(language: Language) -> None:
    """Draw the choice of a GeoTIFF that lies on this server, for files too large for a browser; none without any."""
    found = {name: path for name, path in offered_rasters().items() if name.lower().endswith(RASTER_ENDINGS)}
    if not found:
        return
    label = translate("raster.page.here", language, folder=rasters_folder())
    none = {"": translate("raster.page.none_here", language)}
    chosen = select("up.here", none | {name: name for name in found}, label=label)
    if button("take_here", translate("raster.page.take_here", language)) and chosen:
        forget((DONE,))
        begin_upload(chosen, found[chosen])
        st.rerun()


def _looked(upload: Upload, language: Language) -> Looked | None:
    """Return what the file is with the answers given, None while a long one is still read or was given up."""
    options = answers()
    if upload.is_fresh(options) or not upload.large:
        with st.spinner(translate("data_desk.reading", language)):
            return upload.look(options)
    job = recall(JOB)
    if not isinstance(job, BackgroundLook) or job.options != options:
        if isinstance(job, BackgroundLook):
            job.give_up()
        job = BackgroundLook(upload.name, upload.raw, options=options, limits=upload.limits)
        remember(JOB, job)
        job.wait(_PATIENCE_S)
    if job.given_up:
        notice(translate("data_desk.given_up", language), "warn")
        if button("read_again", translate("data_desk.read_again", language)):
            forget((JOB,))
            st.rerun()
        return None
    if job.running:
        _progress(language)
        return None
    upload.take(options, job.result())
    return upload.looked


@st.fragment(run_every=1.0)
def _progress(language: Language) -> None:
    """Draw how long a file has been read, with the button that gives it up; the page runs again at the end."""
    job = recall(JOB)
    if not isinstance(job, BackgroundLook) or not job.running:
        st.rerun()
    share = min(job.seconds / job.limits.seconds, 1.0)
    words = translate(
        "data_desk.progress", language, seconds=f"{job.seconds:.0f}", limit=f"{job.limits.seconds:.0f}"
    )
    st.progress(share, text=words)
    with st.columns([1, 3])[0]:
        given_up = button("give_up", translate("data_desk.give_up", language))
    if given_up:
        job.give_up()
        st.rerun()


def _steps(upload: Upload, looked: Looked, language: Language) -> None:
    """Draw report, place and import of a file that was looked at."""
    report = looked.report
    heading(translate("data_desk.step.check", language))
    show_report(report, language)
    asks = any(item.severity is Severity.QUESTION for item in report.findings)
    if report.verdict is Verdict.REJECT and not (upload.offers or upload.layers or upload.encoding):
        _as_table(looked, language)
        return
    heading(translate("data_desk.step.place", language), translate("data_desk.place_note", language))
    ask_place(upload, looked, language=language)
    if upload.is_raster:
        ask_raster(looked, language)
    if asks or report.verdict is Verdict.REJECT:
        _as_table(looked, language)
        return
    if upload.is_raster:
        if mapped := show_raster(upload, looked, language=language):
            confirm_place(upload, language)
        raster_form(upload, looked, mapped=mapped, language=language)
        return
    show_layer(upload, looked, language=language)
    if looked.frame is not None:
        confirm_place(upload, language)
        import_form(upload, looked, language=language)


def _as_table(looked: Looked, language: Language) -> None:
    """Offer to read a file without positions as a table of figures."""
    without = {"coordinate-columns-none", "coordinate-columns-unsure"}
    if any(item.code in without for item in looked.report.findings) and button(
        "as_table", translate("data_desk.as_table", language)
    ):
        remember("up.kind", "table")
        st.rerun()


def _size(count: int) -> str:
    """Return a number of bytes for people."""
    if count < 1 << 10:
        return f"{count} B"
    return f"{count / (1 << 10):,.0f} kB" if count < 1 << 20 else f"{count / (1 << 20):,.1f} MB"
