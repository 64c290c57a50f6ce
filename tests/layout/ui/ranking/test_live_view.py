import re

from layout.config import Case, build_case, case_data
from layout.ui.kept.runs import Run
from layout.ui.ranking.live_view import FIRST, first_html, shares_html
from layout.workflow.ranking.live_rank import live_ranking


def _other(case: Case) -> Case:
    data = case_data(case)
    data["criteria"]["target_contribution"]["weight"] = 50
    return build_case(data, origin="x")


def test_the_first_ten_say_how_they_moved(case: Case, run: Run) -> None:
    before, now = live_ranking(case, run.result), live_ranking(_other(case), run.result)
    names = {str(site): f"{site} <x>" for site in run.result.ranking.index}
    html = first_html(now, before, names=names, language="en")
    assert html.count("<tr>") == FIRST + 1
    assert "<x>" not in html
    old = before.ranking["rank"]
    moved = [int(old[site]) - int(rank) for site, rank in now.ranking["rank"].head(FIRST).items()]
    shown = [int(text) for text in re.findall(r"[▲▼] (\d+)", html)]
    assert shown == [abs(places) for places in moved if places]
    assert html.count("▲") == sum(places > 0 for places in moved)


def test_equal_rankings_move_nobody(case: Case, run: Run) -> None:
    same = live_ranking(case, run.result)
    html = first_html(same, same, names={str(site): "x" for site in run.result.ranking.index}, language="zh")
    assert "▲" not in html
    assert "▼" not in html


def test_shares_are_per_cent_with_their_change(case: Case, run: Run) -> None:
    before, now = live_ranking(case, run.result), live_ranking(_other(case), run.result)
    titles = {str(name): str(name) for name in now.weights.index}
    html = shares_html(now.weights, before.weights, titles=titles, language="en")
    assert "35.7 %" in html  # 50 of 140
    assert "+25.7" in html
    assert "width:100.0%" in html
