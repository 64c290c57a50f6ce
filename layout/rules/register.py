"""The register: which rows of the table of rules bear on a project, and in which zones."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.text import Bilingual
from layout.entities.project import Project

HARD_KINDS = ("hard_exclusion", "setback")
"""Kinds of rules that remove a site which fails them, whatever the case says."""

GRADING_PREFIXES = ("de_slope_", "de_relief_", "pig_")
COMPUTATION_RULES = ("lci_storey_8m",)
"""Rows that grade or compute and state no condition (the note of each row says class, score or computation rule)."""

PLAN_PARAMETERS = ("leading_industries", "characteristic_industries")
"""Parameters of rules on the plan of a district or zone, which a single project neither meets nor fails."""

BRANCH_PREFIX = "gb4754_2002:"
CLASS_PREFIX = "industry_class_"


@dataclass(frozen=True)
class Rule:
    """One rule: the condition that must hold is `parameter operator value`.

    Parameters
    ----------
    rule_id, name, kind
        Id, name, and hard_exclusion, setback, preference or control_indicator.
    parameter, operator, value
        The condition; the operator is ge, gt, le, lt or eq.
    document, article, year
        Where it stands; year None where not known.
    zones
        The zones that it is limited to; empty for every site.
    """

    rule_id: str
    name: Bilingual
    kind: str
    parameter: str
    operator: str
    value: float
    document: str
    article: str
    year: int | None
    zones: tuple[str, ...]

    @property
    def is_hard(self) -> bool:
        """Return whether a site that fails is removed whatever the case says."""
        return self.kind in HARD_KINDS


def relevant_rules(rules: pd.DataFrame, project: Project, *, zone_ids: Collection[str]) -> tuple[Rule, ...]:
    """Return the rules that bear on the project, in the order of the table.

    Parameters
    ----------
    rules
        The table of rules.
    project
        Its branch, and whether it is chemical, decide. A project takes new industrial land; a chemical one counts
        as polluting. Flood classes stay in, all four, because the brief does not state the class.
    zone_ids
        The layout zones; a term of `applies_to` that is one of them limits the rule to that zone.
    """
    general = _general_terms(project)
    found = []
    for row in rules.to_dict("records"):
        if not _states_condition(row["rule_id"], row["parameter"]):
            continue
        terms: tuple[str, ...] = row["applies_to"]
        everywhere = any(term in general or term.startswith(CLASS_PREFIX) for term in terms)
        zones = () if everywhere else tuple(term for term in terms if term in zone_ids)
        if everywhere or zones:
            found.append(_rule(row, zones))
    return tuple(found)


def _rule(row: dict[Any, Any], zones: tuple[str, ...]) -> Rule:
    """Return one row of the table as a rule."""
    return Rule(
        rule_id=row["rule_id"],
        name=Bilingual(en=row["name_en"], zh=row["name_zh"]),
        kind=row["kind"],
        parameter=row["parameter"],
        operator=row["operator"],
        value=float(row["value"]),
        document=row["document"],
        article=row["article"],
        year=None if pd.isna(row["year"]) else int(row["year"]),
        zones=zones,
    )


def _general_terms(project: Project) -> frozenset[str]:
    """Return the terms of `applies_to` that hold for the project wherever it goes."""
    terms = {"all", "new_industrial_land"}
    if project.chemical:
        terms |= {"chemical", "polluting"}
    if project.branch_gb4754_2002 is not None:
        terms.add(BRANCH_PREFIX + project.branch_gb4754_2002)
    return frozenset(terms)


def _states_condition(rule_id: str, parameter: str) -> bool:
    """Return whether a row states a condition that a project at a site meets or fails."""
    return (
        not rule_id.startswith(GRADING_PREFIXES)
        and rule_id not in COMPUTATION_RULES
        and parameter not in PLAN_PARAMETERS
    )
