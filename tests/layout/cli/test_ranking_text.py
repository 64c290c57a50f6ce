from dataclasses import replace

import pandas as pd
import pytest

from geodata.text import Bilingual
from layout.cli.ranking_text import ranking_lines
from layout.config import load_case
from layout.resources import find_case
from layout.workflow.ranking.rank import RankingResult, rank_sites


@pytest.fixture(scope="module")
def result() -> RankingResult:
    return rank_sites(load_case(find_case("nev-battery")))


def test_best_sites_are_listed_in_order_with_the_numbers_of_the_ranking(result: RankingResult) -> None:
    title, summary, table, *_ = ranking_lines(result, top=3, language="en")
    assert title == result.case.title.en
    assert summary.startswith(f"3 of {len(result.ranking)} sites")
    rows = table.splitlines()[1:]
    assert len(rows) == 3
    for row, (site_id, site) in zip(rows, result.ranking.head(3).iterrows(), strict=True):
        assert row.startswith(f"{site['rank']:.0f} ")
        assert f"{site['score']:.3f}" in row
        assert f"{site['score_low']:.3f}–{site['score_high']:.3f}" in row
        assert result.sites.loc[site_id, "name_en"] in row


def test_missing_criteria_are_named(result: RankingResult) -> None:
    gap = next(position for position, site in enumerate(result.ranking["missing_criteria"], start=1) if site)
    table = list(ranking_lines(result, top=gap, language="zh"))[2]
    missing = result.ranking["missing_criteria"].iloc[gap - 1]
    assert table.splitlines()[-1].endswith("、".join(result.matrix.criteria[key].title.zh for key in missing))


def test_more_than_there_are_lists_all(result: RankingResult) -> None:
    lines = list(ranking_lines(result, top=1000, language="en"))
    assert len(lines[2].splitlines()) == len(result.ranking) + 1
    assert lines[1].startswith(f"{len(result.ranking)} of {len(result.ranking)} ")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_reservations_follow_removed_sites_first(result: RankingResult, language: str) -> None:
    removed = pd.DataFrame(
        [
            {
                "site_id": "x",
                "name_zh": "某园区",
                "name_en": "Some park",
                "reason_zh": "理由",
                "reason_en": "a reason",
            }
        ]
    )
    known = replace(result, excluded=removed, warnings=(Bilingual(en="mind the gap", zh="注意缺口"),))
    said = [line for line in ranking_lines(known, top=1, language=language) if line.startswith("* ")]
    assert {"en": "* Removed: Some park: a reason", "zh": "* 已排除：某园区：理由"}[language] == said[0]
    assert str(len(result.rules_not_evaluated)) in said[1]
    assert said[-1] == {"en": "* mind the gap", "zh": "* 注意缺口"}[language]


def test_site_without_a_rank_shows_a_dash_and_no_number(result: RankingResult) -> None:
    ranking = result.ranking.copy()
    ranking.loc[ranking.index[0], ["rank", "rank_best", "rank_worst"]] = pd.NA
    ranking.loc[ranking.index[0], ["score", "score_low", "score_high"]] = float("nan")
    table = list(ranking_lines(replace(result, ranking=ranking), top=1, language="en"))[2]
    assert table.splitlines()[1].split()[:4] == ["–", "–––", "–", "–––"]
