import pytest

from layout.ui.suitability.run_view import classes_html, result_html
from layout.ui.suitability.shown import Source
from layout.workflow.suitability.result import SuitabilityResult
from layout.workflow.suitability.run import run_suitability


@pytest.fixture(scope="module")
def result(study_source: Source, tmp_path_factory: pytest.TempPathFactory) -> SuitabilityResult:
    out = tmp_path_factory.mktemp("out") / "run"
    return run_suitability(study_source.case, study_source.folder, out=out)


def test_the_figures_are_those_of_the_run(result: SuitabilityResult) -> None:
    html = result_html(result, 12.34, language="en")
    assert f"{result.available_km2:,.2f} km²" in html
    assert "12.3 s" in html
    assert html.count("<tr>") == 9


@pytest.mark.parametrize(("language", "word"), [("zh", "等级"), ("en", "Class")])
def test_every_class_has_a_row(result: SuitabilityResult, language: str, word: str) -> None:
    html = classes_html(result, language)
    assert word in html
    assert html.count("<tr>") == 6
    for row in result.classes.record()["classes"]:
        assert f"{row['cells_ha']:,.1f}" in html
