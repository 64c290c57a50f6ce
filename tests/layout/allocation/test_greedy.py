import numpy as np
import pytest

from layout.allocation.greedy import greedy_plan, pair_preference
from layout.allocation.measure import measure
from layout.allocation.solve import solve
from layout.allocation.terms import OBJECTIVE_IDS, ObjectiveId
from layout.allocation.verify import verify
from tests.layout.allocation.small_problems import large_problem, random_problem

LOWER_LIMITS = {"not_placed", "cluster", "quota", "opening"}


@pytest.mark.parametrize("seed", range(25))
def test_plan_by_hand_breaks_no_upper_limit_and_never_beats_the_optimum(seed: int) -> None:
    problem = random_problem(seed, "value")
    plan = greedy_plan(problem)
    broken = {violation.kind for violation in verify(problem, plan)}
    assert broken <= LOWER_LIMITS
    if not broken:
        best = solve(problem)
        assert best.levels[0].value >= measure(problem, plan)["value"] - 1e-9


def test_plan_by_hand_is_valid_and_worse_on_a_tight_problem() -> None:
    problem = large_problem(60, 12)
    plan = greedy_plan(problem)
    assert verify(problem, plan) == ()
    assert plan == greedy_plan(problem)


@pytest.mark.parametrize("objective", OBJECTIVE_IDS)
def test_preference_is_known_for_every_pair(objective: ObjectiveId) -> None:
    problem = random_problem(3, objective)
    found = pair_preference(problem)
    assert found.shape == (len(problem.projects), len(problem.parks))
    assert np.isfinite(found).all()
