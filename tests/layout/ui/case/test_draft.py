from typing import Any

import pytest

from layout.config import Case
from layout.errors import CaseError, WeightError
from layout.ui import state
from layout.ui.case.brief import brief_of
from layout.ui.case.draft import draft_case, draft_run, kept_brief, measured, measured_case, unweighted_case
from layout.ui.case.edits import edit

KEY = "nev-battery"


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {"lang": "en"}
    monkeypatch.setattr(state, "_store", lambda: kept)
    return kept


def test_without_edits_the_draft_is_the_case(case: Case) -> None:
    for language in ("zh", "en"):
        assert kept_brief(KEY, case, language=language) == brief_of(case, language)
        assert draft_case(KEY, language) == case


def test_edits_of_every_step_arrive_in_one_case(store: dict[str, Any]) -> None:
    store[f"{KEY}.name"] = "Plant"
    store[f"{KEY}.weight.land_fit"] = 44.0
    edit(KEY, "candidates.exclude", value=["cq_htz"])
    edit(KEY, "weights", value={"method": "equal"})
    case = draft_case(KEY, "en")
    assert (case.project.name.en, case.candidates.exclude, case.weights.method) == (
        "Plant",
        ("cq_htz",),
        "equal",
    )
    assert case.direct_weights()["land_fit"] == 44.0
    assert "cq_htz" not in draft_run(KEY, "en").result.ranking.index


def test_an_edit_that_cannot_be_run_is_refused_and_the_others_can_go_on_without_it() -> None:
    edit(
        KEY,
        "criteria.access_power.value",
        value={"kind": "linear", "worst": 5, "best": 5, "reason": {"en": "x", "zh": "x"}},
    )
    with pytest.raises(CaseError):
        draft_case(KEY, "en")
    with pytest.raises(CaseError):
        measured_case(KEY, "en")
    assert measured_case(KEY, "en", without="criteria").criteria.access_power is not None


def test_what_is_measured_does_not_depend_on_weights_method_or_policy(store: dict[str, Any]) -> None:
    before = measured(KEY, "en")
    store[f"{KEY}.weight.land_fit"] = 1.0
    store[f"{KEY}.missing"] = "refuse"
    store[f"{KEY}.method"] = "vikor"
    edit(KEY, "weights", value={"method": "critic"})
    assert measured(KEY, "en") is before


def test_weights_that_are_all_zero_do_not_keep_the_sites_from_being_measured(
    store: dict[str, Any], case: Case
) -> None:
    for name in case.criteria.present():
        store[f"{KEY}.weight.{name}"] = 0.0
    with pytest.raises(WeightError):
        draft_case(KEY, "en")
    assert len(measured(KEY, "en").ranking) == 61


def test_the_case_to_compare_with_keeps_the_brief_and_the_old_weights(
    store: dict[str, Any], case: Case
) -> None:
    store[f"{KEY}.output"] = 60.0
    store[f"{KEY}.weight.land_fit"] = 1.0
    edit(KEY, "weights", value={"method": "critic"})
    found = unweighted_case(KEY, "en")
    assert found.project.annual_output_cny == 6e9
    assert found.direct_weights() == case.direct_weights()
    assert found.weights == case.weights
