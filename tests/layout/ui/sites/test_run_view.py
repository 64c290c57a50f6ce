import pytest

from layout.runs import Run as KeptRun
from layout.ui.kept.runs import Run
from layout.ui.sites.run_view import ranks_html, tags_of, weights_html
from layout.workflow.runs.kept_ranking import ranking_run


@pytest.fixture(scope="module")
def kept(run: Run) -> KeptRun:
    return ranking_run(run.result)


def test_tags_are_separated_by_spaces_or_commas_of_either_script() -> None:
    assert tags_of(" a，b、c, d ") == ["a", "b", "c", "d"]


def test_the_first_ten_and_the_weights_are_those_of_the_run(kept: KeptRun, run: Run) -> None:
    html = ranks_html(kept, "en")
    assert html.count("<tr>") == 11
    first = run.result.ranking.index[0]
    assert str(run.result.sites.loc[first, "name_en"]) in html
    assert f"{float(run.result.ranking['score'].iloc[0]):.3f}" in html
    weights = weights_html(kept, "zh")
    assert weights.count("<tr>") == len(run.result.matrix.criterion_ids) + 1
    assert weights.index("用地匹配") < weights.index("政策定位")
