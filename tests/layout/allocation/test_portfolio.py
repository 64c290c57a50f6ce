import itertools

import pytest

from layout.allocation.measure import measure
from layout.allocation.options import Options
from layout.allocation.portfolio import different_plans, moved_projects
from layout.allocation.verify import verify
from tests.layout.allocation.small_problems import random_problem, valid_plans


@pytest.mark.parametrize("seed", [1, 2, 5, 8, 11])
def test_plans_are_the_best_of_those_that_differ_enough(seed: int) -> None:
    problem = random_problem(seed, "value")
    every = list(valid_plans(problem))
    found = different_plans(problem, 4, options=Options(), least_moved=2)
    if not every:
        assert found == ()
        return
    kept = []
    for item in found:
        plan = item.solution.plan
        assert plan is not None
        assert verify(problem, plan) == ()
        others = [
            other
            for other in every
            if all(len(moved_projects(problem, one, other=other)) >= 2 for one in kept)
        ]
        best = max(measure(problem, other)["value"] for other in others)
        assert measure(problem, plan)["value"] == pytest.approx(best, abs=1e-6)
        kept.append(plan)
    for one, other in itertools.combinations(kept, 2):
        assert len(moved_projects(problem, one, other=other)) >= 2
    if len(found) < 4:
        assert not any(
            all(len(moved_projects(problem, one, other=other)) >= 2 for one in kept) for other in every
        )


def test_first_plan_moves_nothing_against_itself() -> None:
    found = different_plans(random_problem(3, "value", limits=False), 2, options=Options())
    assert found[0].moved == ()
    assert len(found[1].moved) >= 2
