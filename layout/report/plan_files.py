"""The files of the report of a layout plan: HTML and DOCX in both languages."""

import datetime as dt

from geodata.text import LANGUAGES
from layout.allocation.account import Dossier
from layout.report.blocks import html_page
from layout.report.docx_blocks import docx_bytes
from layout.report.plan import plan_report


def report_files(dossier: Dossier, when: dt.datetime) -> dict[str, bytes]:
    """Return `report.<language>.html` and `report.<language>.docx` by name.

    Parameters
    ----------
    dossier
        All that the report prints.
    when
        When it was made, with time zone.
    """
    files: dict[str, bytes] = {}
    for language in LANGUAGES:
        document = plan_report(dossier, language)
        files[f"report.{language}.html"] = html_page(document).encode()
        files[f"report.{language}.docx"] = docx_bytes(document, when)
    return files
