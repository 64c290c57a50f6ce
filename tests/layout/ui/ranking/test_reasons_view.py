import pytest

from layout.ui.kept.runs import Run
from layout.ui.ranking.reasons_view import (
    criterion_titles,
    first_sentences,
    sentences_html,
    site_names,
    waterfall_steps,
)


def test_the_steps_add_up_to_the_score(run: Run) -> None:
    first = str(run.result.ranking.index[0])
    steps = waterfall_steps(run.result, first)
    assert steps["contribution"].sum() == pytest.approx(float(run.result.ranking["score"].iloc[0]))
    assert steps["weight"].sum() == pytest.approx(1.0)
    assert set(steps.index) == set(criterion_titles(run.result, "en"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_would_bring_a_site_first_is_told_of_any_site(run: Run, language: str) -> None:
    order = [str(site) for site in run.result.ranking.index]
    names = site_names(run.result, language)  # type: ignore[arg-type] - a language
    assert list(names) == order
    assert len(first_sentences(run.result, order[0], language=language)) == 1  # type: ignore[arg-type] - as above
    for site in (order[1], order[20]):
        sentences = first_sentences(run.result, site, language=language)  # type: ignore[arg-type] - as above
        assert len(sentences) >= 2
        assert names[site] in sentences[0]


def test_sentences_are_text() -> None:
    assert "<img" not in sentences_html(["<img src=x>"])
