from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from layout.config.case_proof import MethodParameters, Robustness, case_plan, robust_space
from layout.config.toml import build_case, dump_case, parse_case
from layout.errors import CaseError, WeightError

Change = Callable[..., dict[str, Any]]


def test_round_trip_with_methods_parameters_and_robustness(changed: Change) -> None:
    given = {
        "scoring.methods": ["vikor", "promethee2", "owa", "spotis", "weighted_product", "topsis"],
        "scoring.parameters": {"v": 0.7, "alpha": 2, "preference": {"type": "linear", "q": 0.02, "p": 0.2}},
        "robustness": {
            "draws": 300,
            "seed": 4,
            "space": "interval",
            "weight_range": {"land_fit": [0.1, 0.4]},
            "values": "normal",
        },
    }
    case = build_case(changed(given), origin="m.toml")
    assert parse_case(dump_case(case), origin="m.toml") == case
    assert dict(case.robustness.weight_range) == {"land_fit": (0.1, 0.4)}
    plan = case_plan("promethee2", case.scoring.parameters, criteria=3)
    assert plan.preferences is not None
    assert (plan.preferences[0].kind, plan.preferences[0].q, plan.preferences[0].p) == ("linear", 0.02, 0.2)
    assert case_plan("vikor", case.scoring.parameters, criteria=3).v == 0.7


WRONG = {
    "owa without attitude": ({"scoring.methods": ["owa"]}, CaseError, r"scoring\.parameters\.alpha"),
    "no such method": ({"scoring.methods": ["magic"]}, CaseError, r"scoring\.methods"),
    "threshold missing": (
        {"scoring.parameters": {"preference": {"type": "linear", "q": 0.1}}},
        CaseError,
        "linear needs q, p",
    ),
    "thresholds turned": (
        {"scoring.parameters": {"preference": {"type": "level", "q": 0.3, "p": 0.1}}},
        CaseError,
        "q below p",
    ),
    "flat gaussian": (
        {"scoring.parameters": {"preference": {"type": "gaussian", "s": 0}}},
        CaseError,
        "s above 0",
    ),
    "unknown criterion": ({"robustness": {"rank": {"lnd_fit": 1}}}, CaseError, "did you mean land_fit"),
    "ranks not whole": (
        {"robustness": {"space": "ordinal", "rank": {"land_fit": 1}}},
        WeightError,
        "ordinal",
    ),
    "intervals without weights": (
        {
            "robustness": {
                "space": "interval",
                "weight_range": {"land_fit": [0.9, 1.0], "cluster_fit": [0.9, 1.0]},
            }
        },
        WeightError,
        "add up",
    ),
    "no draws": ({"robustness": {"draws": 0}}, CaseError, r"robustness\.draws"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_is_refused(kind: str, changed: Change) -> None:
    given, error, said = WRONG[kind]
    with pytest.raises(error, match=said):
        build_case(changed(given), origin="m.toml")


def test_spaces_take_what_the_case_states() -> None:
    names, centre = ["a", "b"], np.array([0.7, 0.3])
    around = robust_space(Robustness(concentration=9), names, centre=centre)
    assert (around.kind, around.concentration) == ("around", 9)
    assert around.centre is centre
    interval = robust_space(
        Robustness(space="interval", weight_range=(("b", (0.1, 0.6)),)), names, centre=centre
    )
    assert interval.low is not None
    assert interval.high is not None
    assert (interval.low.tolist(), interval.high.tolist()) == ([0.0, 0.1], [1.0, 0.6])
    ordinal = robust_space(Robustness(space="ordinal", rank=(("b", 1), ("a", 2))), names, centre=centre)
    assert ordinal.ranks is not None
    assert ordinal.ranks.tolist() == [2, 1]
    assert robust_space(Robustness(space="uniform"), names, centre=centre).kind == "uniform"
    assert MethodParameters().preference.type == "usual"
