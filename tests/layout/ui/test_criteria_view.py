from layout.config import Case, build_case, case_data
from layout.ui.criteria_view import criteria_html, value_words


def test_every_criterion_states_weight_function_reason_and_source(case: Case) -> None:
    html = criteria_html(case, "en")
    assert html.count("<tr>") == len(case.criteria.present()) + 1
    for setting in case.criteria.present().values():
        assert setting.reason.en.replace("'", "&#x27;") in html
    assert "straight line from 0 at 80 to 1 at 5" in html
    assert "1 → 0, 3 → 0.5, 10 → 1" in html
    assert "carries the cluster → 1" in html
    assert "Western Yu area → 1" in html


def test_a_criterion_that_the_project_does_not_need_says_so(case: Case) -> None:
    data = case_data(case)
    data["project"]["needs"] = []
    assert criteria_html(build_case(data, origin="x"), "en").count("(not needed)") == 3


def test_texts_of_a_case_are_shown_as_text(case: Case, hostile: str) -> None:
    data = case_data(case)
    data["criteria"]["land_fit"]["reason"] = {"en": hostile, "zh": hostile}
    html = criteria_html(build_case(data, origin="x"), "zh")
    assert "<img" not in html
    assert "{{" not in html


def test_a_relative_scale_is_named(case: Case) -> None:
    data = case_data(case)
    data["criteria"]["land_fit"]["value"] = {
        "kind": "minmax",
        "better": "lower",
        "reason": {"en": "x", "zh": "x"},
    }
    setting = build_case(data, origin="x").criteria.present()["land_fit"]
    assert value_words(setting, "en").endswith("relative")
