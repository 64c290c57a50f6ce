import re
from dataclasses import replace

import pytest

from layout.ui.kept.runs import Run
from layout.ui.ranking.ranking_view import (
    colour_key,
    excluded_html,
    outcomes_html,
    ranking_html,
    site_html,
    stack_html,
)


def test_the_ranking_shows_the_rows_asked_for(run: Run) -> None:
    best = str(run.result.ranking.index[0])
    html = ranking_html(run.result, "en", rows=5, chosen=best)
    assert html.count("<tr") == 6
    assert html.count('class="cq-on"') == 1
    assert run.result.sites.loc[best, "name_en"] in html


def test_the_parts_add_up_to_the_weighted_sum(run: Run) -> None:
    for site in run.result.ranking.index[:10]:
        widths = [float(width) for width in re.findall(r"width:([\d.]+)%", stack_html(run.result, str(site)))]
        score = float(run.result.ranking.loc[site, "score_weighted_sum"])
        assert sum(widths) == pytest.approx(100 * score, abs=0.05 * len(widths))


def test_every_criterion_has_its_colour(run: Run) -> None:
    colours = re.findall(r"background:(#[0-9a-f]{6})", colour_key(run.result, "en"))
    assert len(colours) == len(set(colours)) == len(run.result.matrix.criterion_ids)


def test_a_gap_is_named_with_its_reason_and_never_a_number(run: Run) -> None:
    (site, criterion), reason = next(iter(run.result.matrix.missing.items()))
    html = site_html(run.result, site, language="en")
    title = run.result.matrix.criteria[criterion].title.en
    row = next(row for row in re.findall(r"<tr>.*?</tr>", html) if f"<td>{title}</td>" in row)
    assert "no data" in row
    assert reason.en.split(";")[0][:20] in row


def test_the_explanation_is_there_in_both_languages(run: Run) -> None:
    best = str(run.result.ranking.index[0])
    assert "ranks 1 of" in site_html(run.result, best, language="en")
    assert "列第 1 位" in site_html(run.result, best, language="zh")


def test_evaluated_rules_show_their_outcome(run: Run) -> None:
    best = str(run.result.ranking.index[0])
    html = outcomes_html(run.result, best, language="en")
    assert re.search(r"<td>(met|not met)</td>", html)
    assert "not_evaluated" not in html


def test_excluded_sites_are_told_or_nothing_is_shown(run: Run) -> None:
    assert excluded_html(run.result, "en") == ""
    row = {
        "site_id": "x",
        "name_zh": "甲",
        "name_en": "A",
        "rule_id": "r",
        "reason_en": "why",
        "reason_zh": "因",
    }
    excluded = run.result.excluded.reindex(columns=list(row)).astype(object)
    excluded.loc[0] = row
    html = excluded_html(replace(run.result, excluded=excluded), "en")
    assert "<td>A</td><td>why</td>" in html


def test_names_are_shown_as_they_are(run: Run, hostile: str) -> None:
    best = str(run.result.ranking.index[0])
    sites = run.result.sites.copy()
    sites["name_en"] = hostile
    html = ranking_html(replace(run.result, sites=sites), "en", rows=3, chosen=best)
    assert not re.search(r"<img|\{\{|\$\{|`", html)
    assert html.count("1234*4321") == 3
