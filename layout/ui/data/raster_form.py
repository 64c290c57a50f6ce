"""What a raster becomes and where it comes from; then the import, which runs beside the page and can be cancelled."""

from typing import Final

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.i18n import translate
from layout.ui.data.background import Background
from layout.ui.data.import_form import DONE, ask_origin, missing_line
from layout.ui.data.report_view import report_html
from layout.ui.data.upload_state import KEEP_JOB, Upload, drop_upload
from layout.ui.state import forget, recall, remember
from layout.ui.widgets import button, heading, notice, quiet, select, text_field
from layout.workflow.desk.dem import DEM_ITEM
from layout.workflow.desk.raster_roles import LANDCOVER_ITEM, RASTER_PREFIX, raster_item
from layout.workflow.desk.roles import Origin
from layout.workflow.desk.tables import workspace_folder
from layout.workflow.intake.fetched_origin import completed, fetched_origin
from layout.workflow.intake.importing import import_upload, workspace_at
from layout.workflow.intake.looking import Looked
from layout.workflow.intake.order import Imported, Order
from layout.workflow.intake.raster_import import room_for

_NAMED: Final = "raster"
_ROLES: Final = (DEM_ITEM, LANDCOVER_ITEM, _NAMED)
_MIB: Final = 1 << 20
_POLL_S: Final = 1.0


def raster_form(upload: Upload, looked: Looked, *, mapped: bool, language: Language) -> None:
    """Draw the last step of a raster, and import it beside the page when the button is pressed.

    Parameters
    ----------
    upload, looked
        A raster that is accepted.
    mapped
        Whether it is on the map, so that its place must be confirmed.
    language
        Language of every word.
    """
    heading(translate("data_desk.step.import", language), translate("data_desk.import_note", language))
    if _at_work(language):
        return
    role = _ask_role(language)
    unit = (
        text_field("up.unit", translate("raster.page.unit", language), longest=40) if role != DEM_ITEM else ""
    )
    origin = ask_origin(upload, language, start=_known(upload, language))
    _room(upload, looked, language)
    missing = [name for name in ("source", "year") if not getattr(origin, name)]
    if role == RASTER_PREFIX:
        missing.append("name")
    if mapped and not recall("up.sure", default=False):
        missing.append("sure")
    missing_line(missing, language)
    pressed = st.button(
        translate("data_desk.import", language), key="do_import", type="primary", disabled=bool(missing)
    )
    if pressed and upload.options is not None:
        _begin(upload, Order(role, origin, upload.options, {"unit": unit}), language)


def _ask_role(language: Language) -> str:
    """Draw what the raster becomes and return its role."""
    first, second = st.columns([1, 1], vertical_alignment="bottom")
    words = {name: translate(f"raster.page.role.{name}", language) for name in _ROLES}
    with first:
        chosen = select("up.raster", words, label=translate("data_desk.becomes", language))
    if chosen != _NAMED:
        return chosen
    with second:
        return RASTER_PREFIX + text_field("up.name", translate("data_desk.name", language), longest=64)


def _known(upload: Upload, language: Language) -> Origin:
    """Return what the record of a download beside a file of this server says of it."""
    if isinstance(upload.raw, bytes):
        return Origin()
    if "fetched" not in upload.settings:
        upload.settings["fetched"] = fetched_origin(upload.raw)
    fetched = upload.settings["fetched"]
    found = completed(Origin(), fetched)  # type: ignore[arg-type]  # put there just above
    if language == "zh" and fetched is not None:
        title, source = fetched.title.zh, fetched.attribution.zh  # type: ignore[attr-defined]  # as above
        return Origin(title, source, found.licence, found.year)
    return found


def _room(upload: Upload, looked: Looked, language: Language) -> None:
    """Say how large the raster is and what it takes, before anything is kept."""
    room = room_for(looked.report, upload.size, folder=workspace_folder())
    if room is not None:
        sizes = {"original": room.original, "cells": room.cells, "free": room.free}
        words = {name: f"{count / _MIB:,.1f}" for name, count in sizes.items()}
        quiet(translate("cli.raster.room", language, cols=f"{room.cols:,}", rows=f"{room.rows:,}", **words))


def _begin(upload: Upload, order: Order, language: Language) -> None:
    """Start the import in the background."""
    try:
        raster_item(order.role)
        workspace = workspace_at(workspace_folder())
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    name, raw = upload.name, upload.raw
    job = Background(lambda own: import_upload(name, raw, order=order, workspace=workspace, sandbox=own))
    remember(KEEP_JOB, job)
    job.wait(_POLL_S)
    st.rerun()


def _at_work(language: Language) -> bool:
    """Draw the import that is under way, or say what became of it; return whether it still runs."""
    job: Background[Imported] | None = recall(KEEP_JOB)
    if job is None:
        return False
    if job.running:
        _progress(language)
        return True
    forget((KEEP_JOB,))
    try:
        done = job.outcome()
    except ExplainedError as error:
        notice(error.message(language), "error")
        return False
    if done is not None and done.version is not None:
        version = done.version
        remember(DONE, (version.item_id, version.number, version.rows, version.kind))
        remember("own_item", version.item_id)
        drop_upload()
        st.rerun()
    if job.given_up:
        notice(translate("raster.page.cancelled", language), "warn")
    elif done is not None:
        st.html(report_html(done.report, language))
    return False


@st.fragment(run_every=_POLL_S)
def _progress(language: Language) -> None:
    """Draw how long the import has run, with the button that cancels it; the page runs again at the end."""
    job = recall(KEEP_JOB)
    if not isinstance(job, Background) or not job.running:
        st.rerun()
    words = translate("raster.page.keeping", language, seconds=f"{job.seconds:.0f}")
    quiet(words)
    with st.columns([1, 3])[0]:
        if button("cancel_keep", translate("raster.page.cancel", language)):
            job.give_up()
            job.wait(_POLL_S)
            st.rerun()
