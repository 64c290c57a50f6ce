from dataclasses import replace

import pytest

from layout.config import Case, dump_case, parse_case
from layout.errors import CaseError, WeightError
from layout.ui.case.brief import brief_of, case_of, derived_land_ha


def test_a_brief_that_changes_nothing_gives_the_same_case(case: Case) -> None:
    for language in ("zh", "en"):
        assert case_of(case, brief_of(case, language), language=language) is case


def test_land_from_the_target() -> None:
    # 60 亿元 at 75 亿元/km² need 0.8 km²
    assert derived_land_ha(60.0, 75.0) == pytest.approx(80.0)


def test_edits_arrive_in_the_case_and_survive_the_file(case: Case) -> None:
    brief = replace(
        brief_of(case, "zh"),
        name="新项目",
        cluster_id="software_info",
        output_yi=60.0,
        land_given=True,
        land_ha=33.5,
        needs=("airport",),
        chemical=True,
        missing="worst",
        method="topsis",
    )
    edited = case_of(case, brief, language="zh")
    assert edited.project.name.en == edited.project.name.zh == "新项目"
    assert edited.project.annual_output_cny == 6e9
    assert (edited.project.land_ha, edited.project.land) == (33.5, None)
    assert edited.project.needs == ("airport",)
    assert edited.scoring.methods[0] == "topsis"
    assert set(edited.scoring.methods) == set(case.scoring.methods) | {"topsis"}
    assert edited.project.basis.en == "Entered on the page by the user."
    assert parse_case(dump_case(edited), origin="x") == edited


def test_what_was_not_touched_keeps_its_reasons(case: Case) -> None:
    edited = case_of(case, replace(brief_of(case, "en"), chemical=True), language="en")
    assert edited.project.basis == case.project.basis
    assert edited.project.name == case.project.name
    assert edited.criteria == case.criteria
    assert edited.scoring == case.scoring


def test_weights_are_taken_over(case: Case) -> None:
    brief = brief_of(case, "en")
    edited = case_of(case, replace(brief, weights={**brief.weights, "land_fit": 33.0}), language="en")
    assert edited.criteria.present()["land_fit"].weight == 33.0


def test_weights_that_are_all_zero_are_refused(case: Case) -> None:
    brief = brief_of(case, "en")
    with pytest.raises(WeightError):
        case_of(case, replace(brief, weights=dict.fromkeys(brief.weights, 0.0)), language="en")


def test_a_negative_weight_is_refused(case: Case) -> None:
    brief = brief_of(case, "en")
    with pytest.raises(WeightError):
        case_of(case, replace(brief, weights={**brief.weights, "land_fit": -1.0}), language="en")


def test_a_cluster_is_not_related_to_itself(case: Case) -> None:
    brief = brief_of(case, "en")
    edited = case_of(case, replace(brief, cluster_id=brief.related_cluster_ids[0]), language="en")
    assert edited.project.cluster_id not in edited.project.related_cluster_ids


def test_an_unknown_cluster_is_refused(case: Case) -> None:
    with pytest.raises(CaseError):
        case_of(case, replace(brief_of(case, "en"), cluster_id="{{1*1}}"), language="en")
