"""From a specification to what the engine takes: plan of the method, weights, weight space."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from layout.config.mcda_spec import CriterionSpec, McdaSpec, PreferenceSpec
from layout.errors import CaseError, WeightError
from layout.scoring.methods.electre_tri import Grading
from layout.scoring.methods.plan import MethodPlan, TableMethod
from layout.scoring.methods.preference import NEEDS, Preference
from layout.scoring.problem import Problem, unit_sum
from layout.scoring.robustness.weight_spaces import WeightSpace
from layout.scoring.weighting.mixture import mix_linear
from layout.scoring.weighting.objective import OBJECTIVE_WEIGHTINGS, objective_weights
from layout.scoring.weighting.ordinal import ORDINAL_WEIGHTINGS, ordinal_weights
from layout.scoring.weighting.swing import swing_weights

Array = npt.NDArray[np.float64]
NEUTRAL_ALPHA = 1.0
"""Quantifier of OWA that looks neither at the best nor at the worst values: the weighted sum."""


def method_plan(spec: McdaSpec, method: TableMethod | None = None) -> MethodPlan:
    """Return the plan of the specification's method, or of another one with the same parameters.

    Parameters
    ----------
    spec
        The specification.
    method
        Another method to run on the same criteria; its usual normalisation is then taken.

    Raises
    ------
    CaseError
        A criterion lacks what the method needs, or states it in part.
    """
    chosen = method or spec.method
    given = spec.parameters
    return MethodPlan(
        method=chosen,
        normalisation=spec.normalisation if chosen == spec.method else None,
        v=given.v,
        reference=given.reference if chosen == spec.method else "observed",
        preferences=_preferences(spec) if chosen == "promethee2" else None,
        bounds=_bounds(spec) if chosen == "spotis" else None,
        expected=_expected(spec) if chosen == "spotis" else None,
        order_weights=given.order_weights,
        alpha=NEUTRAL_ALPHA if chosen == "owa" and lacks_attitude(spec) else given.alpha,
        grading=_grading(spec) if chosen == "electre_tri" else None,
    )


def lacks_attitude(spec: McdaSpec) -> bool:
    """Return whether the specification states no attitude to risk, so that OWA takes that of the weighted sum."""
    return spec.parameters.order_weights is None and spec.parameters.alpha is None


def _preferences(spec: McdaSpec) -> tuple[Preference, ...]:
    """Return one preference function a criterion."""
    return tuple(_preference(name, item.preference) for name, item in spec.criteria.items())


def _preference(name: str, given: PreferenceSpec | None) -> Preference:
    """Return a preference function; `usual` where none is given."""
    if given is None:
        return Preference()
    for threshold in NEEDS[given.type]:
        if getattr(given, threshold) is None:
            raise CaseError(
                en=f"criteria.{name}.preference: {given.type} needs {threshold}; add it in the unit of the criterion.",
                zh=f"criteria.{name}.preference：{given.type} 需要 {threshold}；请按指标单位补充。",
            )
    try:
        return Preference(given.type, q=given.q or 0.0, p=given.p or 0.0, s=given.s or 0.0)
    except CaseError as error:
        raise CaseError(
            en=f"criteria.{name}: {error.text.en}", zh=f"criteria.{name}：{error.text.zh}"
        ) from error


def _bounds(spec: McdaSpec) -> Array:
    """Return the bounds of every criterion; those with a value function have 0 and 1."""
    rows = []
    for name, item in spec.criteria.items():
        bounds = (0.0, 1.0) if item.bounds is None and item.value is not None else item.bounds
        if bounds is None:
            raise CaseError(
                en=f"criteria.{name}: SPOTIS needs bounds = [least, greatest], the range that the criterion may take.",
                zh=f"criteria.{name}：SPOTIS 需要 bounds = [最小值, 最大值]，即该指标可能的取值范围。",
            )
        rows.append(bounds)
    return np.array(rows, dtype=np.float64)


def _expected(spec: McdaSpec) -> Sequence[float | None] | None:
    """Return the expected solution point, None where no criterion states one."""
    expected = [item.expected for item in spec.criteria.values()]
    return expected if any(value is not None for value in expected) else None


def _grading(spec: McdaSpec) -> Grading:
    """Return the grades, profiles and thresholds of ELECTRE TRI-B."""
    given = spec.parameters
    if given.grades is None or given.profiles is None:
        raise CaseError(
            en="parameters: electre_tri needs grades (worst first) and profiles (one row of raw values a boundary, worst first).",
            zh="parameters：electre_tri 需要 grades（由劣到优）和 profiles（每条分级线一行原始值，由劣到优）。",
        )
    count = len(spec.criteria)
    if any(len(row) != count for row in given.profiles):
        raise CaseError(
            en=f"parameters.profiles: every profile needs {count} values, one a criterion in the order of the criteria.",
            zh=f"parameters.profiles：每条分级线须有 {count} 个值，与指标一一对应。",
        )
    thresholds = [item.electre for item in spec.criteria.values()]
    return Grading(
        grades=given.grades,
        profiles=np.array(given.profiles, dtype=np.float64).reshape(-1, count),
        indifference=np.array([0.0 if item is None else item.q for item in thresholds]),
        preference=np.array([0.0 if item is None else item.p for item in thresholds]),
        veto=np.array([np.inf if item is None or item.veto is None else item.veto for item in thresholds]),
        cut=given.cut,
    )


def spec_weights(spec: McdaSpec, problem: Problem) -> Array:
    """Return the weights that the specification asks for, sum 1, in the order of the criteria.

    Parameters
    ----------
    spec
        The specification.
    problem
        The data, which objective weights are computed from.

    Raises
    ------
    WeightError
        A criterion lacks what the weighting needs, or the data leave it undefined.
    """
    if spec.weights.method != "mixture":
        return _weights(spec, problem, spec.weights.method)
    parts = [_weights(spec, problem, part.method) for part in spec.weights.parts]
    return mix_linear(parts, shares=[part.share for part in spec.weights.parts])


def _weights(spec: McdaSpec, problem: Problem, method: str) -> Array:
    """Return the weights by one method."""
    for name in OBJECTIVE_WEIGHTINGS:
        if method == name:
            return objective_weights(problem, name)
    for order in ORDINAL_WEIGHTINGS:
        if method == order:
            return ordinal_weights(_stated(spec, "rank"), order)
    if method == "swing":
        return swing_weights(dict(zip(spec.criteria, _stated(spec, "points").tolist(), strict=True)))
    return unit_sum(_stated(spec, "weight"), list(spec.criteria))


def _stated(spec: McdaSpec, key: str) -> Array:
    """Return one stated number a criterion."""
    for name, item in spec.criteria.items():
        if getattr(item, key) is None:
            raise WeightError(
                en=f'criteria.{name}.{key} is missing; state it for every criterion, or choose [weights] method = "equal" or another one.',
                zh=f'缺少 criteria.{name}.{key}；请为每个指标填写，或在 [weights] 中选用 method = "equal" 等其他方法。',
            )
    return np.array([float(getattr(item, key)) for item in spec.criteria.values()])


def weight_space(spec: McdaSpec, problem: Problem) -> WeightSpace:
    """Return the weights that SMAA considers.

    Raises
    ------
    WeightError
        A criterion lacks what the space needs.
    """
    kind = spec.smaa.space
    if kind == "around":
        centre = spec_weights(spec, problem)
        return WeightSpace("around", centre=centre, concentration=spec.smaa.concentration)
    if kind == "ordinal":
        return WeightSpace("ordinal", ranks=_stated(spec, "rank"))
    if kind == "interval":
        ranges = [_range(item) for item in spec.criteria.values()]
        low, high = (np.array(side) for side in zip(*ranges, strict=True))
        return WeightSpace("interval", low=low, high=high)
    return WeightSpace("uniform")


def _range(item: CriterionSpec) -> tuple[float, float]:
    """Return the weight range of a criterion; anything from 0 to 1 where none is stated."""
    return item.weight_range or (0.0, 1.0)
