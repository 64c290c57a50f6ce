"""Rules: which regulations bear on a project, and what can be said of each site."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.rules.evaluate import evaluate_rule as evaluate_rule
    from layout.rules.evaluate import evaluate_rules as evaluate_rules
    from layout.rules.evaluate import excluded_sites as excluded_sites
    from layout.rules.evaluate import not_evaluated_rules as not_evaluated_rules
    from layout.rules.needs import what_is_needed as what_is_needed
    from layout.rules.register import HARD_KINDS as HARD_KINDS
    from layout.rules.register import Rule as Rule
    from layout.rules.register import relevant_rules as relevant_rules

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "evaluate": ["evaluate_rule", "evaluate_rules", "excluded_sites", "not_evaluated_rules"],
        "needs": ["what_is_needed"],
        "register": ["HARD_KINDS", "Rule", "relevant_rules"],
    },
)
