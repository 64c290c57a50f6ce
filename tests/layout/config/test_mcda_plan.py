from typing import Any

import numpy as np
import pandas as pd
import pytest

from layout.config.mcda_plan import method_plan, spec_weights, weight_space
from layout.config.mcda_spec import McdaSpec
from layout.errors import CaseError, WeightError
from layout.scoring.methods.plan import TABLE_METHODS, solve
from layout.scoring.problem import Problem, make_problem


def spec_of(**parts: Any) -> McdaSpec:  # noqa: ANN401 - parts of a specification as plain data
    first = {
        "objective": "max",
        "weight": 3,
        "rank": 1,
        "points": 100,
        "bounds": [0, 10],
        "preference": {"type": "linear", "q": 1, "p": 4},
        "electre": {"q": 0.5, "p": 1, "veto": 5},
        "weight_range": [0.2, 0.7],
    }
    second = first | {"objective": "min", "weight": 1, "rank": 2, "points": 25, "weight_range": [0.3, 0.8]}
    return McdaSpec.model_validate({"criteria": {"a": first, "b": second}} | parts)


def problem_of() -> Problem:
    frame = pd.DataFrame({"a": [1.0, 5, 9], "b": [2.0, 3, 9]}, index=["x", "y", "z"])
    return make_problem(frame, objectives={"a": "max", "b": "min"})


@pytest.mark.parametrize("method", TABLE_METHODS)
def test_every_method_has_its_plan(method: str) -> None:
    parameters = {"alpha": 2.0, "grades": ["low", "high"], "profiles": [[4, 4]]}
    spec = spec_of(method=method, parameters=parameters)
    assert solve(problem_of(), method_plan(spec)).method == method


@pytest.mark.parametrize(
    ("method", "weights"),
    [
        ("direct", [0.75, 0.25]),
        ("swing", [0.8, 0.2]),
        ("roc", [0.75, 0.25]),
        ("rank_sum", [2 / 3, 1 / 3]),
        ("equal", [0.5, 0.5]),
    ],
)
def test_weights_by_method(method: str, weights: list[float]) -> None:
    assert spec_weights(spec_of(weights={"method": method}), problem_of()) == pytest.approx(weights)


def test_mixture_and_data() -> None:
    parts = [{"method": "direct", "share": 1}, {"method": "equal", "share": 3}]
    assert spec_weights(
        spec_of(weights={"method": "mixture", "parts": parts}), problem_of()
    ) == pytest.approx([0.5625, 0.4375])
    assert spec_weights(spec_of(weights={"method": "entropy"}), problem_of()).sum() == pytest.approx(1)
    with pytest.raises(WeightError, match="0 parts"):
        spec_weights(spec_of(weights={"method": "mixture"}), problem_of())


@pytest.mark.parametrize(
    ("change", "method", "named"),
    [
        ({"preference": {"type": "linear", "q": 1}}, "promethee2", "criteria.a.preference: linear needs p"),
        ({"preference": {"type": "v-shape", "p": 0}}, "promethee2", "criteria.a: preference v-shape"),
        ({"bounds": None}, "spotis", "criteria.a: SPOTIS needs bounds"),
        ({}, "electre_tri", "needs grades"),
    ],
)
def test_what_a_method_lacks_is_named(change: dict[str, object], method: str, named: str) -> None:
    spec = spec_of(method=method)
    first = spec.criteria["a"].model_dump(exclude_none=True) | change
    whole = {
        "method": method,
        "criteria": {"a": {key: value for key, value in first.items() if value is not None}},
    }
    with pytest.raises(CaseError, match=named):
        method_plan(McdaSpec.model_validate(whole))


def test_profiles_need_a_value_for_each_criterion() -> None:
    with pytest.raises(CaseError, match="every profile needs 2 values"):
        method_plan(spec_of(method="electre_tri", parameters={"grades": ["l", "h"], "profiles": [[4]]}))


def test_missing_weight_names_the_criterion_and_the_way_out() -> None:
    spec = McdaSpec.model_validate(
        {"criteria": {"a": {"objective": "max", "weight": 1}, "b": {"objective": "max"}}}
    )
    with pytest.raises(WeightError, match=r"criteria\.b\.weight is missing.*equal"):
        spec_weights(spec, problem_of())


def test_weight_spaces() -> None:
    around = weight_space(spec_of(smaa={"space": "around", "concentration": 20}), problem_of())
    assert around.centre == pytest.approx([0.75, 0.25])
    assert weight_space(spec_of(smaa={"space": "ordinal"}), problem_of()).ranks == pytest.approx([1, 2])
    interval = weight_space(spec_of(smaa={"space": "interval"}), problem_of())
    assert interval.low == pytest.approx([0.2, 0.3])
    assert interval.high == pytest.approx([0.7, 0.8])
    assert weight_space(spec_of(), problem_of()).kind == "uniform"


def test_another_method_takes_its_own_scale_and_a_neutral_attitude() -> None:
    spec = spec_of(method="topsis", normalisation="max")
    assert method_plan(spec).scale == "max"
    assert method_plan(spec, "weighted_sum").scale == "minmax"
    assert method_plan(spec, "owa").alpha == method_plan(spec_of(method="owa")).alpha == 1.0
    assert np.isfinite(solve(problem_of(), method_plan(spec, "owa")).scores).all()
