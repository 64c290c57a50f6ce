import pytest

from geodata.text import Language
from layout.ui import role_forms
from layout.ui.upload_state import Upload
from layout.workflow.import_roles import Settings


def test_a_role_without_questions_has_no_settings() -> None:
    assert role_forms.ask_role("land", Upload("a.csv", b""), language="en") == {}


def test_a_role_with_questions_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Language]] = []

    def form(upload: Upload, language: Language) -> Settings | None:
        asked.append((upload.name, language))
        return None if len(asked) == 1 else {"unit": "mu"}

    monkeypatch.setitem(role_forms.ROLE_FORMS, "figures", form)
    upload = Upload("a.csv", b"")
    assert role_forms.ask_role("figures", upload, language="zh") is None
    assert role_forms.ask_role("figures", upload, language="zh") == {"unit": "mu"}
    assert asked == [("a.csv", "zh")] * 2
