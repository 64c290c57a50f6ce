"""The project check on the screen: a brief, the land it may claim, every limit with outcome, margin and what would pass."""

import math
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from geodata.embedded import table
from geodata.text import Language
from geodata.units import CNY_PER_WAN, CNY_PER_YI, M2_PER_KM2, MU_PER_KM2
from layout.config.landuse_cases import ProjectCase
from layout.entities.model import Words
from layout.entities.wording import aside, plain
from layout.i18n import catalogue, translate
from layout.landuse.check import ProjectBrief
from layout.ui.cells import number_text
from layout.ui.charts import download_table
from layout.ui.landuse.efficiency_controls import ask_target
from layout.ui.landuse.landuse_case import offer_case
from layout.ui.landuse.office import ask_table
from layout.ui.number_field import number_field
from layout.ui.widgets import choice, heading, notice, table_html
from layout.workflow.landuse.efficiency import level_names
from layout.workflow.landuse.office_store import office_limits
from layout.workflow.landuse.project_findings import entitlement_text, findings_table, project_result
from layout.workflow.maps.park_places import zones_of

if TYPE_CHECKING:
    from layout.workflow.landuse.project_findings import ProjectResult

Row = Mapping[Hashable, Any]
_ANY: Final = ""
# field of the brief -> what one of the form's unit is in the brief's, and what stands there at first
_FIELDS: Final[Mapping[str, tuple[float, float | None]]] = {
    "land_km2": (1 / MU_PER_KM2, 600.0),
    "output_yi": (1.0, 30.0),
    "tax_yi": (CNY_PER_WAN / CNY_PER_YI, None),
    "investment_yi": (1.0, None),
    "floor_area_km2": (1 / M2_PER_KM2, None),
    "covered_km2": (1 / M2_PER_KM2, None),
    "service_land_km2": (1 / M2_PER_KM2, None),
    "green_km2": (1 / M2_PER_KM2, None),
}
_COLUMNS: Final = (
    "indicator",
    "outcome",
    "value",
    "limit",
    "margin",
    "largest_land",
    "counterfactual",
    "document",
)
_SIGNS: Final = {"ge": "≥", "le": "≤"}
_TONES: Final = {"pass": "info", "fail": "error", "not_evaluated": "warn"}


def show_check(language: Language) -> None:
    """Draw the brief and what was found of it.

    Parameters
    ----------
    language
        Language of every word.
    """
    left, right = st.columns([1, 2.4], gap="medium")
    with left:
        target = ask_target(language)
        brief = _ask(language)
        ask_table("controls", language)
    with right:
        if brief is None:
            notice(translate("landuse.ui.check_empty", language), "empty")
            return
        result = project_result(brief, target=target, office=office_limits())
        _show(result, language)
        offer_case(case_of(brief, target), "project.toml", language=language)


def case_of(brief: ProjectBrief, target: float) -> ProjectCase:
    """Return the case file that `cqlayout landuse check` runs to the same findings, but for the office's own limits."""
    return ProjectCase(
        schema_version=1,
        kind="project",
        illustrative=False,
        note=brief.note,
        target_yi_per_km2=target,
        project=brief,
    )


def _ask(language: Language) -> ProjectBrief | None:
    """Return the brief of the form, None while the parcel is blank."""
    everywhere = {_ANY: translate("landuse.ui.any_district", language)}
    districts = everywhere | {code: name.pick(language) for code, name in level_names("district").items()}
    adcode = choice("check.adcode", districts, label=translate("landuse.ui.district", language), default=_ANY)
    branches = {_ANY: translate("landuse.ui.any_branch", language)} | branch_names(language)
    branch = choice("check.branch", branches, label=translate("landuse.ui.branch", language), default=_ANY)
    figures = {
        name: number_field(f"check.{name}", translate(f"landuse.ui.field.{name}", language), start=start)
        for name, (_, start) in _FIELDS.items()
    }
    return brief_of(figures, adcode=adcode, branch=branch)


def brief_of(figures: Mapping[str, float | None], *, adcode: str, branch: str) -> ProjectBrief | None:
    """Return the brief of what stands in the form (mu, 亿元, 万元, m²), None without a parcel.

    Parameters
    ----------
    figures
        Field of the brief -> number in the form's unit, None where it is blank.
    adcode, branch
        District and branch, "" where not chosen.
    """
    if not figures["land_km2"]:
        return None
    values = {name: None if value is None else value * _FIELDS[name][0] for name, value in figures.items()}
    own = catalogue()["landuse.ui.own_project"]
    words = Words(en=own.en, zh=own.zh)
    return ProjectBrief.model_validate(
        {"name": words, "note": words, "adcode": adcode, "branch": branch, "zone_ids": zones_of(adcode)}
        | values
    )


@lru_cache(maxsize=2)
def branch_names(language: Language) -> dict[str, str]:
    """Return the branches of GB/T 4754-2002 that have a floor-area-ratio limit, by code."""
    rules = table("rules")
    found = {}
    for row in rules[rules["rule_id"].str.startswith("lci_far_")].to_dict("records"):
        code = str(row["rule_id"]).rpartition("_")[2]
        name = (
            row["name_zh"].removesuffix("容积率下限")
            if language == "zh"
            else row["name_en"].partition(": ")[2]
        )
        found[code] = f"{code} {name}"
    return found


def _show(result: "ProjectResult", language: Language) -> None:
    """Show verdict, claim and findings."""
    name = result.brief.name.pick(language)
    heading(translate("landuse.ui.check", language), translate("landuse.ui.check_note", language))
    notice(
        translate(f"landuse.verdict.{result.outcome}", language, name=name),
        "error" if _TONES[result.outcome] == "error" else "info",
    )
    claim = entitlement_text(result)
    if claim is not None:
        notice(claim.pick(language))
    st.html(findings_html(result, language))
    notice(translate("landuse.check.uncovered", language, count=len(result.uncovered)), "info")
    download_table(findings_table(result), "project_check", language=language)


def findings_html(result: "ProjectResult", language: Language) -> str:
    """Return every finding as a row."""
    heads = [translate(f"landuse.column.{name}", language) for name in _COLUMNS]
    rows = [_row(row, language) for row in findings_table(result).to_dict("records")]
    return table_html(heads, rows, numeric=(2, 3, 4, 5), firm=(1,))


def _row(row: Row, language: Language) -> tuple[str, ...]:
    """Return one finding as cells."""
    unit = translate(f"landuse.limit_unit.{row['unit']}", language)
    limit = f"{_SIGNS.get(str(row['operator']), '')} {number_text(row['limit'], language)}".strip()
    remark = str(row[f"reason_{language}"])
    document = f"{row['document']} {remark}".strip()
    return (
        aside(str(row[f"indicator_{language}"]), unit, language=language),
        translate(f"landuse.outcome.{row['outcome']}", language),
        number_text(row["value"], language),
        limit,
        number_text(row["margin"], language),
        number_text(row["largest_land_mu"], language),
        _passing(row, language),
        document,
    )


def _passing(row: Row, language: Language) -> str:
    """Return the figure that would just keep the limit on this parcel, "" where there is none."""
    area = row["unit"] in {"pct", "ratio"}
    for name in ("smallest_figure", "largest_figure"):
        if math.isfinite(row[name]):
            value = plain(row[name] * (M2_PER_KM2 if area else 1.0), 5)
            unit = translate("landuse.ui.unit_m2" if area else "map.unit.yi_cny", language)
            return translate(f"landuse.ui.{name}", language, value=value, unit=unit)
    return ""
