import pytest

from layout.allocation.forced import price_of_choice
from layout.allocation.measure import measure
from layout.allocation.options import Options
from layout.allocation.solve import solve
from layout.errors import CaseError
from tests.layout.allocation.small_problems import random_problem, valid_plans


@pytest.mark.parametrize("seed", [1, 2, 4, 6, 9])
@pytest.mark.parametrize("park", ["k0", "k1", None])
def test_price_is_the_difference_that_exhaustive_search_finds(seed: int, park: str | None) -> None:
    problem = random_problem(seed, "value")
    base = solve(problem)
    if base.plan is None:
        assert next(valid_plans(problem), None) is None
        return
    choice = price_of_choice(problem, base, project_id="p0", park_id=park, options=Options())
    figures = [
        measure(problem, plan)["value"]
        for plan in valid_plans(problem)
        if set(plan.parts().get("p0", {})) == ({park} if park else set())
    ]
    assert choice.exact
    if not figures:
        assert choice.after is None
        assert "no plan" in choice.sentence().en
        return
    assert choice.after == pytest.approx(max(figures), abs=1e-6)
    if choice.change is not None:
        assert choice.change == pytest.approx((max(figures) - choice.before) / choice.before, abs=1e-6)
        assert choice.change <= 1e-9


def test_unknown_names_are_refused() -> None:
    problem = random_problem(1, "value", limits=False)
    base = solve(problem)
    for project, park in (("p99", "k0"), ("p0", "k99")):
        with pytest.raises(CaseError, match="99"):
            price_of_choice(problem, base, project_id=project, park_id=park, options=Options())
