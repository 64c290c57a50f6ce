"""The files of the report of a layout plan: HTML and DOCX in both languages."""

from geodata.text import LANGUAGES
from layout.allocation.account import Dossier
from layout.report.page import document_page
from layout.report.plan import plan_report
from layout.report.word import document_docx


def report_files(dossier: Dossier) -> dict[str, bytes]:
    """Return `report.<language>.html` and `report.<language>.docx` by name; equal dossiers give equal bytes.

    Parameters
    ----------
    dossier
        All that the report prints.
    """
    files: dict[str, bytes] = {}
    for language in LANGUAGES:
        title, blocks = plan_report(dossier, language)
        files[f"report.{language}.html"] = document_page(title, blocks, language=language).encode()
        files[f"report.{language}.docx"] = document_docx(title, blocks, language=language)
    return files
