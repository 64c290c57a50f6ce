from dataclasses import replace

import pytest

from layout.config import Case, build_case, case_data
from layout.runs import Run as KeptRun
from layout.runs import compare_runs
from layout.ui.kept.runs import Run
from layout.ui.sites.run_compare import differences_html, moved_html, run_words, weights_html
from layout.workflow.ranking.rank import rank_sites
from layout.workflow.runs.kept_ranking import ranking_run


@pytest.fixture(scope="module")
def runs(case: Case, run: Run) -> list[KeptRun]:
    data = case_data(case)
    data["criteria"]["target_contribution"]["weight"] = 50
    other = ranking_run(rank_sites(build_case(data, origin="x")))
    return [replace(ranking_run(run.result), tags=frozenset({"<old>"})), other]


def test_sites_that_moved_have_both_ranks_and_why(runs: list[KeptRun]) -> None:
    found = compare_runs(runs)
    html = moved_html(found, runs, language="en")
    assert html.count("<tr>") == 16
    assert "Target contribution" in html
    assert "<old>" not in html
    assert "0.357" in html


def test_weights_and_differences_stand_side_by_side(runs: list[KeptRun]) -> None:
    found = compare_runs(runs)
    assert "35.7 &#37;" in weights_html(found, runs, language="en")
    html = differences_html(found, runs, language="zh")
    assert "criteria.target_contribution.weight" in html
    assert ">10.0</td>" in html
    assert run_words(runs[1]) == runs[1].run_id
