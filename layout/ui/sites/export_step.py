"""The step "export": the files of the run, the method sheet, the case, and the command that does the same."""

from functools import partial
from typing import Final

import streamlit as st

from geodata.text import Language
from layout.config import dump_case
from layout.i18n import translate
from layout.ui.case.draft import draft_run
from layout.ui.downloads import file_button
from layout.ui.kept.runs import Run, proof_of, run_files_of
from layout.ui.widgets import heading, quiet

COMMANDS: Final = (
    "cqlayout --lang {lang} score case.toml --out out/ --keep kept --tag first",
    "cqlayout --lang {lang} certificate case.toml",
    "cqlayout --lang {lang} sheet case.toml --out sheet.html",
    "cqlayout --lang {lang} sheet case.toml --out sheet.docx",
    "cqlayout --lang {lang} runs list kept",
    "cqlayout --lang {lang} runs repeat kept first",
)
"""What the steps of the page are on the command line."""
_A_ROW: Final = 4


def show_export(key: str, language: Language) -> None:
    """Draw the downloads of the draft's run and the commands that write the same.

    Raises
    ------
    CaseError, EmptyCandidatesError, MissingDataError
        The draft cannot be run.
    """
    run = draft_run(key, language)
    heading(translate("ui.sites.files_title", language), translate("ui.sites.files_note", language))
    with st.spinner(translate("sites.proof.working", language)):
        files = run_files_of(run)
    named = list(files.items())
    for begin in range(0, len(named), _A_ROW):
        for column, (name, content) in zip(st.columns(_A_ROW), named[begin : begin + _A_ROW], strict=False):
            with column:
                file_button(name, content, name=name, key=f"file_{name}")
    heading(translate("sites.export.sheet", language), translate("sites.export.sheet_note", language))
    for column, form in zip(st.columns(_A_ROW), ("html", "docx"), strict=False):
        name = f"sheet.{form}"
        with column:
            file_button(
                name, partial(sheet_bytes, run, form, language=language), name=name, key=f"file_{name}"
            )
    heading(translate("sites.export.command", language), translate("sites.export.command_note", language))
    st.code(commands(language), language="bash")
    with st.expander(translate("sites.export.case", language)):
        quiet(translate("sites.export.case_note", language))
        st.code(dump_case(run.case), language="toml")


def sheet_bytes(run: Run, form: str, *, language: Language) -> bytes:
    """Return the method sheet of a run with its proof.

    Parameters
    ----------
    run
        The run.
    form
        html or docx.
    language
        Language of the sheet.
    """
    from layout.report import document_docx, document_page  # noqa: PLC0415 - drawn when it is asked for
    from layout.workflow.ranking.sheet import ranking_sheet, sheet_name  # noqa: PLC0415 - as above

    title, blocks = (
        sheet_name(run.result, language),
        ranking_sheet(run.result, proof_of(run), language=language),
    )
    if form == "docx":
        return document_docx(title, blocks, language=language)
    return document_page(title, blocks, language=language).encode()


def commands(language: Language) -> str:
    """Return the commands that do from the case file what the page does."""
    return "\n".join(line.format(lang=language) for line in COMMANDS)
