from typing import Any

import pytest

from layout.ui import state
from layout.ui.case.cases import case_by_key
from layout.ui.weights.ahp_unlinked import TOGETHER, unlinked, unlinked_words
from layout.ui.weights.state import keep_judged

KEY = "nev-battery"
NAMES = tuple(case_by_key(KEY).active_criteria())
TITLES = {name: name.upper() for name in NAMES}
FIRST = {"name": "1", "judgements": {NAMES[0]: dict.fromkeys(NAMES[1:4], "3")}}
SECOND = {"name": "Wang", "judgements": {NAMES[3]: dict.fromkeys(NAMES[4:-1], "3")}}


@pytest.fixture(autouse=True)
def _store(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {"lang": "en"}
    monkeypatch.setattr(state, "_store", lambda: kept)


def _keep(*experts: dict[str, Any], **more: str) -> None:
    keep_judged(KEY, "ahp", section={"method": "ahp", "experts": list(experts), **more})


def test_only_what_nobody_links_is_open_where_judgements_are_put_together() -> None:
    _keep(FIRST, SECOND)
    assert unlinked(KEY, TITLES, language="en") == {TOGETHER: {"": [TITLES[NAMES[-1]]]}}
    assert unlinked_words(KEY, TITLES, language="en") == [
        f"Not yet linked by any comparison: {TITLES[NAMES[-1]]}."
    ]


def test_each_expert_must_link_everything_where_weights_are() -> None:
    _keep(FIRST, SECOND, aggregation="priorities")
    found = unlinked(KEY, TITLES, language="en")
    assert found["1"] == {"": [TITLES[name] for name in NAMES[4:]]}
    assert found["Wang"] == {"": [TITLES[name] for name in (*NAMES[1:3], *NAMES[3:])]}
    words = unlinked_words(KEY, TITLES, language="zh")
    assert [one.split("：")[0] for one in words] == ["专家 1", "Wang"]
