"""What a further hectare in a park is worth: the dual of the linear relaxation, and the exact answer by solving anew."""

import time
from dataclasses import dataclass, replace

from layout.allocation.build import build, signed
from layout.allocation.highs import Settings, minimise
from layout.allocation.options import Options
from layout.allocation.problem import Problem
from layout.allocation.solution import Solution
from layout.allocation.solve import priorities, solve

NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class LandPrice:
    """The worth of land in one park, by the first objective in its own unit a hectare.

    Parameters
    ----------
    park_id
        The park.
    dual
        Change of the relaxation's optimum by a further hectare in every phase (a marginal figure; projects are
        divided at will in the relaxation). Positive is an improvement.
    exact
        Improvement of the best plan by `step_ha` further hectares, divided by `step_ha`; None where it was not
        solved. It may be 0 where no project fits the further land, and above the dual.
    proved
        Whether both plans behind `exact` are proved optimal.
    """

    park_id: str
    dual: float
    exact: float | None
    proved: bool


def land_prices(
    problem: Problem, base: Solution, *, options: Options, step_ha: float = 1.0, exact: bool = True
) -> tuple[LandPrice, ...]:
    """Return the worth of land in every park, in the order of the table.

    Parameters
    ----------
    problem
        The problem; only its first priority counts.
    base
        Its solution, with a plan.
    options
        The time limit is for all exact answers together; parks whose turn does not come have none.
    step_ha
        How much further land the exact answer asks for, hectares.
    exact
        Whether to solve anew for every park.
    """
    terms = priorities(problem.objectives)[0]
    problem = replace(problem, objectives=terms)
    duals = _duals(problem, options)
    begun, prices = time.monotonic(), []
    factor = signed(terms[0].objective_id) if len(terms) == 1 else 1.0
    for position, park in enumerate(problem.parks):
        left = options.time_limit_s - (time.monotonic() - begun)
        answer: float | None = None
        proved = False
        if exact and left > 0:
            more = replace(park, available_ha=tuple(land + step_ha for land in park.available_ha))
            parks = (*problem.parks[:position], more, *problem.parks[position + 1 :])
            solution = solve(
                replace(problem, parks=parks), replace(options, time_limit_s=left), explain=False
            )
            if solution.levels:
                gained = factor * (base.levels[0].value - solution.levels[0].value)
                # what only the last digits of the solver's sums say is no gain
                answer = (
                    0.0 if abs(gained) <= NOISE * max(1.0, abs(base.levels[0].value)) else gained / step_ha
                )
                proved = solution.status == "optimal" and base.levels[0].proved
        prices.append(LandPrice(park.park_id, duals[park.park_id], answer, proved))
    return tuple(prices)


def _duals(problem: Problem, options: Options) -> dict[str, float]:
    """Return the improvement of the relaxation by a further hectare in each park, over all phases."""
    built = build(problem)
    cost, constant = built.minimised(problem.objectives)
    settings = Settings(options.time_limit_s, seed=options.seed)
    relaxation = minimise(built.linear.with_cost(cost, constant), settings, relaxed=True)
    duals = {park.park_id: 0.0 for park in problem.parks}
    for group, dual in zip(
        built.linear.group, relaxation.row_dual.tolist(), strict=bool(relaxation.row_dual.size)
    ):
        if group[0] == "land":
            duals[group[1]] += max(0.0, -dual)
    return duals
