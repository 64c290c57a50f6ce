"""The office's own tables on the page: a template to fill in, a field to load it, what is in use, and what is wrong."""

from functools import partial

import streamlit as st

from geodata.errors import ExplainedError
from geodata.read import SheetChoiceError, shared_sandbox
from geodata.text import Language
from layout.i18n import translate
from layout.ui.downloads import file_button
from layout.ui.state import forget, recall, remember
from layout.ui.widgets import choice, notice, quiet
from layout.workflow.landuse.office_store import drop_table, keep_table, kept_table
from layout.workflow.landuse.office_tables import TableKind
from layout.workflow.landuse.office_templates import FORMATS, template_bytes


def ask_table(kind: TableKind, language: Language) -> None:
    """Draw templates, upload field and, where a table is in use, its name and version with a button to leave it.

    Parameters
    ----------
    kind
        Which table; it is kept in the workspace of the desk and shared by the pages.
    language
        Language of every word.
    """
    kept = kept_table(kind)
    pending = recall(_pending(kind))
    title = translate(f"landuse.ui.office.{kind}", language)
    if kept is not None:
        title = translate("office.title", language, title=title, name=_inert(kept.name), number=kept.number)
    with st.expander(title, expanded=pending is not None):
        quiet(translate(f"landuse.ui.office_note.{kind}", language))
        _templates(kind, language)
        given = st.file_uploader(
            translate("landuse.ui.upload", language),
            type=["xlsx", "csv", "tsv", "txt"],
            key=f"w_office_{kind}_{language}",
            label_visibility="collapsed",
        )
        if given is not None and recall(f"{_pending(kind)}.seen") != given.file_id:
            remember(f"{_pending(kind)}.seen", given.file_id)
            _take(kind, given.name, given.getvalue(), language)
        elif pending is not None:
            _ask_sheet(kind, language)
        if kept is not None:
            when = kept.created.replace("T", " ")[:16]
            notice(
                translate(
                    "office.in_use",
                    language,
                    name=kept.name,
                    number=kept.number,
                    created=when,
                    rows=kept.rows,
                )
            )
            st.button(
                translate("office.leave", language),
                key=f"leave_{kind}",
                width="stretch",
                on_click=drop_table,
                args=(kind,),
            )


def _templates(kind: TableKind, language: Language) -> None:
    """Offer the empty table in each format."""
    for column, form in zip(st.columns(len(FORMATS)), FORMATS, strict=True):
        with column:
            file_button(
                translate(f"office.template.{form}", language),
                partial(template_bytes, kind, form),
                name=f"{kind}.{form}",
                key=f"template_{kind}_{form}",
            )


def _ask_sheet(kind: TableKind, language: Language) -> None:
    """Ask which sheet of a workbook is meant."""
    name, content, sheets = recall(_pending(kind))
    sheet = choice(
        f"office.{kind}.sheet",
        {one: one for one in sheets},
        label=translate("office.which_sheet", language, name=name),
    )
    if st.button(translate("office.take_sheet", language), key=f"sheet_{kind}", width="stretch"):
        _take(kind, name, content, language, sheet=sheet)


def _take(
    kind: TableKind, name: str, content: bytes, language: Language, *, sheet: str | None = None
) -> None:
    """Keep a table that reads whole and draw the page anew; else say what is wrong and keep what was there."""
    try:
        keep_table(kind, content, name=name, sheet=sheet, sandbox=shared_sandbox())
    except SheetChoiceError as error:
        remember(_pending(kind), (name, content, error.sheets))
        _ask_sheet(kind, language)
        return
    except ExplainedError as error:
        notice(error.message(language), "error")
        return
    forget([_pending(kind)])
    st.rerun()


def _inert(name: str) -> str:
    """Return the client's name of a file without what markdown would read in it."""
    return "".join(sign if sign.isalnum() or sign in " .-（）" else "_" for sign in name)


def _pending(kind: TableKind) -> str:
    """Return the name under which a workbook waits for the choice of its sheet."""
    return f"office.{kind}.pending"
