"""The layout plan: which project goes to which park, solved, explained and verified.

`measure`, `precheck`, `robustness`, `solve` and `verify` are the functions of the modules of the same name.
"""

from typing import TYPE_CHECKING

import lazy_loader as lazy

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "effect": ["ClusterEffect", "ScopeEffect", "cluster_effects", "scope_effects"],
        "forced": ["ForcedChoice", "price_of_choice"],
        "greedy": ["greedy_plan"],
        "optimise": ["Options"],
        "pareto": ["ParetoPlan", "pareto_front"],
        "plan": ["Placement", "Plan"],
        "portfolio": ["Alternative", "different_plans"],
        "problem": ["Park", "Problem", "Project"],
        "reasons": ["unplaced_reasons"],
        "robustness": ["Robustness"],
        "shadow": ["LandPrice", "land_prices"],
        "solution": ["Conflict", "Level", "Solution"],
        "verify": ["Violation"],
    },
)

if TYPE_CHECKING:
    from layout.allocation.effect import ClusterEffect, ScopeEffect, cluster_effects, scope_effects
    from layout.allocation.forced import ForcedChoice, price_of_choice
    from layout.allocation.greedy import greedy_plan
    from layout.allocation.optimise import Options
    from layout.allocation.pareto import ParetoPlan, pareto_front
    from layout.allocation.plan import Placement, Plan
    from layout.allocation.portfolio import Alternative, different_plans
    from layout.allocation.problem import Park, Problem, Project
    from layout.allocation.reasons import unplaced_reasons
    from layout.allocation.robustness import Robustness
    from layout.allocation.shadow import LandPrice, land_prices
    from layout.allocation.solution import Conflict, Level, Solution
    from layout.allocation.verify import Violation
