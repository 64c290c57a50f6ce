"""What is to be done with a plain table: criteria, weights, method, its parameters; one frozen model, read from TOML."""

from typing import Annotated, Literal

from pydantic import Field

from layout.config.mcda_values import SpecValue
from layout.entities.model import FrozenModel, Text, UniqueTuple
from layout.scoring.methods.plan import TableMethod
from layout.scoring.methods.preference import PreferenceType
from layout.scoring.normalise import Normalisation, Reference
from layout.scoring.problem import Objective
from layout.scoring.robustness.model_choice import DrawnBy
from layout.scoring.robustness.weight_spaces import SpaceKind
from layout.scoring.weighting.objective import ObjectiveWeighting
from layout.scoring.weighting.ordinal import OrdinalWeighting

Finite = Annotated[float, Field(allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Pair = Annotated[tuple[Finite, Finite], Field(strict=False)]
Row = Annotated[tuple[Finite, ...], Field(strict=False)]
WeightingMethod = Literal["direct", "swing"] | ObjectiveWeighting | OrdinalWeighting
TableMissing = Literal["refuse", "drop", "worst", "neutral"]


class PreferenceSpec(FrozenModel):
    """Preference function of PROMETHEE; thresholds in the unit of the criterion."""

    type: PreferenceType
    q: NotNegative | None = None
    p: NotNegative | None = None
    s: NotNegative | None = None


class ThresholdSpec(FrozenModel):
    """Thresholds of ELECTRE: indifference q ≤ preference p ≤ veto."""

    q: NotNegative = 0.0
    p: NotNegative = 0.0
    veto: NotNegative | None = None


class UncertaintySpec(FrozenModel):
    """How far a value may be off: the same either way for all, or columns of the table with the ends of the range."""

    kind: Literal["uniform", "normal"] = "uniform"
    plus_minus: NotNegative | None = None
    low_column: Text | None = None
    high_column: Text | None = None


class LimitSpec(FrozenModel):
    """Hard limits: an alternative beyond them is removed before scoring, and told."""

    least: Finite | None = None
    greatest: Finite | None = None


class CriterionSpec(FrozenModel):
    """One criterion, named like its column.

    Parameters
    ----------
    objective
        Whether more or less is better; not needed with a value function.
    weight, rank, points, weight_range
        Weight, rank of importance, swing points, interval of weight for SMAA.
    unit
        Unit, shown with the values.
    value
        Value function to a fixed scale from 0 to 1.
    preference, bounds, expected, electre
        What PROMETHEE, SPOTIS and ELECTRE need.
    uncertainty
        What is not known of the values, for SMAA.
    limits
        Hard limits.
    """

    objective: Objective | None = None
    weight: NotNegative | None = None
    rank: Annotated[int, Field(ge=1)] | None = None
    points: NotNegative | None = None
    weight_range: Pair | None = None
    unit: Text | None = None
    value: SpecValue | None = None
    preference: PreferenceSpec | None = None
    bounds: Pair | None = None
    expected: Finite | None = None
    electre: ThresholdSpec | None = None
    uncertainty: UncertaintySpec | None = None
    limits: LimitSpec | None = None


class MixturePart(FrozenModel):
    """One part of a mixture of weights and its share."""

    method: WeightingMethod
    share: NotNegative


class WeightsSpec(FrozenModel):
    """Where the weights come from: one method, or a mixture of several in stated shares."""

    method: WeightingMethod | Literal["mixture"] = "direct"
    parts: Annotated[tuple[MixturePart, ...], Field(strict=False)] = ()


class ParameterSpec(FrozenModel):
    """Parameters of the methods; each method takes its own and leaves the others alone."""

    v: Annotated[float, Field(ge=0, le=1)] = 0.5
    reference: Reference = "observed"
    order_weights: Annotated[tuple[NotNegative, ...], Field(strict=False)] | None = None
    alpha: Finite | None = None
    grades: UniqueTuple[Text] | None = None
    profiles: Annotated[tuple[Row, ...], Field(strict=False)] | None = None
    cut: Finite = 0.75


class SmaaSpec(FrozenModel):
    """Weights that SMAA considers, and what scores its draws: the method that ranks, or additive values."""

    space: SpaceKind = "uniform"
    concentration: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 50.0
    model: DrawnBy = "method"


class McdaSpec(FrozenModel):
    """The whole specification.

    Parameters
    ----------
    method
        Method that ranks.
    normalisation
        How raw values become comparable; the usual one of the method where left out, and named in the result.
    missing
        What is done with blank cells; they are refused where nothing is chosen.
    compare
        Methods to set beside the first one.
    criteria, weights, parameters, smaa
        The parts.
    """

    method: TableMethod = "weighted_sum"
    normalisation: Normalisation | None = None
    missing: TableMissing | None = None
    compare: UniqueTuple[TableMethod] = ()
    criteria: Annotated[dict[str, CriterionSpec], Field(min_length=1)]
    weights: WeightsSpec = WeightsSpec()
    parameters: ParameterSpec = ParameterSpec()
    smaa: SmaaSpec = SmaaSpec()
