import datetime as dt
import io

import docx

from layout.report.plan_files import report_files
from tests.layout.report.plan_dossiers import infeasible_dossier, rich_dossier

WHEN = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


def test_both_formats_in_both_languages_say_the_same() -> None:
    files = report_files(rich_dossier())
    assert set(files) == {"report.zh.html", "report.zh.docx", "report.en.html", "report.en.docx"}
    for language in ("zh", "en"):
        word = docx.Document(io.BytesIO(files[f"report.{language}.docx"]))
        page = files[f"report.{language}.html"].decode()
        for head in [one.text for one in word.paragraphs if one.style.name == "Heading 1"]:
            assert f"<h2>{head}</h2>" in page
    assert files == report_files(rich_dossier())


def test_a_case_without_a_plan_has_its_report_too() -> None:
    assert len(report_files(infeasible_dossier())) == 4
