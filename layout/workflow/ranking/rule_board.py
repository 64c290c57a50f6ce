"""The rules that bear on a case in one table: what each says, whether it removes a site, and how it came out."""

from typing import Final

import pandas as pd

from geodata.embedded import table
from layout.config.case import Case
from layout.rules.needs import what_is_needed
from layout.rules.register import Rule, relevant_rules
from layout.workflow.ranking.rank import RankingResult

OUTCOMES: Final = ("pass", "fail", "not_evaluated")
CHOOSABLE: Final = "control_indicator"
"""The kind of rule that removes a site only where the case enforces it."""


def case_rules(case: Case) -> tuple[Rule, ...]:
    """Return the rules that bear on the project of a case, in the order of the table."""
    zones = frozenset(table("layout_zones")["zone_id"])
    return relevant_rules(table("rules"), case.project, zone_ids=zones)


def rule_board(result: RankingResult) -> pd.DataFrame:
    """Return one row a rule.

    Parameters
    ----------
    result
        A ranking.

    Returns
    -------
    pandas.DataFrame
        rule_id, name_en, name_zh, kind, removes (whether a site that fails is removed), pass, fail, not_evaluated
        (numbers of candidates), removed (candidates that it removed), document, article, year (Int64), needs_en,
        needs_zh ("" where it was evaluated everywhere).
    """
    outcomes = result.rule_outcomes
    counts = outcomes.groupby(["rule_id", "outcome"]).size().to_dict() if len(outcomes) else {}
    removed = result.excluded["rule_id"].value_counts().to_dict()
    rows = []
    for rule in case_rules(result.case):
        found = {outcome: int(counts.get((rule.rule_id, outcome), 0)) for outcome in OUTCOMES}
        needs = what_is_needed(rule.parameter) if found["not_evaluated"] else None
        rows.append(
            {
                "rule_id": rule.rule_id,
                "name_en": rule.name.en,
                "name_zh": rule.name.zh,
                "kind": rule.kind,
                "removes": rule.is_hard or rule.rule_id in result.case.rules.enforce,
                **found,
                "removed": int(removed.get(rule.rule_id, 0)),
                "document": rule.document,
                "article": rule.article,
                "year": rule.year,
                "needs_en": needs.en if needs else "",
                "needs_zh": needs.zh if needs else "",
            }
        )
    return pd.DataFrame(rows).astype({"year": "Int64"})
