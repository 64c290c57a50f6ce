from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from layout.ui.case.cases import case_by_key

PAGE = Path(__file__).parents[4] / "pages" / "site_selection.py"
KEY = "nev-battery"
NAMES = tuple(case_by_key(KEY).active_criteria())


def _said(experts: list[dict[str, Any]], **more: object) -> tuple[AppTest, str]:
    section = {"method": "ahp", "experts": experts, **more}
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "weights"
    app.session_state["cq_store"] = {f"{KEY}.weighing": "ahp", f"{KEY}.judged.ahp": section}
    app.run()
    assert not app.exception
    return app, "".join(element.proto.body for element in app.get("html"))


def test_experts_who_judged_a_part_are_shown_with_what_they_judged_and_where_they_differ() -> None:
    star = {NAMES[0]: dict.fromkeys(NAMES[1:], "3")}
    experts = [
        {"name": "A", "judgements": {NAMES[0]: {NAMES[1]: "1/3"}, NAMES[1]: {NAMES[2]: "5"}}},
        {"name": "B", "judgements": star},
        {"name": "C" * 60, "voice": 500.0, "judgements": {}},
    ]
    app, html = _said(experts)
    for words in ("2 of 28, not enough alone", "7 of 28, CR 0.000", "left out", "judged by B"):
        assert words in html
    assert "Farthest apart: Land fit over Cluster fit is 1/3 for A, 3 for B." in html
    assert "Fits worst of all together" in html
    # A has no weights of their own, so nothing is proposed to A; and agreement takes two
    assert not [button for button in app.button if button.label.startswith("Take ")]
    assert "Kendall" not in html


def test_levels_that_are_consistent_share_a_line_and_one_that_is_not_has_a_box() -> None:
    groups = [
        {
            "group_id": "g",
            "title": {"en": "Access", "zh": "通达"},
            "criteria": [name for name in NAMES if name.startswith("access_")],
        }
    ]
    port, rail, power = groups[0]["criteria"]
    rest = [name for name in NAMES if not name.startswith("access_")]
    judged = {"g": dict.fromkeys(rest, "1"), port: {rail: "5", power: "1/5"}, rail: {power: "5"}}
    _, html = _said(
        [{"name": "A", "judgements": judged}, {"name": "B", "judgements": {rest[0]: {"g": "1"}}}],
        groups=groups,
    )
    assert "Access: Consistency ratio" in html
    assert "Consistency ratios: Between the groups 0.000; accepted" in html
    assert "1/15 · –" in html
