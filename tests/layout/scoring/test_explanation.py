from collections.abc import Callable

import pandas as pd
import pytest

from geodata.text import Bilingual
from layout.entities.vocabulary import MissingPolicy
from layout.scoring.explanation import Explainer, RuleSummary, SiteRank, explain_site, summarise_rules
from layout.scoring.matrix import DecisionMatrix
from layout.scoring.missing import complete_matrix
from layout.scoring.weighted_sum import score_by_weighted_sum

Make = Callable[..., DecisionMatrix]
NAN = float("nan")
NAME = Bilingual(en="Park A", zh="甲园区")
NO_RULES = RuleSummary(failed=(), not_evaluated=0, hard_not_evaluated=0)


def explain(
    matrix: DecisionMatrix,
    policy: MissingPolicy = "neutral",
    *,
    rules: RuleSummary = NO_RULES,
    additive: bool = True,
    **row: object,
) -> Bilingual:
    tables = score_by_weighted_sum(matrix, complete_matrix(matrix, policy)).tables
    explainer = Explainer(
        matrix=matrix,
        contributions=tables["contributions"],
        weights=tables["weights"],
        additive=additive,
        policy=policy,
        other_ranks=[(Bilingual(en="TOPSIS", zh="TOPSIS"), pd.Series([4], index=["s0"]))],
    )
    values = {
        "rank": 3,
        "score": 0.61234,
        "score_low": 0.5,
        "score_high": 0.7,
        "rank_best": 2,
        "rank_worst": 9,
        **row,
    }
    return explain_site(explainer, SiteRank("s0", NAME, values, 12), rules=rules)


def test_rank_score_and_range_come_first(make: Make) -> None:
    text = explain(make([[0.5, 0.5]], [1, 1]))
    assert text.en.startswith("Park A ranks 3 of 12 with a score of 0.612; ")
    assert "a range of 0.500 to 0.700 and any rank from 2 to 9." in text.en
    assert text.zh.startswith("甲园区在 12 个候选地中列第 3 位，得分 0.612；")
    assert "按TOPSIS列第 4 位。" in text.zh
    assert "By TOPSIS it ranks 4." in text.en


def test_a_rank_that_nothing_can_change_is_called_so(make: Make) -> None:
    text = explain(make([[0.5, 0.5]], [1, 1]), rank_best=3, rank_worst=3)
    assert "do not change the rank" in text.en
    assert "不改变位次" in text.zh


def test_the_largest_gains_and_losses_are_named_with_their_points(make: Make) -> None:
    # weights 0.5, 0.3, 0.2; gains 0.45, 0.03, 0.20; losses 0.05, 0.27, 0
    text = explain(make([[0.9, 0.1, 1.0]], [5, 3, 2]))
    assert (
        "It gains most from LAND_FIT (0.450 of 0.500: is 0.9); CLUSTER_NEIGHBOURHOOD (0.200 of 0.200: is 1)."
        in text.en
    )
    assert (
        "It loses most on CLUSTER_FIT (loses 0.270 of 0.300: is 0.1); LAND_FIT (loses 0.050 of 0.500, see above)."
        in text.en
    )
    assert "主要得分项：指标land_fit（得 0.450，满分 0.500：为 0.9）；" in text.zh


def test_what_is_worth_nothing_is_not_named(make: Make) -> None:
    assert "It gains" not in explain(make([[0.0, 0.0]], [1, 1])).en
    assert "It loses" not in explain(make([[1.0, 1.0]], [1, 1])).en


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("neutral", "middle of the scale"),
        ("worst", "at the worst value, 0"),
        ("renormalise", "share their weight"),
    ],
)
def test_gaps_are_told_with_reason_weight_and_policy(make: Make, policy: MissingPolicy, words: str) -> None:
    text = explain(make([[0.5, NAN, NAN]], [5, 3, 2]), policy)
    assert (
        "No data for CLUSTER_FIT, CLUSTER_NEIGHBOURHOOD (not recorded). This concerns 50 % of the weight;"
        in text.en
    )
    assert words in text.en
    assert "缺少数据：指标cluster_fit、指标cluster_neighbourhood（无记录）。涉及权重 50%" in text.zh


def test_a_site_without_a_score_says_why(make: Make) -> None:
    text = explain(make([[NAN, NAN]], [1, 1]), "renormalise", rank=pd.NA)
    assert (
        text.en == "Park A has no rank, because no criterion is known: LAND_FIT, CLUSTER_FIT (not recorded)."
    )


def test_rules_that_fail_and_rules_not_evaluated_are_told(make: Make) -> None:
    rules = RuleSummary(
        failed=(Bilingual(en="too thin", zh="强度不足"),), not_evaluated=7, hard_not_evaluated=2
    )
    text = explain(make([[0.5]], [1]), rules=rules)
    assert "does not exclude in this case: too thin." in text.en
    assert "7 rules that bear on the project were not evaluated for lack of data, 2 of them hard" in text.en
    assert "排名不等于准入" in text.zh


def test_rule_outcomes_are_counted_by_site() -> None:
    outcomes = pd.DataFrame(
        [
            ("a", "red_line", "not_evaluated", "needs", "需要"),
            ("a", "slope", "not_evaluated", "needs", "需要"),
            ("a", "output", "fail", "too thin", "强度不足"),
            ("b", "output", "pass", "fine", "达标"),
        ],
        columns=["site_id", "rule_id", "outcome", "reason_en", "reason_zh"],
    )
    assert summarise_rules(outcomes, frozenset({"red_line"})) == {
        "a": RuleSummary(
            failed=(Bilingual(en="too thin", zh="强度不足"),), not_evaluated=2, hard_not_evaluated=1
        )
    }


def test_parts_of_a_method_that_does_not_add_up_are_called_so(make: Make) -> None:
    matrix = make([[0.5]], [1])
    assert "points of the weighted sum" in explain(matrix, additive=False).en
    assert "points of the weighted sum" not in explain(matrix).en
