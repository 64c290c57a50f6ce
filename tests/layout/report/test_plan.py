from dataclasses import replace

import pytest

from geodata.text import LANGUAGES, Language
from layout.allocation.verify import Violation
from layout.entities.document import Heading
from layout.entities.wording import both
from layout.report.page import document_page
from layout.report.plan import levels_grid, plan_report, status_words
from layout.report.plan_tables import objective_figure
from tests.layout.report.plan_dossiers import infeasible_dossier, rich_dossier


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_has_every_part_in_its_language(language: Language) -> None:
    title, blocks = plan_report(rich_dossier(), language)
    heads = [block.title for block in blocks if isinstance(block, Heading)]
    assert len(heads) >= 9
    page = document_page(title, blocks, language=language)
    assert "{{7*7}}" in page  # shown as it is: no template reads a report
    assert "<img" not in page
    assert ("自拟" in page) == (language == "zh")
    assert "nan" not in page.lower().replace("nanchuan", "").replace("finan", "")


def test_an_infeasible_case_reports_the_conflict_and_no_plan() -> None:
    title, blocks = plan_report(infeasible_dossier(), "en")
    page = document_page(title, blocks, language="en")
    assert "No plan exists" in page
    assert "must be placed" in page
    assert "Who goes where" not in page


def test_a_plan_that_breaks_limits_is_never_called_valid() -> None:
    dossier = rich_dossier()
    assert dossier.report is not None
    broken = replace(dossier.report, violations=(Violation("land", both("too much")),))
    assert "breaks limits" in status_words(replace(dossier, report=broken), "en")
    assert "every limit holds" in status_words(dossier, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_plan_keeps_of_each_priority_stands_beside_what_was_reached(language: Language) -> None:
    dossier = rich_dossier()
    assert dossier.report is not None
    table = levels_grid(dossier, language)
    for row, level in zip(table.rows, dossier.solution.levels, strict=True):
        (key,) = level.objectives
        assert row[-1] == objective_figure(key, dossier.report.figures[key], language=language)
