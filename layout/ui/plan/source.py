"""Where the case of a layout plan comes from: the one that ships with the product, or the reader's own files."""

from functools import lru_cache, partial
from typing import Final

import streamlit as st

from geodata.errors import ExplainedError
from geodata.text import Language
from layout.i18n import translate
from layout.resources import CASES_FOLDER, bundle_folder
from layout.ui.downloads import file_button
from layout.ui.state import forget, recall, remember
from layout.ui.widgets import choice, notice, quiet
from layout.workflow.allocation.templates import template_csv, template_workbook
from layout.workflow.allocation.upload import TABLES, Bundle, bundle_at, bundle_of

SHIPPED, OWN = "forty", "own"
_SHIPPED_CASE: Final = "layout-plan/forty-projects.toml"
_KEPT: Final = "plan.own"


def ask_source(language: Language) -> tuple[str, Bundle]:
    """Draw the choice of the case, the upload and the templates; return the key of the case and its files."""
    kept: Bundle | None = recall(_KEPT)
    words = {SHIPPED: translate("plan.source_choice.forty", language)}
    if kept is not None:
        words[OWN] = translate("plan.source_choice.own", language)
    key = choice("plan_case", words, label=translate("plan.field.case", language))
    with st.expander(translate("plan.field.own_files", language), expanded=False):
        quiet(translate("plan.note.own_files", language))
        _upload(language)
        _templates(language)
        if kept is not None:
            st.button(
                translate("plan.button.leave_own", language),
                key="plan_leave",
                width="stretch",
                on_click=forget,
                args=([_KEPT, "plan_case"],),
            )
    bundle = kept if key == OWN and kept is not None else shipped()
    for note in bundle.notes:
        notice(note.pick(language))
    return key, bundle


@lru_cache(maxsize=1)
def shipped() -> Bundle:
    """Return the forty-project case that ships with the product."""
    return bundle_at(bundle_folder() / CASES_FOLDER / _SHIPPED_CASE)


def _upload(language: Language) -> None:
    """Draw the upload field and take over what was chosen."""
    given = st.file_uploader(
        translate("plan.field.upload", language),
        type=["toml", "csv", "txt", "xlsx"],
        accept_multiple_files=True,
        key=f"w_plan_upload_{language}",
        label_visibility="collapsed",
    )
    seen = tuple(sorted(one.file_id for one in given))
    if not seen or recall("plan.seen") == seen:
        failed = recall("plan.failed")
        if failed is not None and seen:
            notice(failed.pick(language), "error")
        return
    remember("plan.seen", seen)
    remember("plan.failed", None)
    try:
        remember(_KEPT, bundle_of({one.name: one.getvalue() for one in given}))
    except ExplainedError as error:
        remember("plan.failed", error.text)
        notice(error.message(language), "error")
        return
    remember("plan_case", OWN)
    st.rerun()


def _templates(language: Language) -> None:
    """Offer the templates: one workbook, or a CSV for each table."""
    file_button(
        translate("plan.button.template_xlsx", language),
        partial(template_workbook, language),
        name="layout-plan.xlsx",
        key="plan_template_xlsx",
    )
    for column, name in zip(st.columns(len(TABLES)), TABLES, strict=True):
        file = f"{name}.csv"
        with column:
            file_button(file, partial(template_csv, name), name=file, key=f"plan_template_{name}")
