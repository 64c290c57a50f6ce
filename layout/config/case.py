"""The case: everything that a run needs, as one frozen model."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from layout.config.case_proof import MethodParameters, Robustness, check_robustness
from layout.config.case_weights import CaseWeights, DirectWeights
from layout.config.criteria import NEED_OF_CRITERION, Criteria, CriterionSetting
from layout.config.weighing import check_weights
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
        Seed of every random draw.
    parameters
        Parameters of the methods that have some.
    """

    methods: Annotated[UniqueTuple[MethodId], Field(min_length=1)]
    missing: MissingPolicy
    missing_reason: Words
    seed: Annotated[int, Field(ge=0)]
    parameters: MethodParameters = MethodParameters()

    @model_validator(mode="after")
    def _attitude(self) -> "Scoring":
        """Refuse OWA without its attitude to risk, which nobody else can choose."""
        if "owa" in self.methods and self.parameters.alpha is None:
            raise CaseError(
                en="scoring.parameters.alpha is missing; OWA needs it: below 1 looks at the best values of a site, above 1 at the worst.",
                zh="缺少 scoring.parameters.alpha；OWA 需要该参数：小于 1 侧重候选地的优势，大于 1 侧重其短板。",
            )
        return self


class Rules(FrozenModel):
    """Which control indicators exclude a site that fails them, besides the hard exclusions and setbacks.

    Parameters
    ----------
    enforce
        Ids of the table of rules.
    parcel_share
        The least share of an own parcel that must meet a rule on elevation or slope; without it a parcel that meets one in
        part is not decided.
    """

    enforce: UniqueTuple[Text] = ()
    parcel_share: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] | None = None


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
    project, target, candidates, criteria, weights, scoring, robustness, rules, outputs
        The parts of the case. With [weights] other than direct, the weight beside a criterion does not count.
    """

    schema_version: Literal[1]
    title: Words
    illustrative: bool
    note: Words
    project: Project
    target: Target
    candidates: Candidates
    criteria: Criteria
    weights: CaseWeights = DirectWeights()
    scoring: Scoring
    robustness: Robustness = Robustness()
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
        counted, direct = self.active_criteria(), self.direct_weights()
        if not counted or (isinstance(self.weights, DirectWeights) and sum(direct.values()) <= 0):
            found = ", ".join(f"{key} = {weight:g}" for key, weight in direct.items()) or "-"
            raise WeightError(
                en=f"criteria: the weights of the criteria that the project needs are all zero (found {found}); give at least one a positive weight.",
                zh=f"criteria：本项目适用指标的权重全部为零（现为 {found}）；请至少为一个指标设定正权重。",
            )
        present = list(self.criteria.present())
        check_weights(self.weights, direct, present=present)
        check_robustness(self.robustness, list(counted), present=present)
        return self

    def active_criteria(self) -> dict[CriterionId, CriterionSetting]:
        """Return the criteria that count: present, and needed by the project where they depend on a need."""
        dropped = self.dropped_criteria()
        return {key: value for key, value in self.criteria.present().items() if key not in dropped}

    def direct_weights(self) -> dict[str, float]:
        """Return the direct weight of each criterion that counts."""
        return {key: setting.weight for key, setting in self.active_criteria().items()}

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
