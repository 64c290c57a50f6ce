from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from layout.ui.kept.runs import Run
from layout.ui.sites.criteria_step import criterion_chart, gap_words, values_table

PAGE = Path(__file__).parents[4] / "pages" / "site_selection.py"


def _app() -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "criteria"
    return app.run()


def _said(app: AppTest) -> str:
    return unescape("".join(element.proto.body for element in app.get("html")))


def test_each_criterion_that_counts_has_its_function_gaps_and_source(run: Run) -> None:
    app = _app()
    assert not app.exception
    html = _said(app)
    for key, about in run.result.matrix.criteria.items():
        assert about.title.en in html
        assert gap_words(about, "en") in html
        assert f"missing for {int(run.result.matrix.raw[key].isna().sum())}" in gap_words(about, "en")


def test_the_chart_is_over_the_candidates(run: Run) -> None:
    setting = run.case.criteria.present()["access_power"]
    spec = criterion_chart(run.result, "access_power", setting=setting, language="en")
    bars = spec["layer"][0]["data"]["values"]
    assert sum(bar["sites"] for bar in bars) == int(run.result.matrix.raw["access_power"].notna().sum())
    levels = criterion_chart(
        run.result, "cluster_fit", setting=run.case.criteria.present()["cluster_fit"], language="en"
    )
    assert levels["data"]["values"][0]["end"] == "18 candidates"


def test_a_scale_that_cannot_be_is_said_and_stays_to_be_mended() -> None:
    app = _app()
    best = next(field for field in app.number_input if field.label == "Worth 1 at")
    worst = next(field for field in app.number_input if field.label == "Worth 0 at")
    best.set_value(worst.value).run()
    assert not app.exception
    assert 'role="alert"' in _said(app)
    best = next(field for field in app.number_input if field.label == "Worth 1 at")
    assert best.value == worst.value
    best.set_value(worst.value + 3).run()
    assert 'role="alert"' not in _said(app)


def test_the_table_has_raw_value_value_and_reason_of_every_gap(run: Run) -> None:
    table = values_table(run.result).set_index("site_id")
    matrix = run.result.matrix
    for key in matrix.criterion_ids:
        gaps = table[f"missing_{key}"] != ""
        assert (gaps == matrix.value[key].isna()).all()
