from layout.ui.plan.compare import all_plans
from layout.ui.plan.result import dossier_of
from tests.layout.ui.plan_runs_made import studied_plan


def test_all_plans_are_measured_and_the_plan_itself_stands_once() -> None:
    found = studied_plan()
    dossier = dossier_of(found)
    assert dossier.report is not None
    plans = all_plans(found, dossier, report=dossier.report, language="en")
    assert list(plans)[:2] == ["this plan", "by hand"]
    others = [one.plan.parts() for name, one in plans.items() if name.startswith("alternative")]
    assert others
    assert dossier.report.plan.parts() not in others
    assert all(not one.violations for name, one in plans.items() if name != "by hand")
