import pytest

from geodata.errors import WriteError
from geodata.text import Language
from layout.ui import shell


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    monkeypatch.setattr(shell, "notice", lambda text, tone: found.append((text, tone)))
    monkeypatch.setattr(shell, "language", lambda: "zh")
    return found


def test_our_errors_are_said_in_the_language_of_the_page(said: list[tuple[str, str]]) -> None:
    assert shell.on_error(WriteError(en="disk full", zh="磁盘已满")) is True
    assert said == [("磁盘已满", "error")]


def test_a_fault_of_ours_names_its_kind_and_nothing_of_its_content(said: list[tuple[str, str]]) -> None:
    assert shell.on_error(RuntimeError("/secret/path")) is True
    (text, tone) = said[0]
    assert tone == "error"
    assert "RuntimeError" in text
    assert "secret" not in text


def test_style_and_drawings_are_part_of_the_package() -> None:
    assert ".cq-table" in shell._style()
    for name in ("icon.svg", "logo-zh.svg", "logo-en.svg"):
        drawing = (shell._STATIC / name).read_text(encoding="utf-8")
        assert drawing.startswith("<svg ")
        assert "href" not in drawing


def test_the_upload_button_speaks_the_language() -> None:
    assert "选择文件" in shell._words_style("zh")
    assert "Choose a file" in shell._words_style("en")


def test_the_style_sheet_asks_for_nothing() -> None:
    assert "url(" not in shell._style()
    assert "@import" not in shell._style()


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("没有匹配项", "全选")), ("en", ("No match", "Select all"))]
)
def test_words_that_streamlit_writes_itself_are_replaced(language: Language, words: tuple[str, ...]) -> None:
    style = shell._words_style(language)
    for word in words:
        assert f'content: "{word}"' in style
    assert style.count("font-size: 0;") == len(shell._OWN_WORDS)
