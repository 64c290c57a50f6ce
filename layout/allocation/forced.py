"""What a forced choice costs: the best plan with it against the best plan without it."""

from dataclasses import dataclass, replace

from geodata.text import Bilingual
from layout.allocation.options import Options
from layout.allocation.problem import Problem
from layout.allocation.solution import Solution
from layout.allocation.solve import solve
from layout.allocation.validate import known
from layout.entities.wording import say


@dataclass(frozen=True, slots=True)
class ForcedChoice:
    """The price of one choice.

    Parameters
    ----------
    project_id, park_id
        The project, and the park that it must go to; None: it must stay out.
    solution
        The best plan with the choice; it may be infeasible.
    before, after
        First objective without and with the choice, in its own unit; `after` is None where there is no plan.
    change
        (after - before) / |before|; None where it is not defined.
    exact
        Whether both plans are proved optimal, so that the price is exact.
    """

    project_id: str
    park_id: str | None
    solution: Solution
    before: float
    after: float | None
    change: float | None
    exact: bool

    def sentence(self) -> Bilingual:
        """Return the price in words."""
        if self.after is None:
            return say("allocation.forced.impossible", project=self.project_id, park=self.park_id or "-")
        change = "-" if self.change is None else f"{self.change:+.2%}"
        if self.park_id is None:
            return say("allocation.forced.out", project=self.project_id, change=change)
        return say("allocation.forced.price", project=self.project_id, park=self.park_id, change=change)


def price_of_choice(
    problem: Problem, base: Solution, *, project_id: str, park_id: str | None, options: Options
) -> ForcedChoice:
    """Return what it costs to force a project into a park, or out of all parks.

    Parameters
    ----------
    problem
        The problem.
    base
        Its solution without the choice, with a plan.
    project_id, park_id
        The choice; None for the park keeps the project out.
    options
        How to solve with the choice.

    Raises
    ------
    CaseError
        The project or the park is not in the case.
    """
    known("force", (project_id,), allowed=problem.project_index)
    if park_id is None:
        reason = say("allocation.forced.kept_out")
        barred = dict(problem.barred) | {(project_id, park.park_id): reason for park in problem.parks}
        forced = replace(problem, barred=barred)
    else:
        known("force", (park_id,), allowed=problem.park_index)
        forced = replace(problem, fixed=dict(problem.fixed) | {project_id: park_id})
    solution = solve(forced, options)
    before = base.levels[0].value
    after = solution.levels[0].value if solution.levels else None
    change = None if after is None or before == 0 else (after - before) / abs(before)
    exact = base.status == "optimal" and solution.status in {"optimal", "infeasible"}
    return ForcedChoice(project_id, park_id, solution, before, after, change, exact)
