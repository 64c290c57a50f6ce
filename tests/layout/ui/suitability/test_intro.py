import pytest

from layout.ui.suitability import intro as suit_intro
from layout.ui.suitability.intro import show_intro
from layout.ui.suitability.shown import Shown


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr(suit_intro, "notice", lambda text, _tone="info": lines.append(text))
    monkeypatch.setattr(suit_intro, "quiet", lambda *texts: lines.extend(texts))
    return lines


def test_without_a_study_one_is_told_what_is_needed(said: list[str]) -> None:
    show_intro(None, "en")
    assert any("No road, river, farmland or red-line data ship" in line for line in said)
    assert any("To bring your own" in line for line in said)


def test_rules_without_layers_are_counted_and_own_layers_need_no_advice(
    shown: Shown, said: list[str]
) -> None:
    show_intro(shown, "zh")
    assert said == ["4 条规则中有 1 条因缺少图层而未评估：图中的可用范围只是上限。"]
