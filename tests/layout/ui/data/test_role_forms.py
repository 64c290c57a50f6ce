import io

import pandas as pd
import pytest

from geodata.read import ReadOptions
from geodata.text import Language
from layout.ui.data import role_forms
from layout.ui.data.upload_state import Upload
from layout.workflow.desk.roles import Settings

CSV = "区县,GDP（亿元）2023\n万州区,1100\n开县,600\n".encode()


def test_a_layer_is_asked_nothing_beyond_its_origin() -> None:
    assert role_forms.ask_role("sites", Upload("a.csv", CSV), language="zh") == {}


def test_a_table_of_figures_gets_its_wizard_with_the_rows_and_the_source_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[str, object] = {}

    def wizard(frames: list[tuple[str, pd.DataFrame]], **said: object) -> dict[str, object]:
        asked.update(said, frame=frames[0][1])
        return {"answers": "x"}

    monkeypatch.setattr(role_forms, "show_join", wizard)
    monkeypatch.setattr(role_forms, "recall", {"up.source": "年鉴"}.get)
    upload = Upload("a.csv", CSV)
    assert role_forms.ask_role("statistics", upload, language="zh") is None  # not read yet
    upload.look(ReadOptions(table=True))
    assert role_forms.ask_role("statistics", upload, language="zh") == {"answers": "x"}
    assert (asked["name"], asked["source"], asked["language"]) == ("a.csv", "年鉴", "zh")
    wanted = pd.read_csv(io.BytesIO(CSV))
    pd.testing.assert_frame_equal(
        pd.DataFrame(asked["frame"]).reset_index(drop=True), wanted, check_dtype=False
    )


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
