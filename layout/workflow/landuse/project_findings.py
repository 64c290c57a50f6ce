"""A project against every limit that is known: embedded, of the office, and the target; findings as rows and words."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from geodata.embedded import table
from geodata.text import Bilingual
from geodata.units import ha_to_mu, km2_to_ha
from layout.entities.wording import clauses, plain, say
from layout.i18n import catalogue
from layout.landuse.check import Finding, Outcome, ProjectBrief, check_project, land_entitlement_km2, verdict
from layout.landuse.controls import Control, embedded_controls, uncovered_rules
from layout.landuse.measures import MEASURES

FINDING_COLUMNS: Final = (
    "indicator_en",
    "indicator_zh",
    "outcome",
    "binding",
    "value",
    "operator",
    "limit",
    "unit",
    "margin",
    "margin_share",
    "largest_land_mu",
    "smallest_land_mu",
    "smallest_figure",
    "largest_figure",
    "origin",
    "document",
    "clause",
    "year",
    "reason_en",
    "reason_zh",
)


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """What was found of a project.

    Parameters
    ----------
    brief
        The project.
    findings
        One a limit, and one for each of the six indicators without a limit.
    outcome
        pass, fail or not_evaluated over the six.
    entitlement_km2
        Land that the output may claim at the target, NaN without an output.
    target
        亿元/km².
    uncovered
        Control indicators of the register that the brief cannot be held against: rule_id, name_en, name_zh, document.
    """

    brief: ProjectBrief
    findings: tuple[Finding, ...]
    outcome: Outcome
    entitlement_km2: float
    target: float
    uncovered: pd.DataFrame


def project_result(brief: ProjectBrief, *, target: float, office: tuple[Control, ...] = ()) -> ProjectResult:
    """Return a project against the embedded limits, those of the office and the target.

    Parameters
    ----------
    brief
        The project.
    target
        亿元/km²; for the land that the output may claim.
    office
        Limits of the office's table.
    """
    rules = table("rules")
    embedded = embedded_controls(rules)
    told = any(
        one.indicator_id == "output_per_km2"
        and one.value == target
        and one.holds_for(brief.adcode, brief.branch, zones=brief.zone_ids)
        for one in embedded
    )
    goal = () if told else (_target_control(target),)
    findings = check_project(brief, (*embedded, *goal, *office))
    output = float("nan") if brief.output_yi is None else brief.output_yi
    return ProjectResult(
        brief,
        findings,
        verdict(findings),
        land_entitlement_km2(output, target=target),
        target,
        uncovered_rules(rules)[["rule_id", "name_en", "name_zh", "document"]],
    )


def findings_table(result: ProjectResult) -> pd.DataFrame:
    """Return the findings as rows, columns `FINDING_COLUMNS`; land in mu, figures in 亿元 or km²."""
    return pd.DataFrame([_row(one) for one in result.findings], columns=list(FINDING_COLUMNS))


def entitlement_text(result: ProjectResult) -> Bilingual | None:
    """Return how much land the output may claim, None without an output."""
    if result.brief.output_yi is None:
        return None
    hectares = km2_to_ha(result.entitlement_km2)
    return say(
        "landuse.check.entitlement",
        output=plain(result.brief.output_yi, 6),
        target=plain(result.target, 6),
        ha=plain(hectares, 5),
        mu=plain(ha_to_mu(hectares), 5),
        own_mu=plain(_mu(result.brief.land_km2), 5),
    )


def _target_control(target: float) -> Control:
    """Return the target of the plan as a limit that informs."""
    return Control(
        control_id="target",
        indicator_id="output_per_km2",
        operator="ge",
        value=target,
        name=catalogue()["landuse.check.target"],
        document="",
        clause="",
        year=2027,
        origin="target",
        indicative="landuse.indicative.planning_target",
    )


def _row(finding: Finding) -> dict[str, object]:
    """Return one finding as a row."""
    control = finding.control
    measure = MEASURES[finding.indicator_id]
    remarks = [finding.reason] if finding.reason else []
    if control is not None and control.indicative:
        remarks.append(catalogue()[control.indicative])
    remark = clauses(remarks)
    return {
        "indicator_en": measure.name.en,
        "indicator_zh": measure.name.zh,
        "outcome": finding.outcome,
        "binding": finding.binding,
        "value": finding.value,
        "operator": control.operator if control else "",
        "limit": finding.limit,
        "unit": measure.unit,
        "margin": finding.margin,
        "margin_share": finding.margin_share,
        "largest_land_mu": _mu(finding.largest_land_km2),
        "smallest_land_mu": _mu(finding.smallest_land_km2),
        "smallest_figure": finding.smallest_figure,
        "largest_figure": finding.largest_figure,
        "origin": control.origin if control else "",
        "document": control.document if control else "",
        "clause": control.clause if control else "",
        "year": control.year if control else pd.NA,
        "reason_en": remark.en,
        "reason_zh": remark.zh,
    }


def _mu(area_km2: float) -> float:
    """Return km² in mu."""
    return ha_to_mu(km2_to_ha(area_km2))
