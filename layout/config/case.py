"""The case: everything that a run needs, as one frozen model."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from layout.config.criteria import NEED_OF_CRITERION, Criteria, CriterionSetting
from layout.entities.candidates import Candidates
from layout.entities.model import FrozenModel, Text, UniqueTuple, Words
from layout.entities.project import Need, Project, Target
from layout.entities.vocabulary import CriterionId, MethodId, MissingPolicy
from layout.errors import CaseError, WeightError

OutputFile = Literal["ranking.csv", "sites.geojson"]


class Scoring(FrozenModel):
    """How values become a ranking.

    Parameters
    ----------
    methods
        The first is the one that ranks; the others stand beside it.
    missing
        What is done with a missing value. There is no default: it is a choice to be made and defended.
    missing_reason
        Why this choice.
    seed
        Seed of every random draw; the methods of today draw nothing.
    """

    methods: Annotated[UniqueTuple[MethodId], Field(min_length=1)]
    missing: MissingPolicy
    missing_reason: Words
    seed: Annotated[int, Field(ge=0)]


class Rules(FrozenModel):
    """Which control indicators exclude a site that fails them, besides the hard exclusions and setbacks.

    Parameters
    ----------
    enforce
        Ids of the table of rules.
    """

    enforce: UniqueTuple[Text] = ()


class Outputs(FrozenModel):
    """Which result files are written; `run.json` and `case.toml` always are.

    Parameters
    ----------
    files
        Result files.
    """

    files: UniqueTuple[OutputFile] = ("ranking.csv", "sites.geojson")


class Case(FrozenModel):
    """One case.

    Parameters
    ----------
    schema_version
        Version of this model.
    title
        Title of the case.
    illustrative
        Whether the project is an illustrative input and not a real one; shown with every result.
    note
        What the reader must know of the case.
    project, target, candidates, criteria, scoring, rules, outputs
        The parts of the case.
    """

    schema_version: Literal[1]
    title: Words
    illustrative: bool
    note: Words
    project: Project
    target: Target
    candidates: Candidates
    criteria: Criteria
    scoring: Scoring
    rules: Rules = Rules()
    outputs: Outputs = Outputs()

    @model_validator(mode="after")
    def _something_weighs(self) -> "Case":
        """Refuse a case without criteria, or whose criteria that count all weigh zero."""
        if not self.criteria.present():
            raise CaseError(
                en="criteria: found none, expected at least one [criteria.<id>] table; add one with its weight and reason.",
                zh="criteria：未找到任何指标，至少应有一个 [criteria.<指标>] 表；请补充指标及其权重和理由。",
            )
        counted = self.active_criteria()
        if sum(setting.weight for setting in counted.values()) <= 0:
            found = ", ".join(f"{key} = {setting.weight:g}" for key, setting in counted.items()) or "-"
            raise WeightError(
                en=f"criteria: the weights of the criteria that the project needs are all zero (found {found}); give at least one a positive weight.",
                zh=f"criteria：本项目适用指标的权重全部为零（现为 {found}）；请至少为一个指标设定正权重。",
            )
        return self

    def active_criteria(self) -> dict[CriterionId, CriterionSetting]:
        """Return the criteria that count: present, and needed by the project where they depend on a need."""
        dropped = self.dropped_criteria()
        return {key: value for key, value in self.criteria.present().items() if key not in dropped}

    def dropped_criteria(self) -> dict[CriterionId, Need]:
        """Return the criteria in the case that do not count because the project lacks the need named."""
        return {
            key: NEED_OF_CRITERION[key]
            for key in self.criteria.present()
            if key in NEED_OF_CRITERION and NEED_OF_CRITERION[key] not in self.project.needs
        }

    def unscored_needs(self) -> dict[Need, CriterionId]:
        """Return the needs of the project that no criterion of the case scores."""
        present = self.criteria.present()
        return {
            need: key
            for key, need in NEED_OF_CRITERION.items()
            if need in self.project.needs and key not in present
        }

    def land_need_ha(self) -> float:
        """Return the land need of the project in hectares, as given or from the target intensity."""
        return self.project.land_need_ha(self.target)
