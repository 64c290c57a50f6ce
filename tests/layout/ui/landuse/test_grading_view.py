import pandas as pd
from streamlit.testing.v1 import AppTest

from layout.landuse.grading import grade
from layout.ui.landuse.grading_view import benchmarks_html, firms_html, shipped_case, summary_html, why_text
from layout.workflow.landuse.office_store import keep_table
from tests.drawn import html_of, opened

FIRMS = pd.DataFrame(
    {
        "name": ["甲 <b>", "", "丙"],
        "land_mu": [100.0, 50.0, 30.0],
        "tax_wan": [900.0, 100.0, None],
    },
    index=pd.Index(["a", "b", "c"], name="firm_id"),
)
SCRIPT = """
from layout.ui.landuse.grading_view import show_grading

show_grading("en")
"""


def test_totals_stand_below_the_grades_and_every_firm_has_its_reason() -> None:
    rule = shipped_case().rule
    tax_only = rule.model_copy(update={"indicators": rule.indicators[:1]})
    found = grade(FIRMS, tax_only)
    summary = summary_html(found, "en")
    assert ">180<" in summary
    assert summary.index("total") > summary.index("not graded")
    listed = firms_html(FIRMS, found, language="en")
    assert listed.index("甲") < listed.index(">b<") < listed.index("丙")
    assert "no data on Tax per mu" in listed
    assert "<b>" not in listed
    assert "×10⁴ CNY/mu" in benchmarks_html(found, "en")


def test_reasons_are_the_office_s_words_or_the_indicators_that_are_missing() -> None:
    assert why_text("", "zh") == ""
    assert why_text("listed: 新建投产", "zh") == "新建投产"
    assert why_text("missing: tax_per_mu, rd_share", "zh").startswith("缺少数据：")


def test_the_example_is_marked_and_its_case_can_be_taken_away() -> None:
    app = opened(AppTest.from_string(SCRIPT, default_timeout=60))
    assert "Example rules" in html_of(app)
    assert any(one.proto.label.startswith("Download the case") for one in app.get("download_button"))
    app.checkbox[0].check().run()
    assert "Example rules" not in html_of(app)


def test_switching_to_thresholds_without_any_is_said_and_keeps_the_form() -> None:
    keep_table("firms", b"firm_id,land_mu,tax_wan\na,1,2\n", name="f.csv")
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    next(one for one in app.selectbox if one.label == "Grades follow from").select("thresholds").run()
    assert not app.exception
    assert 'role="alert"' in html_of(app)
