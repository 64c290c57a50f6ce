from pathlib import Path

import pytest

from layout.config.allocation_toml import load_allocation_case
from layout.errors import CaseError
from layout.workflow.allocation.problem import assemble, objective_terms
from tests.layout.workflow.allocation_cases import CASE, PROJECTS, VALUES, write_case


def test_smallest_case_becomes_a_problem(tmp_path: Path) -> None:
    made = assemble(load_allocation_case(write_case(tmp_path)), tmp_path)
    assert [item.project_id for item in made.problem.projects] == ["A", "B", "C", "D"]
    assert made.problem.value_of(1, 1) == 0.7
    assert made.warnings == ()
    assert set(made.tables) == {"projects", "parks", "values"}


def test_reader_is_warned_of_gaps_columns_and_empty_plans(tmp_path: Path) -> None:
    values = "\n".join(VALUES.splitlines()[:-1]) + "\n"
    projects = "\n".join(
        line + (",colour" if number == 0 else ",red") for number, line in enumerate(PROJECTS.splitlines())
    )
    case = CASE.replace('objective = "value"', 'objective = "cost"')
    made = assemble(
        load_allocation_case(write_case(tmp_path, case, values=values, projects=projects)), tmp_path
    )
    text = " ".join(item.en for item in made.warnings)
    assert "colour" in text
    assert "1 pairs of project and park have no value" in text
    assert "the best plan may place nothing" in text


def test_choices_reach_the_problem_and_contradictions_are_refused(tmp_path: Path) -> None:
    more = '[[allocation.fixed]]\nproject = "A"\npark = "K2"\n[[allocation.forbidden]]\nproject = "B"\npark = "K1"\n'
    problem = assemble(load_allocation_case(write_case(tmp_path, CASE + more)), tmp_path).problem
    assert problem.allowed.tolist()[:2] == [[False, True], [False, True]]
    twice = more + '[[allocation.fixed]]\nproject = "A"\npark = "K1"\n'
    with pytest.raises(CaseError, match="fixed to K2 and to K1"):
        assemble(load_allocation_case(write_case(tmp_path, CASE + twice)), tmp_path)


def test_objectives_in_both_forms(tmp_path: Path) -> None:
    case = load_allocation_case(write_case(tmp_path)).allocation
    assert [term.objective_id for term in objective_terms(case)] == ["value"]
    listed = (
        CASE.replace('objective = "value"\n', "")
        + '[[allocation.objectives]]\nid = "cost"\npriority = 2\nweight = 3.0\n'
    )
    term = objective_terms(load_allocation_case(write_case(tmp_path, listed)).allocation)[0]
    assert (term.objective_id, term.priority, term.weight) == ("cost", 2, 3.0)


def test_existing_plan_is_read(tmp_path: Path) -> None:
    case = CASE.replace('objective = "value"', 'objective = "disruption"\nexisting = "existing.csv"')
    path = write_case(tmp_path, case, existing="project_id,park_id\nA,K1\nB,\n")
    problem = assemble(load_allocation_case(path), tmp_path).problem
    assert problem.side.existing == {"A": "K1"}
