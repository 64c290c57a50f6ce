from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from layout.config.weighing import find_weights
from layout.config.weighing_ahp import GOAL
from layout.ui import state
from layout.ui.case.cases import case_by_key
from layout.ui.case.draft import draft_case
from layout.ui.weights.ahp_levels import level_words, levels_of
from layout.ui.weights.ahp_unlinked import TOGETHER, unlinked
from layout.ui.weights.elicit_ahp import put_judgement
from layout.ui.weights.state import case_section, keep_judged
from tests.layout.workflow.ranking.test_weights import GROUPED

KEY = "nev-battery"
NAMES = tuple(case_by_key(KEY).active_criteria())
TITLES = {name: name.upper() for name in NAMES}
PAGE = Path(__file__).parents[4] / "pages" / "site_selection.py"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {"lang": "en"}
    monkeypatch.setattr(state, "_store", lambda: kept)
    return kept


@pytest.mark.usefixtures("store")
def test_groups_of_the_case_are_compared_level_by_level() -> None:
    keep_judged(KEY, "ahp", section={**GROUPED, "experts": [{"name": "1", "judgements": {}}]})
    levels = levels_of(KEY, TITLES, language="zh")
    assert list(levels[GOAL].values()) == [
        "LAND_FIT",
        "产业基础",
        "交通通达",
        "TARGET_CONTRIBUTION",
        "POLICY_ROLE",
    ]
    assert level_words(KEY, TITLES, language="zh") == {
        GOAL: "各组之间",
        "industry": "产业基础",
        "access": "交通通达",
    }
    open_ = unlinked(KEY, TITLES, language="zh")[TOGETHER]
    assert {level: len(words) for level, words in open_.items()} == {GOAL: 4, "industry": 1, "access": 2}
    for items in levels.values():
        one, *others = items
        for other in others:
            put_judgement(KEY, (one, other), value="3", place=0, names=NAMES)
    assert unlinked(KEY, TITLES, language="zh") == {}
    case = draft_case(KEY, "en", weights=case_section(KEY, "ahp", names=NAMES))
    assert sum(find_weights(case.weights, case.direct_weights()).weights.values()) == pytest.approx(1)


def test_the_page_compares_one_level_at_a_time_and_tells_the_consistency_of_each() -> None:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    app.query_params["lang"] = "en"
    app.query_params["step"] = "weights"
    experts = [
        GROUPED["experts"][0]
        | {"judgements": {**GROUPED["experts"][0]["judgements"], "policy_role": {"access": 3}}}
    ]
    section = {**GROUPED, "experts": experts}
    app.session_state["cq_store"] = {f"{KEY}.weighing": "ahp", f"{KEY}.judged.ahp": section}
    app.run()
    assert not app.exception
    level = next(box for box in app.selectbox if box.label == "Compared with each other")
    assert level.options == ["Between the groups", "Industry", "Access"]
    taken = [button.label for button in app.button if button.label.startswith("Take")]
    level.select("/").run()
    level = next(box for box in app.selectbox if box.label == "Compared with each other")
    level.select("access").run()
    assert not app.exception
    labels = [box.label for box in app.get("button_group")]
    assert len(taken) == 2
    assert len([label for label in labels if "times" in label]) == 3
