"""The brief that the page edits: the parts of a case that a planner changes from project to project.

Nothing is edited in place. A brief is taken out of a case, changed on the page, and put back into the case's plain
data, which is then checked whole as if it had been read from a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.text import Language
from geodata.units import cny_to_yi, km2_to_ha, yi_to_cny
from layout.config import Case, build_case, case_data
from layout.entities.wording import say


@dataclass(frozen=True, slots=True)
class Brief:
    """What the page edits.

    Parameters
    ----------
    name
        Name of the project in the reader's language.
    cluster_id, related_cluster_ids
        33618 clusters.
    output_yi
        Planned annual gross output, 亿元.
    land_given
        Whether the land need is given; otherwise it is derived from the target intensity.
    land_ha
        Land need in hectares, where given.
    needs
        Infrastructure that the project depends on.
    chemical
        Whether the rules for chemical projects apply.
    weights
        Weight by criterion.
    missing, method
        Missing-data policy and the method that ranks.
    alpha
        Attitude to risk that OWA needs, None while nobody has stated one.
    """

    name: str
    cluster_id: str
    related_cluster_ids: tuple[str, ...]
    output_yi: float
    land_given: bool
    land_ha: float
    needs: tuple[str, ...]
    chemical: bool
    weights: Mapping[str, float]
    missing: str
    method: str
    alpha: float | None


def brief_of(case: Case, language: Language) -> Brief:
    """Return the brief of a case; a derived land need is shown as the figure it comes to."""
    project = case.project
    return Brief(
        name=project.name.pick(language),
        cluster_id=project.cluster_id,
        related_cluster_ids=project.related_cluster_ids,
        output_yi=cny_to_yi(project.annual_output_cny),
        land_given=project.land_ha is not None,
        land_ha=case.land_need_ha(),
        needs=tuple(project.needs),
        chemical=project.chemical,
        weights={key: setting.weight for key, setting in case.criteria.present().items()},
        missing=case.scoring.missing,
        method=case.scoring.methods[0],
        alpha=case.scoring.parameters.alpha,
    )


def derived_land_ha(output_yi: float, target_yi_per_km2: float) -> float:
    """Return the land in hectares that makes `output_yi` (亿元) meet a target in 亿元/km²."""
    return km2_to_ha(output_yi / target_yi_per_km2)


def case_of(case: Case, brief: Brief, *, language: Language) -> Case:
    """Return `case` with the brief put in; the same case where the brief changes nothing.

    Parameters
    ----------
    case
        Where the brief was taken from.
    brief
        The edited brief.
    language
        Language that the brief was written in.

    Raises
    ------
    CaseError
        The brief cannot be run, such as weights that are all zero.
    """
    before = brief_of(case, language)
    if brief == before:
        return case
    data = case_data(case)
    project: dict[str, Any] = data["project"]
    if brief.name != before.name:
        project["name"] = {"en": brief.name, "zh": brief.name}
    project["cluster_id"] = brief.cluster_id
    project["related_cluster_ids"] = [item for item in brief.related_cluster_ids if item != brief.cluster_id]
    project["needs"] = list(brief.needs)
    project["chemical"] = brief.chemical
    _put_figures(project, brief, before)
    for key, weight in brief.weights.items():
        data["criteria"][key]["weight"] = weight
    data["scoring"]["missing"] = brief.missing
    data["scoring"]["methods"] = _first(brief.method, data["scoring"]["methods"])
    if brief.alpha is not None:
        data["scoring"].setdefault("parameters", {})["alpha"] = brief.alpha
    if brief.missing != before.missing:
        data["scoring"]["missing_reason"] = _words("ui.sites.chosen_on_page")
    return build_case(data, origin=brief.name)


def _put_figures(project: dict[str, Any], brief: Brief, before: Brief) -> None:
    """Put output and land need into the project, and say where changed figures come from."""
    project["annual_output_cny"] = yi_to_cny(brief.output_yi)
    project.pop("land", None)
    project.pop("land_ha", None)
    if brief.land_given:
        project["land_ha"] = brief.land_ha
    else:
        project["land"] = "from_target"
    if (brief.output_yi, brief.land_given) != (before.output_yi, before.land_given) or (
        brief.land_given and brief.land_ha != before.land_ha
    ):
        project["basis"] = _words("ui.sites.entered_on_page")


def _first(method: str, methods: list[str]) -> list[str]:
    """Return the methods with `method` first."""
    return [method, *(other for other in methods if other != method)]


def _words(key: str) -> dict[str, str]:
    """Return a message in both languages as a case has it."""
    words = say(key)
    return {"en": words.en, "zh": words.zh}
