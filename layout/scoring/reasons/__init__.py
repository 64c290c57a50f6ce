"""Reasons: contributions, why one stands before another, opposites of equal score, counterfactuals."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.scoring.reasons.contributions import additive_parts as additive_parts
    from layout.scoring.reasons.contributions import contributions as contributions
    from layout.scoring.reasons.contributions import waterfall as waterfall
    from layout.scoring.reasons.counterfactual import attribute_changes as attribute_changes
    from layout.scoring.reasons.counterfactual import weight_change as weight_change
    from layout.scoring.reasons.opposites import find_opposites as find_opposites
    from layout.scoring.reasons.pairwise import why_before as why_before

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "contributions": ["additive_parts", "contributions", "waterfall"],
        "counterfactual": ["attribute_changes", "weight_change"],
        "opposites": ["find_opposites"],
        "pairwise": ["why_before"],
    },
)
