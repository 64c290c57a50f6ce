from dataclasses import replace

import numpy as np
import pytest

from geodata.text import Bilingual
from layout.scoring.methods.plan import TABLE_METHODS, MethodPlan
from layout.scoring.methods.preference import Preference
from layout.scoring.robustness.draw_models import DRAWN_METHODS
from layout.scoring.robustness.model_choice import DRAWN_BY, DrawnBy, choose_model
from layout.scoring.robustness.uncertain import UncertainValues

VALUES = UncertainValues(np.zeros((1000, 2)), np.ones((1000, 2)))
NAME = Bilingual(en="THE METHOD", zh="该方法")


def _reason(plan: MethodPlan, *, drawn_by: DrawnBy = "method", values: UncertainValues = VALUES) -> str:
    chosen = choose_model(plan, np.ones(2), values=values, draws=10_000, drawn_by=drawn_by)
    assert (chosen.model is None) == (chosen.reason != "method")
    return chosen.reason


def test_the_method_is_drawn_where_it_can_be() -> None:
    for method in TABLE_METHODS:
        expected = {"weighted_sum": "sum", "electre_tri": "undefined"}.get(method, "method")
        assert _reason(MethodPlan(method)) == expected
        assert _reason(MethodPlan(method), drawn_by="additive") == ("sum" if expected == "sum" else "asked")
    assert "weighted_sum" not in DRAWN_METHODS


def test_a_gaussian_over_very_many_pairs_is_not_drawn_unless_its_values_are_certain() -> None:
    plan = MethodPlan("promethee2", preferences=(Preference("gaussian", s=1.0),) * 2)
    assert _reason(plan) == "costly"
    assert _reason(plan, values=replace(VALUES, low=VALUES.high)) == "method"
    assert _reason(replace(plan, preferences=(Preference(),) * 2)) == "method"


def test_values_of_value_functions_stay_between_0_and_1_and_those_of_spotis_within_its_bounds() -> None:
    def limits(plan: MethodPlan, *, unit: bool) -> object:
        chosen = choose_model(plan, np.ones(2), values=VALUES, draws=1, drawn_by="method", unit=unit)
        assert chosen.model is not None
        found = chosen.model.limits
        return None if found is None else [one.tolist() for one in found]

    spotis = MethodPlan("spotis", bounds=np.array([[0.0, 5.0], [2.0, 3.0]]))
    assert limits(MethodPlan("topsis"), unit=True) == [[0, 0], [1, 1]]
    assert limits(MethodPlan("topsis"), unit=False) is None
    assert limits(spotis, unit=False) == [[0, 2], [5, 3]]


@pytest.mark.parametrize("drawn_by", DRAWN_BY)
def test_the_reader_is_told_what_is_drawn_in_both_languages(drawn_by: DrawnBy) -> None:
    plan = MethodPlan("owa", order_weights=(1.0, 0.0))
    notes = choose_model(plan, np.ones(2), values=VALUES, draws=1, drawn_by=drawn_by).notes(NAME)
    assert "THE METHOD" in notes[0].en
    assert "该方法" in notes[0].zh
    assert len(notes) == (2 if drawn_by == "method" else 1)
    plain = choose_model(MethodPlan("weighted_sum"), np.ones(2), values=VALUES, draws=1, drawn_by=drawn_by)
    assert plain.notes(NAME) == ()
