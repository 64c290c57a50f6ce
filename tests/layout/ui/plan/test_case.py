from layout.ui.kept.plans import inputs_of
from layout.ui.plan.case import case_html
from layout.ui.plan.source import shipped
from layout.workflow.allocation.edit import limits_of
from tests.layout.ui.plan_runs_made import rich_bundle


def test_a_case_is_told_in_figures_and_escaped() -> None:
    bundle = rich_bundle()
    html = case_html(bundle, inputs_of(bundle), language="en")
    assert "4 projects, 58 ha, output of 44" in html
    assert "2 parks, 32 ha of new land by the last phase, 2 ha" in html
    assert "2025, 2027" in html
    assert "Goal: west" in html
    assert "total suitability → new land" in html
    assert "{{" not in case_html(bundle, inputs_of(bundle), language="zh")


def test_limits_stand_one_a_line_with_the_reason_that_the_case_gives() -> None:
    bundle = shipped()
    html = case_html(bundle, inputs_of(bundle), language="zh")
    assert html.count("<br>") == len(limits_of(bundle.case)) - 1
    assert "三峡库区应参与布局" in html
