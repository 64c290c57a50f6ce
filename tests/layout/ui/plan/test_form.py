from layout.ui.kept.plans import inputs_of
from layout.ui.plan.form import kept_choices
from layout.ui.state import remember
from layout.workflow.allocation.edit import Choice
from tests.layout.ui.plan_runs_made import rich_bundle


def test_choices_of_the_case_hold_until_the_reader_decides() -> None:
    bundle = rich_bundle()
    inputs = inputs_of(bundle)
    assert all(choice.free for choice in kept_choices("form_test", bundle.case, inputs=inputs))
    mine = tuple(Choice(project.project_id, out=True) for project in inputs.projects)
    remember("form_test.choices", mine)
    assert kept_choices("form_test", bundle.case, inputs=inputs) == mine
