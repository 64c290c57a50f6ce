"""One method a file over plain tables: a pure array kernel beside a wrapper that returns every step."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.scoring.methods.electre_tri import Grading as Grading
    from layout.scoring.methods.electre_tri import solve_electre_tri as solve_electre_tri
    from layout.scoring.methods.owa import solve_owa as solve_owa
    from layout.scoring.methods.plan import TABLE_METHODS as TABLE_METHODS
    from layout.scoring.methods.plan import MethodPlan as MethodPlan
    from layout.scoring.methods.plan import TableMethod as TableMethod
    from layout.scoring.methods.plan import solve as solve
    from layout.scoring.methods.preference import Preference as Preference
    from layout.scoring.methods.promethee import solve_promethee as solve_promethee
    from layout.scoring.methods.spotis import solve_spotis as solve_spotis
    from layout.scoring.methods.topsis import solve_topsis as solve_topsis
    from layout.scoring.methods.vikor import solve_vikor as solve_vikor
    from layout.scoring.methods.weighted_product import solve_weighted_product as solve_weighted_product
    from layout.scoring.methods.weighted_sum import solve_weighted_sum as solve_weighted_sum

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "electre_tri": ["Grading", "solve_electre_tri"],
        "owa": ["solve_owa"],
        "plan": ["MethodPlan", "TABLE_METHODS", "TableMethod", "solve"],
        "preference": ["Preference"],
        "promethee": ["solve_promethee"],
        "spotis": ["solve_spotis"],
        "topsis": ["solve_topsis"],
        "vikor": ["solve_vikor"],
        "weighted_product": ["solve_weighted_product"],
        "weighted_sum": ["solve_weighted_sum"],
    },
)
