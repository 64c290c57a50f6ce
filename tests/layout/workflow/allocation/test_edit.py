from pathlib import Path

import pytest

from layout.allocation.verify import verify
from layout.config.allocation_toml import dump_allocation_case, load_allocation_case, parse_allocation_case
from layout.workflow.allocation.allocate import run_case
from layout.workflow.allocation.edit import (
    Choice,
    Edits,
    choices_of,
    edited,
    limits_of,
    offered_objectives,
)
from layout.workflow.allocation.problem import read_inputs
from tests.layout.workflow.allocation_cases import write_case, write_rich


def test_no_changes_leave_the_case_as_it_is(tmp_path: Path) -> None:
    path = write_rich(tmp_path)
    case = load_allocation_case(path)
    projects = read_inputs(case, tmp_path).projects
    assert edited(case, Edits()) == case
    assert edited(case, Edits(choices=choices_of(case, projects))) == case


def test_changes_are_a_case_file_that_reads_back(tmp_path: Path) -> None:
    case = load_allocation_case(write_rich(tmp_path))
    edits = Edits(
        mode="lexicographic",
        objectives=(("value", 0.02), ("cost", 0.0)),
        choices=(Choice("A", "K2"), Choice("B", banned=("K1",)), Choice("C", out=True), Choice("D")),
        place_all=False,
        most_parks=1,
        budget_cny=5e8,
        dropped=frozenset({"targets:west"}),
        time_limit_s=7.0,
    )
    changed = edited(case, edits)
    assert parse_allocation_case(dump_allocation_case(changed), origin="x") == changed
    setting = changed.allocation
    assert [(item.id, item.priority, item.tolerance) for item in setting.objectives] == [
        ("value", 1, 0.02),
        ("cost", 2, 0.0),
    ]
    assert [(item.project, item.park) for item in setting.fixed] == [("A", "K2")]
    assert [(item.project, item.park) for item in setting.forbidden] == [("B", "K1")]
    assert setting.left_out == ("C",)
    assert (setting.opened.maximum, setting.quotas[0].maximum, setting.targets) == (1, 5e8, ())
    assert setting.solver.time_limit_s == 7.0


def test_choices_hold_in_the_plan(tmp_path: Path) -> None:
    case = load_allocation_case(write_case(tmp_path))
    free = run_case(case, tmp_path)
    assert free.report is not None
    assert free.report.plan.assignment("ABCD")["A"] == "K1"
    choices = (Choice("A", "K2"), Choice("B", banned=("K1",)), Choice("C", out=True))
    run = run_case(edited(case, Edits(choices=choices)), tmp_path)
    assert run.report is not None
    # A takes 10 of the 12 ha of K2 and B may not go to K1, so that B stays out; C was left out
    assert run.report.plan.assignment("ABC") == {"A": "K2", "B": None, "C": None}
    assert verify(run.problem, run.report.plan) == ()
    assert ("C", "K1") in run.problem.barred


def test_weights_and_single_objectives(tmp_path: Path) -> None:
    case = load_allocation_case(write_rich(tmp_path))
    weighted = edited(case, Edits(mode="weighted", objectives=(("value", 2.0), ("new_land", 1.0)))).allocation
    assert [(item.id, item.weight, item.priority) for item in weighted.objectives] == [
        ("value", 2.0, 1),
        ("new_land", 1.0, 1),
    ]
    single = edited(case, Edits(mode="single", objectives=(("output", 1.0),))).allocation
    assert (single.objective, single.objectives) == ("output", ())


def test_offered_are_the_objectives_that_have_data(tmp_path: Path) -> None:
    case = load_allocation_case(write_rich(tmp_path))
    inputs = read_inputs(case, tmp_path)
    offered = offered_objectives(case, inputs.projects, parks=inputs.parks)
    assert offered == ("value", "output", "shortfall", "compactness", "new_land", "cost", "disruption")
    assert set(limits_of(case)) == {"targets:west"}


@pytest.mark.parametrize("out", [True, False])
def test_a_choice_is_free_only_where_nothing_was_decided(out: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert Choice("A", out=out).free is not out
