from dataclasses import replace

import pytest

from layout.ui.kept.plans import UnknownPlanError, case_token, find_plan, inputs_of, plan_frame
from layout.ui.maps.layers import drawn
from layout.ui.maps.payloads import payload_bytes
from layout.workflow.allocation.edit import Choice, Edits, edited
from tests.layout.ui.plan_runs_made import plain_plan, rich_bundle, studied_plan


def test_a_plan_is_found_again_and_its_map_never_runs_what_a_name_says() -> None:
    found = plain_plan()
    assert find_plan(found.token) is found
    assert found.run.report is not None
    assert found.run.report.violations == ()
    for language in ("zh", "en"):
        for layer in ("plan", "planlines"):
            body = payload_bytes(layer, {"run": found.token, "lang": language}).decode()
            assert '"features":[{' in body
    assert len(plan_frame(found.token, "parks")) == 2
    frame, style = drawn("planlines", {"run": found.token})
    assert style["kind"] == "line"
    assert set(frame["kind"]) <= {"chain", "move", "origin"}
    with pytest.raises(UnknownPlanError):
        find_plan("nothing")


def test_inputs_are_read_once_for_equal_tables_whatever_the_limits() -> None:
    bundle = rich_bundle()
    choices = (Choice("A", "K2"), Choice("B"), Choice("C"), Choice("D"))
    other = replace(bundle, case=edited(bundle.case, Edits(choices=choices)))
    assert inputs_of(other) is inputs_of(bundle)
    assert case_token(bundle, bundle.case) != case_token(bundle, other.case)
    all_placed = replace(bundle, case=edited(bundle.case, Edits(place_all=True)))
    assert inputs_of(all_placed) is not inputs_of(bundle)


def test_studies_gather_and_a_choice_priced_twice_stands_once() -> None:
    studies = studied_plan().studies
    assert set(studies) == {"alternatives", "pareto", "forced", "land_prices", "robustness"}
    assert [(item["project_id"], item["park_id"]) for item in studies["forced"]] == [("A", "K2"), ("C", None)]
