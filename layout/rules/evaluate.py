"""Evaluates the rules that can be evaluated, and says of the others that they were not.

A rule whose data are not there never passes. With the embedded facts the only rules that can be evaluated are the
thresholds of output per land: the project's planned output ÷ its own land need against the figure of the document.
They are planning targets or historic entry thresholds; they exclude a site only where the case enforces them.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from geodata.text import Bilingual
from geodata.units import ha_to_km2
from layout.entities.project import Project, Target
from layout.entities.wording import plain, say
from layout.rules.needs import what_is_needed
from layout.rules.register import Rule

Outcome = Literal["pass", "fail", "not_evaluated"]
Measured = tuple[Outcome, Bilingual]
"""An outcome and its reason."""

OUTCOME_COLUMNS = ("site_id", "rule_id", "outcome", "reason_en", "reason_zh")
COMPARISONS: dict[str, Callable[[Any, float], Any]] = {
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
    "eq": operator.eq,
}
YI_PER_BILLION = 10.0
INTENSITY = "output_per_km2"
DECIMALS = 9
"""75 derived from itself is 75.00000000000001 in floating point and must still meet 75."""


def evaluate_rules(
    sites: pd.DataFrame,
    rules: Sequence[Rule],
    *,
    project: Project,
    target: Target,
    measured: Mapping[tuple[str, str], Measured] | None = None,
) -> pd.DataFrame:
    """Return the outcome of every rule at every site where it holds.

    Parameters
    ----------
    sites
        Index site_id; column zone_ids (tuples).
    rules
        Result of `relevant_rules`.
    project, target
        Give the planned output and the land need.
    measured
        Outcomes that were measured at a site, by rule and site; they go before what the project alone says.

    Returns
    -------
    pandas.DataFrame
        Long table with `OUTCOME_COLUMNS`; outcome is pass, fail or not_evaluated. A rule limited to zones is not
        evaluated at a site whose zones are not recorded, and absent at a site in other zones.
    """
    rows: list[tuple[str, str, Outcome, str, str]] = []
    known = measured or {}
    unknown_zone = say("rule.reason.not_evaluated", needs=what_is_needed(INTENSITY))
    for rule in rules:
        general = evaluate_rule(rule, project=project, target=target)
        for site_id, zone_ids in zip(sites.index, sites["zone_ids"], strict=True):
            if rule.zones and not zone_ids:
                rows.append((site_id, rule.rule_id, "not_evaluated", unknown_zone.en, unknown_zone.zh))
            elif not rule.zones or set(rule.zones) & set(zone_ids):
                outcome, reason = known.get((rule.rule_id, str(site_id)), general)
                rows.append((site_id, rule.rule_id, outcome, reason.en, reason.zh))
    return pd.DataFrame(rows, columns=list(OUTCOME_COLUMNS))


def evaluate_rule(rule: Rule, *, project: Project, target: Target) -> tuple[Outcome, Bilingual]:
    """Return the outcome of one rule for the project wherever it holds, and the reason."""
    if rule.parameter != INTENSITY or rule.operator not in COMPARISONS:
        return "not_evaluated", say("rule.reason.not_evaluated", needs=what_is_needed(rule.parameter))
    intensity = project.output_yi / ha_to_km2(project.land_need_ha(target))
    meets = COMPARISONS[rule.operator](round(intensity, DECIMALS), rule.value)
    key = "rule.reason.intensity_pass" if meets else "rule.reason.intensity_fail"
    if project.land == "from_target":
        key = "rule.reason.intensity_derived_pass" if meets else "rule.reason.intensity_derived_fail"
    reason = say(
        key,
        found=plain(intensity),
        found_bn=plain(intensity / YI_PER_BILLION),
        threshold=plain(rule.value),
        threshold_bn=plain(rule.value / YI_PER_BILLION),
        document=rule.document,
        year="" if rule.year is None else rule.year,
    )
    return ("pass" if meets else "fail"), reason


def excluded_sites(
    outcomes: pd.DataFrame, rules: Sequence[Rule], *, enforce: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the sites that a rule removes: a hard exclusion or setback that fails, or a failed rule in `enforce`.

    Parameters
    ----------
    outcomes
        Result of `evaluate_rules`.
    rules
        Result of `relevant_rules`.
    enforce
        Ids of control indicators that the case enforces.

    Returns
    -------
    pandas.DataFrame
        Columns site_id, rule_id, reason_en, reason_zh; one row a site, the first rule that removes it.
    """
    removing = {rule.rule_id: rule.name for rule in rules if rule.is_hard or rule.rule_id in enforce}
    rows: dict[str, tuple[str, str, str, str]] = {}
    failed = outcomes[(outcomes["outcome"] == "fail") & outcomes["rule_id"].isin(list(removing))]
    for site_id, rule_id, en, zh in zip(
        *(failed[column] for column in ("site_id", "rule_id", "reason_en", "reason_zh")), strict=True
    ):
        reason = say("rule.reason.excluded", name=removing[rule_id], reason=Bilingual(en=en, zh=zh))
        rows.setdefault(site_id, (site_id, rule_id, reason.en, reason.zh))
    return pd.DataFrame(list(rows.values()), columns=["site_id", "rule_id", "reason_en", "reason_zh"])


def not_evaluated_rules(outcomes: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Return the rules that bear on the project and could not be evaluated at one site or more.

    Returns
    -------
    pandas.DataFrame
        Columns rule_id, name_zh, name_en, kind, document, article, year, needs_en, needs_zh, sites (how many).
    """
    counts = outcomes.loc[outcomes["outcome"] == "not_evaluated", "rule_id"].value_counts()
    listed = [rule for rule in rules if rule.rule_id in counts.index]
    needs = [what_is_needed(rule.parameter) for rule in listed]
    return pd.DataFrame(
        {
            "rule_id": [rule.rule_id for rule in listed],
            "name_zh": [rule.name.zh for rule in listed],
            "name_en": [rule.name.en for rule in listed],
            "kind": [rule.kind for rule in listed],
            "document": [rule.document for rule in listed],
            "article": [rule.article for rule in listed],
            "year": pd.array([rule.year for rule in listed], dtype="Int64"),
            "needs_en": [need.en for need in needs],
            "needs_zh": [need.zh for need in needs],
            "sites": [int(counts[rule.rule_id]) for rule in listed],
        }
    )
