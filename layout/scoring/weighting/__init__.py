"""Weights: from people (pairwise, best–worst, swing, ranking), from the data, and mixtures of both."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.scoring.weighting.ahp import AhpResult as AhpResult
    from layout.scoring.weighting.ahp import ahp_weights as ahp_weights
    from layout.scoring.weighting.best_worst import BestWorstResult as BestWorstResult
    from layout.scoring.weighting.best_worst import best_worst_weights as best_worst_weights
    from layout.scoring.weighting.group import GroupResult as GroupResult
    from layout.scoring.weighting.group import group_weights as group_weights
    from layout.scoring.weighting.hierarchy import Branch as Branch
    from layout.scoring.weighting.hierarchy import hierarchy_weights as hierarchy_weights
    from layout.scoring.weighting.mixture import mix_linear as mix_linear
    from layout.scoring.weighting.mixture import mix_product as mix_product
    from layout.scoring.weighting.objective import objective_weights as objective_weights
    from layout.scoring.weighting.ordinal import ordinal_weights as ordinal_weights
    from layout.scoring.weighting.pairwise import Pairwise as Pairwise
    from layout.scoring.weighting.pairwise import parse_pairwise as parse_pairwise
    from layout.scoring.weighting.swing import swing_weights as swing_weights

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "ahp": ["AhpResult", "ahp_weights"],
        "best_worst": ["BestWorstResult", "best_worst_weights"],
        "group": ["GroupResult", "group_weights"],
        "hierarchy": ["Branch", "hierarchy_weights"],
        "mixture": ["mix_linear", "mix_product"],
        "objective": ["objective_weights"],
        "ordinal": ["ordinal_weights"],
        "pairwise": ["Pairwise", "parse_pairwise"],
        "swing": ["swing_weights"],
    },
)
