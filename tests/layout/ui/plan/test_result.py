from dataclasses import replace

from layout.allocation.verify import Violation
from layout.entities.document import Figure, Table
from layout.entities.wording import both
from layout.ui.plan.result import dossier_of, grid_frame, grid_html, status_html
from tests.layout.report.plan_dossiers import infeasible_dossier
from tests.layout.ui.plan_runs_made import plain_plan


def test_status_names_verification_and_escapes_the_title() -> None:
    dossier = dossier_of(plain_plan())
    html = status_html(dossier, "en")
    assert "verified" in html
    assert "illustrative" in html
    assert "{{7*7}}" not in html
    assert "&#123;&#123;7*7" in html
    assert dossier.report is not None
    broken = replace(dossier, report=replace(dossier.report, violations=(Violation("land", both("x")),)))
    assert "verified</span>" not in status_html(broken, "en")
    assert "cq-badge-bad" in status_html(broken, "en")


def test_a_conflict_and_a_refusal_stand_in_words() -> None:
    html = status_html(infeasible_dossier(), "zh")
    assert "必须落地" in html
    assert "不可行" in html
    refused = replace(
        infeasible_dossier(),
        refused=(Violation("land", both("overfilled")),),
        solution=plain_plan().run.solution,
    )
    assert "overfilled" in status_html(refused, "en")


def test_tables_of_the_report_become_tables_of_the_page() -> None:
    grid = Table(("a", "b"), (("<x>", Figure("1")),))
    assert "&lt;x&gt;" in grid_html(grid)
    assert 'class="cq-num">1<' in grid_html(grid)
    assert grid_frame(grid).to_dict("list") == {"a": ["<x>"], "b": ["1"]}
