"""The shipped cases: marked illustrative, every weight and value function with its reason, and each one runs."""

from itertools import pairwise
from pathlib import Path

import pytest

from layout.config import dump_case, load_case, parse_case
from layout.config.case import Case
from layout.workflow.ranking.rank import rank_sites

FOLDER = Path(__file__).resolve().parents[2] / "cases"
FILES = sorted(FOLDER.glob("*.toml"))


def test_the_three_briefs_of_the_tour_are_there() -> None:
    assert {file.stem for file in FILES} >= {"nev-battery", "power-semiconductor", "chemical-new-materials"}


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES])
def case(request: pytest.FixtureRequest) -> Case:
    return load_case(request.param)


def test_a_shipped_case_survives_the_round_trip(case: Case) -> None:
    assert parse_case(dump_case(case), origin="again") == case


def test_it_says_that_it_is_illustrative(case: Case) -> None:
    assert case.illustrative
    assert "llustrative" in case.note.en
    assert "示例" in case.note.zh
    assert "示例" in case.project.name.zh
    assert "own" in case.project.basis.en


def test_every_weight_and_value_function_has_its_reason_in_both_languages(case: Case) -> None:
    for setting in case.criteria.present().values():
        for words in (setting.reason, setting.source, setting.value.reason):
            assert words.en != words.zh
            assert any("\u4e00" <= letter <= "\u9fff" for letter in words.zh)
        assert "llustrative" in setting.source.en
        assert setting.source_ids


def test_weights_add_up_to_a_hundred_points(case: Case) -> None:
    assert sum(setting.weight for setting in case.active_criteria().values()) == 100


def test_every_need_is_scored_and_no_criterion_is_idle(case: Case) -> None:
    assert case.unscored_needs() == {}
    assert case.dropped_criteria() == {}


def test_it_ranks_and_the_first_site_is_whole(case: Case) -> None:
    result = rank_sites(case)
    assert len(result.ranking) >= 8
    assert result.ranking["missing_criteria"].iloc[0] == ()
    assert any(earlier > later for earlier, later in pairwise(result.ranking["score"]))


def test_the_chemical_case_says_which_rules_must_be_checked_first() -> None:
    case = load_case(FOLDER / "chemical-new-materials.toml")
    assert "not evaluated" in case.note.en
    assert "未评估" in case.note.zh
    result = rank_sites(case)
    assert {"yrpl_chem_1km", "chem_recognised_park"} <= set(result.rules_not_evaluated["rule_id"])
    thresholds = result.rule_outcomes[result.rule_outcomes["rule_id"] == "cq_output_density_2027"]
    assert set(thresholds["outcome"]) == {"fail"}
