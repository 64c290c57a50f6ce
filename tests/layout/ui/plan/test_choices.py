from layout.ui.kept.plans import inputs_of
from layout.ui.plan.choices import choice_frame, choices_in
from layout.workflow.allocation.edit import Choice
from tests.layout.ui.plan_runs_made import rich_bundle


def test_the_table_of_the_editor_and_back() -> None:
    inputs = inputs_of(rich_bundle())
    parks = {"K1": "First park", "K2": "Second park"}
    choices = (Choice("A", "K2"), Choice("B", banned=("K1", "K2")), Choice("C", out=True), Choice("D"))
    frame = choice_frame(inputs, choices, parks=parks, language="en")
    assert frame["lock"].tolist() == ["Second park", "any park", "any park", "any park"]
    assert frame["ban"].tolist() == [[], ["First park", "Second park"], [], []]
    assert choices_in(frame, parks) == choices
    assert choice_frame(inputs, choices, parks=parks, language="zh")["lock"][3] == "不限"
