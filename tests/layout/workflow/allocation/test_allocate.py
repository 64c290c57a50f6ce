from pathlib import Path

import pytest

from layout.allocation.options import Options
from layout.allocation.plan import Placement, Plan
from layout.allocation.verify import Violation
from layout.config.allocation_toml import load_allocation_case
from layout.entities.wording import both
from layout.workflow.allocation import allocate as module
from layout.workflow.allocation.allocate import (
    allocate,
    check_plan,
    cluster_goals_cny,
    options_of,
    with_needed_release,
)
from tests.layout.workflow.allocation_cases import CASE, PARKS, write_case


def test_smallest_case_is_solved_verified_and_explained(tmp_path: Path) -> None:
    run = allocate(write_case(tmp_path))
    # A and B in K1, C in K2 would be 2.1; A and C in K1, B in K2 is 2.2; D fits nowhere
    assert run.solution.status == "optimal"
    assert run.solution.levels[0].value == pytest.approx(2.2)
    assert run.report is not None
    assert run.report.plan.assignment("ABCD") == {"A": "K1", "B": "K2", "C": "K1", "D": None}
    assert "the largest park" in run.report.reasons["D"].en
    assert run.report.figures["value"] == pytest.approx(2.2)
    # by hand, A first and B second into K1, C is left with K2
    assert run.baseline.figures["value"] == pytest.approx(2.1)


def test_infeasible_case_says_why(tmp_path: Path) -> None:
    run = allocate(write_case(tmp_path, CASE + 'place = "all"\n'))
    assert run.solution.status == "infeasible"
    assert run.report is None
    assert run.solution.conflict is not None
    assert "project D must be placed" in run.solution.conflict.sentences[0].en


def test_plan_that_fails_its_verification_is_withheld(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Violation("land", both("planted"))
    monkeypatch.setattr(module, "verify", lambda *_: (fault,))
    run = allocate(write_case(tmp_path))
    assert run.solution.status == "invalid"
    assert run.solution.plan is None
    assert run.report is None
    assert run.refused == (fault,)


def test_plan_made_elsewhere_is_checked(tmp_path: Path) -> None:
    case = write_case(tmp_path)
    plan = tmp_path / "plan.csv"
    plan.write_text("project_id,park_id\nA,K1\nB,K1\nC,K2\nD,\n", encoding="utf-8")
    assembled, report = check_plan(plan, case)
    assert report.violations == ()
    assert report.figures["value"] == pytest.approx(2.1)
    assert set(report.reasons) == {"D"}
    plan.write_text("project_id,park_id\nA,K1\nB,K1\nC,K1\nX,K9\n", encoding="utf-8")
    assert {item.kind for item in check_plan(plan, case)[1].violations} == {"unknown"}
    plan.write_text("project_id,park_id\nA,K1\nB,K1\nC,K1\n", encoding="utf-8")
    assert [item.kind for item in check_plan(plan, case)[1].violations] == ["land"]
    assert len(assembled.problem.parks) == 2


def test_land_that_must_be_released_is_filled_in(tmp_path: Path) -> None:
    parks = (
        PARKS.replace("available_ha", "available_ha,low_efficiency_ha")
        .replace("K1,20", "K1,15,6")
        .replace("K2,12", "K2,12,0")
    )
    problem = module.run_case(load_allocation_case(write_case(tmp_path, parks=parks)), tmp_path).problem
    plan = with_needed_release(
        problem, Plan((Placement("A", "K1"), Placement("B", "K1"), Placement("Z", "K1")))
    )
    assert [item.low_efficiency_ha for item in plan.placements] == [2.5, 2.5, 0.0]


def test_options_and_goals() -> None:
    case = load_allocation_case(Path(__file__).parents[4] / "cases" / "layout-plan" / "forty-projects.toml")
    assert options_of(case) == Options(seed=2027)
    assert cluster_goals_cny()["icnev"] == 1e12
