"""The step "export": the files of the run, the method sheet, the case, and the command that does the same."""

from typing import Final

import streamlit as st

from geodata.text import Language
from layout.config import dump_case
from layout.i18n import translate
from layout.ui.runs import Run, run_files_of
from layout.ui.site_draft import draft_run
from layout.ui.widgets import heading

_MIME: Final = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "geojson": "application/geo+json",
    "html": "text/html",
    "json": "application/json",
    "toml": "application/toml",
}


def show_export(key: str, language: Language) -> None:
    """Draw the downloads of the draft's run and the command line that writes the same.

    Parameters
    ----------
    key
        Key of the case.
    language
        Language of every word.

    Raises
    ------
    CaseError, EmptyCandidatesError, MissingDataError
        The draft cannot be run.
    """
    run = draft_run(key, language)
    heading(translate("ui.sites.files_title", language), translate("ui.sites.files_note", language))
    files = run_files_of(run)
    for column, (name, content) in zip(st.columns(len(files)), files.items(), strict=True):
        with column:
            offer(name, content)
    heading(translate("sites.export.command", language), translate("sites.export.command_note", language))
    st.code(commands(), language="bash")
    heading(translate("sites.export.case", language), translate("sites.export.case_note", language))
    with st.expander("case.toml"):
        st.code(_case_text(run), language="toml")


def offer(name: str, content: bytes) -> None:
    """Offer one file."""
    st.download_button(
        name,
        data=content,
        file_name=name,
        mime=_MIME[name.rpartition(".")[2]],
        key=f"file_{name}",
        on_click="ignore",
        width="stretch",
    )


def commands() -> str:
    """Return the commands that do from the case file what the page does."""
    return "cqlayout score case.toml --out out/"


def _case_text(run: Run) -> str:
    """Return the case file of a run."""
    return dump_case(run.case)
