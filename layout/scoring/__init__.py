"""Scoring: decision matrix, missing-data policies, one method a file, ranks, explanation."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.scoring.explanation import Explainer as Explainer
    from layout.scoring.explanation import RuleSummary as RuleSummary
    from layout.scoring.explanation import SiteRank as SiteRank
    from layout.scoring.explanation import explain_site as explain_site
    from layout.scoring.explanation import summarise_rules as summarise_rules
    from layout.scoring.matrix import DecisionMatrix as DecisionMatrix
    from layout.scoring.matrix import build_matrix as build_matrix
    from layout.scoring.matrix import normalise_weights as normalise_weights
    from layout.scoring.missing import CompletedMatrix as CompletedMatrix
    from layout.scoring.missing import complete_matrix as complete_matrix
    from layout.scoring.ranks import competition_ranks as competition_ranks
    from layout.scoring.ranks import rank_bounds as rank_bounds
    from layout.scoring.result import MethodResult as MethodResult
    from layout.scoring.topsis import TopsisTables as TopsisTables
    from layout.scoring.topsis import score_by_topsis as score_by_topsis
    from layout.scoring.topsis import topsis_kernel as topsis_kernel
    from layout.scoring.topsis import vector_normalise as vector_normalise
    from layout.scoring.weighted_sum import score_by_weighted_sum as score_by_weighted_sum
    from layout.scoring.weighted_sum import weighted_sum_kernel as weighted_sum_kernel

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "explanation": ["Explainer", "RuleSummary", "SiteRank", "explain_site", "summarise_rules"],
        "matrix": ["DecisionMatrix", "build_matrix", "normalise_weights"],
        "missing": ["CompletedMatrix", "complete_matrix"],
        "ranks": ["competition_ranks", "rank_bounds"],
        "result": ["MethodResult"],
        "topsis": ["TopsisTables", "score_by_topsis", "topsis_kernel", "vector_normalise"],
        "weighted_sum": ["score_by_weighted_sum", "weighted_sum_kernel"],
    },
)
