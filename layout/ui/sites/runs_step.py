"""The step "runs": keep this one, the list of those that are kept, one opened or several compared, one received."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.i18n import translate
from layout.runs import run_from_bytes
from layout.runs.store import RunHead
from layout.ui.case.draft import draft_run
from layout.ui.kept.runs import proof_of
from layout.ui.sites.run_compare import show_comparison
from layout.ui.sites.run_view import show_run, tags_of
from layout.ui.state import bind, recall, remember
from layout.ui.widgets import heading, notice, several, table_html
from layout.workflow.desk.runs import desk_heads, keep_on_desk
from layout.workflow.desk.tables import workspace_folder
from layout.workflow.runs.account import who
from layout.workflow.runs.kept_ranking import ranking_run

_COLUMNS = ("run", "title", "when", "who", "tags", "digest")
_LONGEST = 80
_DIGEST = 12


def show_runs(key: str, language: Language) -> None:
    """Draw the store of runs of the workspace in use.

    Raises
    ------
    CaseError, DataFormatError
        The draft cannot be run, or the store is damaged.
    """
    left, right = st.columns([1.6, 1], gap="large")
    with left:
        _keep(key, language)
    with right:
        _receive(language)
    heads = desk_heads()
    heading(
        translate("sites.runs.title", language),
        translate("sites.runs.note", language, folder=workspace_folder()),
    )
    if not heads:
        notice(translate("sites.runs.empty", language), "empty")
        return
    st.html(heads_html(heads, language))
    words = {head.run_id: head_words(head, language) for head in heads}
    chosen = several(
        "runs_chosen",
        words,
        label=translate("sites.runs.choose", language),
        placeholder=translate("ui.sites.none", language),
    )
    if len(chosen) == 1:
        show_run(chosen[0], language)
    elif chosen:
        show_comparison(chosen, language)


def _keep(key: str, language: Language) -> None:
    """Draw the fields and the button that keep the run of the draft with its proof."""
    heading(translate("sites.runs.keep", language), translate("sites.runs.keep_note", language))
    first, second, third = st.columns([1, 1.4, 1], vertical_alignment="bottom")
    with first:
        name, changed = bind("runs_who", recall("runs_who", who()))
        person = st.text_input(
            translate("sites.runs.who", language), key=name, on_change=changed, max_chars=_LONGEST
        )
    with second:
        field, changed = bind("runs_tags", recall("runs_tags", ""))
        tags = st.text_input(
            translate("sites.runs.tags", language), key=field, on_change=changed, max_chars=_LONGEST
        )
    pressed = third.button(
        translate("sites.runs.keep_button", language), key="w_keep", type="primary", width="stretch"
    )
    if not pressed:
        return
    with st.spinner(translate("sites.proof.working", language)):
        run = draft_run(key, language)
        kept = replace(
            ranking_run(run.result, proof_of(run)), who=person.strip() or who(), tags=frozenset(tags_of(tags))
        )
    try:
        keep_on_desk(kept)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    notice(translate("sites.runs.kept", language, run=kept.run_id))


def heads_html(heads: Sequence[RunHead], language: Language) -> str:
    """Return the kept runs as a table, the newest first; equal digests are equal results."""
    rows = [
        (
            head.run_id,
            title_words(head.title, language),
            head.created_utc.replace("T", " ").removesuffix("Z"),
            head.who,
            " ".join(head.tags),
            head.digest[:_DIGEST],
        )
        for head in heads
    ]
    return table_html([translate(f"sites.column.{name}", language) for name in _COLUMNS], rows)


def title_words(title: str, language: Language) -> str:
    """Return the title of a run in one language; a title of another make stands as it is."""
    chinese, mark, english = title.partition(" / ")
    return (chinese if language == "zh" else english) if mark else title


def head_words(head: RunHead, language: Language) -> str:
    """Return a run in one line, to choose it by."""
    when = head.created_utc.replace("T", " ").removesuffix("Z")
    return " · ".join([when, title_words(head.title, language), *head.tags, head.run_id])


def _receive(language: Language) -> None:
    """Draw the field for a run that somebody sent; it is checked whole before it is kept."""
    heading(translate("sites.runs.receive", language), translate("sites.runs.receive_note", language))
    counter = recall("runs_received", "0")
    given = st.file_uploader(
        translate("sites.runs.receive", language),
        type=["json"],
        key=f"w_receive_{counter}_{language}",
        label_visibility="collapsed",
    )
    if given is None:
        return
    try:
        run = run_from_bytes(given.getvalue(), origin=given.name)
        keep_on_desk(run)
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    notice(translate("sites.runs.kept", language, run=run.run_id))
    remember("runs_received", secrets.token_hex(4))
