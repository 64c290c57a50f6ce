import datetime as dt
import itertools
import json
from dataclasses import replace

import numpy as np
import pytest

from layout.config import dump_case, parse_case
from layout.errors import WeightError
from layout.workflow.ranking.export import run_files
from layout.workflow.ranking.rank import RankingResult, rank_sites
from layout.workflow.ranking.weights import weigh, weight_sentences, weights_data
from layout.workflow.runs.kept_ranking import ranking_data
from tests.layout.battery import CRITERIA
from tests.layout.workflow.ranked_cases import case

CHAIN = {one: {other: 2} for one, other in itertools.pairwise(CRITERIA)}
ROUND = {**CHAIN, "policy_role": {"land_fit": 1}}


@pytest.fixture(scope="module")
def result() -> RankingResult:
    experts = [{"name": "甲", "judgements": ROUND}, {"name": "B", "judgements": CHAIN}]
    return rank_sites(case(weights={"method": "ahp", "experts": experts}))


def test_matrix_ranks_by_the_weights_found(result: RankingResult) -> None:
    weights = result.matrix.weights
    assert weights.sum() == pytest.approx(1)
    assert list(weights.sort_values(ascending=False).index) == list(CRITERIA)
    site = result.ranking.index[0]
    filled = result.matrix.value.loc[site].fillna(0.5)
    assert result.ranking["score"].iloc[0] == pytest.approx(float((weights * filled).sum()))


def test_words_say_where_weights_come_from_and_how_consistent(result: RankingResult) -> None:
    titles = {key: measured.title for key, measured in result.matrix.criteria.items()}
    english = " ".join(text.en for text in weight_sentences(result.weighting, titles))
    chinese = "".join(text.zh for text in weight_sentences(result.weighting, titles))
    for needed in ("pairwise judgements (AHP)", "CR = ", "2 experts", "甲 CR", "Kendall's W"):
        assert needed in english
    for needed in ("两两比较判断", "一致性", "2 位专家", "Kendall W"):
        assert needed in chinese
    assert "{" not in english + chinese
    data = weights_data(result.weighting, titles)
    assert data["consistency"]["experts"]["B"] == pytest.approx(0, abs=1e-9)
    assert data["consistency"]["worst"]["row"] in CRITERIA
    assert data["given"]["experts"][0]["judgements"]["policy_role"] == {"land_fit": "1"}


@pytest.mark.parametrize("method", ["critic", "entropy_minmax"])
def test_weights_from_data_use_what_the_policy_leaves(method: str) -> None:
    filled = rank_sites(case(weights={"method": method}))
    assert filled.weighting.sites == len(filled.sites)
    counted = case(weights={"method": method}, scoring__missing="renormalise")
    complete = rank_sites(counted)
    assert 3 <= complete.weighting.sites < len(filled.sites)
    assert complete.matrix.weights.sum() == pytest.approx(1)
    bare = replace(
        complete.matrix, value=complete.matrix.value.mask(np.ones(complete.matrix.value.shape, dtype=bool))
    )
    with pytest.raises(WeightError, match="0 sites have a value on every criterion"):
        weigh(counted, bare)


GIVEN = {
    "direct": ({"method": "direct"}, "stated directly"),
    "equal": ({"method": "equal"}, "the same for every criterion"),
    "ordinal": (
        {"method": "ordinal", "ranks": {name: k + 1 for k, name in enumerate(CRITERIA)}},
        "rank order centroid",
    ),
    "swing": (
        {"method": "swing", "points": {name: 100 - 5 * k for k, name in enumerate(CRITERIA)}},
        "swing points",
    ),
    "best_worst": (
        {
            "method": "best_worst",
            "best_to_others": {name: k + 1 for k, name in enumerate(CRITERIA)},
            "others_to_worst": {name: 8 - k for k, name in enumerate(CRITERIA)},
        },
        "input-based ratio",
    ),
    "mixture": (
        {
            "method": "mixture",
            "parts": [{"share": 3, "weights": {"method": "direct"}}, {"weights": {"method": "critic"}}],
        },
        "direct weights 75 %; CRITIC 25 %",
    ),
    "product": (
        {
            "method": "mixture",
            "combine": "product",
            "parts": [{"weights": {"method": "direct"}}, {"weights": {"method": "equal"}}],
        },
        "product of the parts",
    ),
}


@pytest.mark.parametrize("kind", GIVEN)
def test_every_way_to_weigh_has_its_words(kind: str) -> None:
    given, words = GIVEN[kind]
    found = rank_sites(case(weights={**given, "reason": {"en": "agreed in May", "zh": "五月会商"}}))
    titles = {key: measured.title for key, measured in found.matrix.criteria.items()}
    english = " ".join(text.en for text in weight_sentences(found.weighting, titles))
    assert words in english
    assert "agreed in May" in english
    assert weights_data(found.weighting, titles)["method"] == given["method"]


GROUPED = {
    "method": "ahp",
    "groups": [
        {"group_id": "access", "title": {"en": "Access", "zh": "交通通达"}, "criteria": [*CRITERIA[3:6]]},
        {"group_id": "industry", "title": {"en": "Industry", "zh": "产业基础"}, "criteria": [*CRITERIA[1:3]]},
    ],
    "experts": [
        {
            "name": "甲",
            "judgements": {
                "land_fit": {"industry": 2, "access": 3, "target_contribution": 4, "policy_role": 5},
                "industry": {"access": 4},
                "cluster_fit": {"cluster_neighbourhood": 2},
                "access_river_port": {"access_rail_freight": 2, "access_power": 2},
                "access_rail_freight": {"access_power": 3},
            },
        }
    ],
}


def test_hierarchy_tells_weights_and_consistency_of_each_matrix() -> None:
    ranked = rank_sites(parse_case(dump_case(case(weights=GROUPED)), origin="again"))
    weights = ranked.matrix.weights
    assert weights["cluster_fit"] / weights["cluster_neighbourhood"] == pytest.approx(2)
    titles = {key: measured.title for key, measured in ranked.matrix.criteria.items()}
    data = weights_data(ranked.weighting, titles)
    goal, *groups = data["levels"]
    assert (goal["level"], {one["level"] for one in groups}) == (None, {"access", "industry"})
    assert sum(goal["weights"].values()) == pytest.approx(1)
    inside = next(one for one in groups if one["level"] == "access")
    assert weights["access_power"] == pytest.approx(
        goal["weights"]["access"] * inside["weights"]["access_power"]
    )
    assert inside["consistency"]["cr"] > 0
    assert goal["consistency"]["missing"] > 0
    for language in ("en", "zh"):
        text = " ".join(one.pick(language) for one in weight_sentences(ranked.weighting, titles))
        assert ("交通通达" if language == "zh" else "Access: ") in text
        assert "{" not in text
    written = json.loads(
        run_files(ranked, when=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), proof=None)["run.json"]
    )
    assert "levels" in json.dumps(written)
    assert ranking_data(ranked)["weighting"]["levels"][0]["level"] is None
