import pytest

from layout.config.case_weights import AhpWeights
from layout.config.weighing_ahp import GOAL, find_ahp
from layout.entities.wording import both
from layout.workflow.ranking.ahp_words import ahp_sentences, consistency_data, parts_of, widest_pair
from tests.layout.config.test_weighing_ahp import ALONE, NAMES, PARTS, ahp

TITLES = {name: both(name) for name in NAMES}


def test_words_say_who_judged_what_and_who_has_not_enough_alone() -> None:
    given = ahp(*PARTS)
    text = " ".join(one.en for one in ahp_sentences(given, find_ahp(given, NAMES).levels, titles=TITLES))
    assert "3 experts; each pair has the geometric mean of those who judged it." in text
    assert "e0 1 of 3 pairs, not enough judgements alone; e1 CR 0.000 (2 of 3 pairs); e2 nothing here" in text
    assert "Agreement on the order is not known" in text
    chinese = "".join(one.zh for one in ahp_sentences(given, find_ahp(given, NAMES).levels, titles=TITLES))
    assert "e0 1/3 对，单独判断不足" in chinese
    assert "{" not in text + chinese


def test_voices_are_told_where_they_differ() -> None:
    experts = [{"name": "A", "judgements": ALONE, "voice": 2}, {"name": "B", "judgements": ALONE}]
    given = AhpWeights.model_validate(
        {"method": "ahp", "experts": experts, "groups": ahp(ALONE).model_dump()["groups"]}
    )
    text = " ".join(one.en for one in ahp_sentences(given, find_ahp(given, NAMES).levels, titles=TITLES))
    assert "A (counts 2) CR" in text
    assert "B (counts 1) CR" in text


def test_the_pair_judged_most_differently_is_named_with_who_judged_it_so() -> None:
    other = {**ALONE, "port": {"rail": "1/8", "power": 5}}
    group = find_ahp(ahp(ALONE, other, {}), NAMES).levels["access"]
    assert widest_pair(group) == ("port", "rail", (("e1", pytest.approx(1 / 8)), ("e0", 2.0)))
    assert widest_pair(find_ahp(ahp(ALONE, {}), NAMES).levels["access"]) is None


def test_plain_data_have_null_for_what_is_not_known_and_every_pair_with_who_judged_it() -> None:
    found = find_ahp(ahp(*PARTS), NAMES).levels
    data = consistency_data(found["access"])
    assert data["experts"] == {"e0": None, "e1": None, "e2": None}
    assert data["kendall_w"] is None
    assert data["judged"]["e2"] == {"pairs": 1, "of": 3}
    assert data["pairs"][0] == {
        "row": "port",
        "column": "rail",
        "judgement": pytest.approx(2),
        "experts": {"e0": 2.0},
    }
    assert [pair["experts"].keys() for pair in data["pairs"]] == [{"e0"}, {"e1"}, {"e2"}]
    assert parts_of(found[GOAL])["e2"].done == 0
    assert "pairs" not in consistency_data(find_ahp(ahp(ALONE), NAMES).levels[GOAL])
