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
        "options": ["Options"],
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
    from layout.allocation.effect import ClusterEffect as ClusterEffect
    from layout.allocation.effect import ScopeEffect as ScopeEffect
    from layout.allocation.effect import cluster_effects as cluster_effects
    from layout.allocation.effect import scope_effects as scope_effects
    from layout.allocation.forced import ForcedChoice as ForcedChoice
    from layout.allocation.forced import price_of_choice as price_of_choice
    from layout.allocation.greedy import greedy_plan as greedy_plan
    from layout.allocation.options import Options as Options
    from layout.allocation.pareto import ParetoPlan as ParetoPlan
    from layout.allocation.pareto import pareto_front as pareto_front
    from layout.allocation.plan import Placement as Placement
    from layout.allocation.plan import Plan as Plan
    from layout.allocation.portfolio import Alternative as Alternative
    from layout.allocation.portfolio import different_plans as different_plans
    from layout.allocation.problem import Park as Park
    from layout.allocation.problem import Problem as Problem
    from layout.allocation.problem import Project as Project
    from layout.allocation.reasons import unplaced_reasons as unplaced_reasons
    from layout.allocation.robustness import Robustness as Robustness
    from layout.allocation.shadow import LandPrice as LandPrice
    from layout.allocation.shadow import land_prices as land_prices
    from layout.allocation.solution import Conflict as Conflict
    from layout.allocation.solution import Level as Level
    from layout.allocation.solution import Solution as Solution
    from layout.allocation.verify import Violation as Violation
