"""What a case says of its methods beyond their names, and of how its ranking is put to the test."""

import difflib
from collections.abc import Sequence
from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from layout.config.mcda_spec import Pair, PreferenceSpec
from layout.entities.model import FrozenModel, Table, Text
from layout.entities.vocabulary import MethodId
from layout.errors import CaseError
from layout.scoring.methods.plan import MethodPlan
from layout.scoring.methods.preference import NEEDS, Preference
from layout.scoring.robustness.model_choice import DrawnBy
from layout.scoring.robustness.weight_spaces import SpaceKind, WeightSpace, check_space
from layout.scoring.site_methods import site_plan

Array = npt.NDArray[np.float64]
DRAWS = 5000
MOST_DRAWS = 1_000_000


class MethodParameters(FrozenModel):
    """Parameters of the methods on the value scale from 0 to 1; each method takes its own.

    Parameters
    ----------
    v
        VIKOR: weight of group utility against the greatest regret.
    preference
        PROMETHEE: one preference function for the differences of all values.
    alpha
        OWA: quantifier x^alpha; below 1 looks at the best values of a site, above 1 at its worst.
    """

    v: Annotated[float, Field(ge=0, le=1)] = 0.5
    preference: PreferenceSpec = PreferenceSpec(type="usual")
    alpha: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> "MethodParameters":
        """Refuse a preference function without its thresholds, or with thresholds that make none."""
        given = self.preference
        lacking = [name for name in NEEDS[given.type] if getattr(given, name) is None]
        turned = {"q", "p"} <= set(NEEDS[given.type]) and not lacking and not (given.q or 0) < (given.p or 0)
        flat = [name for name in NEEDS[given.type] if name != "q" and getattr(given, name) == 0]
        if lacking or turned or flat:
            wanted = ", ".join(NEEDS[given.type])
            raise CaseError(
                en=f"scoring.parameters.preference: {given.type} needs {wanted} between 0 and 1, with q below p and p, s above 0.",
                zh=f"scoring.parameters.preference：{given.type} 需要 {wanted}（0 至 1 之间，q 小于 p，p、s 大于 0）。",
            )
        return self


def case_plan(method: MethodId, parameters: MethodParameters, *, criteria: int) -> MethodPlan:
    """Return a method of a case with its parameters, over `criteria` value functions."""
    given = parameters.preference
    preference = Preference(given.type, q=given.q or 0.0, p=given.p or 0.0, s=given.s or 0.0)
    return site_plan(method, criteria, v=parameters.v, preference=preference, alpha=parameters.alpha)


class Robustness(FrozenModel):
    """How a ranking is put to the test.

    Parameters
    ----------
    draws
        Draws of weights and of uncertain values.
    seed
        Seed of the draws; that of [scoring] where left out.
    space
        Weights considered besides all of them: around the weights of the case, in a stated order, within intervals.
    concentration
        around: how closely the draws keep to the weights.
    values
        How a value varies within the range that the precision of positions leaves; one that is missing lies
        anywhere between 0 and 1 with equal chance in either case.
    rank, weight_range
        ordinal: rank of importance of each criterion; interval: least and greatest weight of each (0 to 1 where
        a criterion has none).
    model
        What scores the draws: the method that ranks where SMAA knows it, or additive values whatever method ranks.
    """

    draws: Annotated[int, Field(ge=1, le=MOST_DRAWS)] = DRAWS
    seed: Annotated[int, Field(ge=0)] | None = None
    space: SpaceKind = "around"
    concentration: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 50.0
    values: Literal["uniform", "normal"] = "uniform"
    rank: Table[Text, Annotated[int, Field(ge=1)]] = ()
    weight_range: Table[Text, Pair] = ()
    model: DrawnBy = "method"


def robust_space(given: Robustness, names: Sequence[str], *, centre: Array) -> WeightSpace:
    """Return the weights that a case wants considered.

    Parameters
    ----------
    given
        What the case says.
    names
        The criteria that count.
    centre
        Their present weights.

    Raises
    ------
    WeightError
        A criterion lacks what the space needs, or no weights are left.
    """
    if given.space == "ordinal":
        ranks = dict(given.rank)
        space = WeightSpace("ordinal", ranks=np.array([ranks.get(name, np.nan) for name in names]))
    elif given.space == "interval":
        ranges = dict(given.weight_range)
        low, high = (np.array([ranges.get(name, (0.0, 1.0))[end] for name in names]) for end in (0, 1))
        space = WeightSpace("interval", low=low, high=high)
    elif given.space == "around":
        space = WeightSpace("around", centre=centre, concentration=given.concentration)
    else:
        space = WeightSpace("uniform")
    check_space(space, names)
    return space


def check_robustness(given: Robustness, names: Sequence[str], *, present: Sequence[str]) -> None:
    """Refuse tables that name criteria which the case does not have, or a space without any weights.

    Parameters
    ----------
    given
        What the case says.
    names, present
        The criteria that count, and all of the case.

    Raises
    ------
    CaseError, WeightError
        What is wrong, with the place.
    """
    for path in ("rank", "weight_range"):
        for name, _ in getattr(given, path):
            if name not in present:
                near = difflib.get_close_matches(name, present, n=1) or list(present)
                raise CaseError(
                    en=f"robustness.{path}: {name} is no criterion of the case; did you mean {near[0]}?",
                    zh=f"robustness.{path}：案例中没有指标 {name}；是否应为 {near[0]}？",
                )
    robust_space(given, names, centre=np.full(len(names), 1.0 / max(len(names), 1)))
