from typing import Any

import pytest

from layout.config.weighing import find_weights
from layout.ui import state
from layout.ui.case.cases import case_by_key
from layout.ui.case.draft import draft_case
from layout.ui.weights.ahp_unlinked import unlinked
from layout.ui.weights.elicit_ahp import put_judgement
from layout.ui.weights.state import case_section, judged, keep_judged

KEY = "nev-battery"
NAMES = tuple(case_by_key(KEY).active_criteria())
TITLES = {name: name.upper() for name in NAMES}


@pytest.fixture(autouse=True)
def _store(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {"lang": "en"}
    monkeypatch.setattr(state, "_store", lambda: kept)


def _cells() -> dict[str, dict[str, str]]:
    cells: dict[str, dict[str, str]] = judged(KEY, "ahp", names=NAMES)["experts"][0]["judgements"]
    return cells


def test_a_judgement_is_put_changed_and_taken_back() -> None:
    put_judgement(KEY, ("land_fit", "policy_role"), value="5", place=0, names=NAMES)
    put_judgement(KEY, ("policy_role", "land_fit"), value="1/3", place=0, names=NAMES)
    assert _cells() == {"policy_role": {"land_fit": "1/3"}}
    put_judgement(KEY, ("land_fit", "policy_role"), value=None, place=0, names=NAMES)
    assert _cells() == {}


def test_comparing_one_criterion_with_all_others_is_enough_and_gives_its_proportions() -> None:
    others = [title for name, title in TITLES.items() if name != NAMES[0]]
    assert unlinked(KEY, TITLES, language="en") == {"": {"": others}}
    for place, other in enumerate(NAMES[1:]):
        put_judgement(KEY, (NAMES[0], other), value=("3", "5", "7")[place % 3], place=0, names=NAMES)
    assert unlinked(KEY, TITLES, language="en") == {}
    case = draft_case(KEY, "en", weights=case_section(KEY, "ahp", names=NAMES))
    weights = find_weights(case.weights, case.direct_weights()).weights
    assert weights[NAMES[0]] / weights[NAMES[1]] == pytest.approx(3.0)
    assert weights[NAMES[0]] / weights[NAMES[2]] == pytest.approx(5.0)


def test_each_expert_has_judgements_of_their_own() -> None:
    section = judged(KEY, "ahp", names=NAMES)
    keep_judged(
        KEY, "ahp", section={**section, "experts": [*section["experts"], {"name": "2", "judgements": {}}]}
    )
    put_judgement(KEY, (NAMES[0], NAMES[1]), value="9", place=1, names=NAMES)
    experts = judged(KEY, "ahp", names=NAMES)["experts"]
    assert [len(expert["judgements"]) for expert in experts] == [0, 1]
