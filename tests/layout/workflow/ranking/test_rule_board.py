import pytest

from layout.config import build_case, case_data, load_case
from layout.resources import find_case
from layout.workflow.ranking.rank import RankingResult, rank_sites
from layout.workflow.ranking.rule_board import case_rules, rule_board


@pytest.fixture(scope="module")
def result() -> RankingResult:
    return rank_sites(load_case(find_case("nev-battery")))


def test_every_rule_that_bears_on_the_project_has_one_row(result: RankingResult) -> None:
    board = rule_board(result)
    assert list(board["rule_id"]) == [rule.rule_id for rule in case_rules(result.case)]
    assert board["rule_id"].is_unique


def test_the_counts_are_those_of_the_outcomes(result: RankingResult) -> None:
    board = rule_board(result)
    outcomes = result.rule_outcomes
    for name in ("pass", "fail", "not_evaluated"):
        assert board[name].sum() == (outcomes["outcome"] == name).sum()
    assert set(board.loc[board["not_evaluated"] > 0, "rule_id"]) == set(result.rules_not_evaluated["rule_id"])
    assert (board.loc[board["not_evaluated"] > 0, "needs_en"] != "").all()


def test_an_enforced_indicator_removes_and_says_how_many(result: RankingResult) -> None:
    board = rule_board(result).set_index("rule_id")
    failing = board.index[(board["fail"] > 0) & ~board["removes"]]
    assert len(failing) > 0
    data = case_data(result.case)
    data["rules"]["enforce"] = [failing[0]]
    enforced = rule_board(rank_sites(build_case(data, origin="x"))).set_index("rule_id")
    assert bool(enforced.loc[failing[0], "removes"])
    assert enforced.loc[failing[0], "removed"] == board.loc[failing[0], "fail"]
