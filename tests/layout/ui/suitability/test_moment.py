import pytest

from layout.ui.suitability import moment as suit_moment
from layout.ui.suitability.moment import of_moment, off_name, weight_name
from layout.ui.suitability.shown import Source


def kept(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    monkeypatch.setattr(suit_moment, "recall", lambda name, default=None: values.get(name, default))


def test_nothing_chosen_is_the_case_itself(study_source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(monkeypatch)
    assert of_moment(study_source).case == study_source.case


def test_rules_that_are_off_and_weights_of_the_reader(
    study_source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = study_source.case
    kept(monkeypatch, **{off_name(case): ["water", "gone"], weight_name(case, "road"): 8.0})
    found = of_moment(study_source).case
    assert [rule.id for rule in found.rules] == ["steep", "yrpl_chem_1km", "pbf_exclusion"]
    assert [item.weight for item in found.criteria] == [2.0, 8.0]
