"""Criteria: value functions, and one family of criteria a file."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.criteria.access import ACCESS_KINDS as ACCESS_KINDS
    from layout.criteria.access import AccessKind as AccessKind
    from layout.criteria.access import measure_access as measure_access
    from layout.criteria.access import usable_nodes as usable_nodes
    from layout.criteria.cluster_match import measure_cluster_fit as measure_cluster_fit
    from layout.criteria.contribution import measure_target_contribution as measure_target_contribution
    from layout.criteria.land import measure_land_fit as measure_land_fit
    from layout.criteria.neighbourhood import family_roots as family_roots
    from layout.criteria.neighbourhood import measure_neighbourhood as measure_neighbourhood
    from layout.criteria.policy import measure_policy_role as measure_policy_role
    from layout.criteria.positions import has_position as has_position
    from layout.criteria.positions import precision_km as precision_km
    from layout.criteria.result import CriterionResult as CriterionResult
    from layout.criteria.value_functions import CategoryValue as CategoryValue
    from layout.criteria.value_functions import LinearValue as LinearValue
    from layout.criteria.value_functions import MinMaxValue as MinMaxValue
    from layout.criteria.value_functions import PiecewiseValue as PiecewiseValue
    from layout.criteria.value_functions import category_values as category_values
    from layout.criteria.value_kinds import numeric_range as numeric_range
    from layout.criteria.value_kinds import numeric_values as numeric_values

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "access": ["ACCESS_KINDS", "AccessKind", "measure_access", "usable_nodes"],
        "cluster_match": ["measure_cluster_fit"],
        "contribution": ["measure_target_contribution"],
        "land": ["measure_land_fit"],
        "neighbourhood": ["family_roots", "measure_neighbourhood"],
        "policy": ["measure_policy_role"],
        "positions": ["has_position", "precision_km"],
        "result": ["CriterionResult"],
        "value_functions": [
            "CategoryValue",
            "LinearValue",
            "MinMaxValue",
            "PiecewiseValue",
            "category_values",
        ],
        "value_kinds": ["numeric_range", "numeric_values"],
    },
)
