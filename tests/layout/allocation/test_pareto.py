from dataclasses import replace

import pytest

from layout.allocation.measure import measure
from layout.allocation.options import Options
from layout.allocation.pareto import pareto_front
from layout.allocation.terms import MAXIMISED, ObjectiveId
from layout.allocation.verify import verify
from layout.errors import CaseError
from tests.layout.allocation.small_problems import random_problem, valid_plans


def dominates(one: dict[ObjectiveId, float], other: dict[ObjectiveId, float]) -> bool:
    gains = [(one[key] - other[key]) * (1 if key in MAXIMISED else -1) for key in one]
    return min(gains) >= -1e-6 and max(gains) > 1e-5


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("objectives", [("value", "disruption"), ("value", "new_land", "compactness")])
def test_no_plan_at_all_dominates_a_plan_of_the_front(seed: int, objectives: tuple[ObjectiveId, ...]) -> None:
    problem = replace(random_problem(seed, "value", budget=False))
    every = [measure(problem, plan) for plan in valid_plans(problem)]
    front = pareto_front(problem, objectives, options=Options(), steps=4)
    if not every:
        assert front == ()
        return
    assert front
    for point in front:
        assert verify(problem, point.plan) == ()
        assert not any(dominates({key: other[key] for key in objectives}, point.figures) for other in every)
    best = max(other[objectives[0]] for other in every)
    assert front[0].figures[objectives[0]] == pytest.approx(best, abs=1e-6)


def test_two_objectives_of_few_values_give_the_whole_front() -> None:
    problem = random_problem(4, "value", budget=False)
    every = [measure(problem, plan) for plan in valid_plans(problem)]
    pairs = {(round(item["value"], 6), round(item["disruption"], 6)) for item in every}
    expected = {
        pair for pair in pairs if not any(o != pair and o[0] >= pair[0] and o[1] <= pair[1] for o in pairs)
    }
    front = pareto_front(problem, ("value", "disruption"), options=Options(), steps=9)
    found = {(round(point.figures["value"], 6), round(point.figures["disruption"], 6)) for point in front}
    assert found == expected


@pytest.mark.parametrize(
    "objectives", [("value",), ("value", "value"), ("value", "cost", "new_land", "output")]
)
def test_other_numbers_of_objectives_are_refused(objectives: tuple[ObjectiveId, ...]) -> None:
    with pytest.raises(CaseError, match="two or three"):
        pareto_front(random_problem(0, "value"), objectives, options=Options())
