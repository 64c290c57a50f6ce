from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest

from geodata.text import Bilingual
from layout.i18n import catalogue, translate

PutMessages = Callable[..., None]


@pytest.fixture
def messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PutMessages]:
    """Return a function that replaces the catalogue by the files given to it."""
    (tmp_path / "messages").mkdir()

    def put(**files: str) -> None:
        for name, text in files.items():
            (tmp_path / "messages" / f"{name}.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
        catalogue.cache_clear()

    yield put
    monkeypatch.undo()
    catalogue.cache_clear()


def test_catalogue_joins_all_files_by_dotted_key(messages: PutMessages) -> None:
    messages(a='[a.word]\nen = "one"\nzh = "一"\n', b='[b.deep.word]\nen = "two"\nzh = "二"\n', note="")
    assert catalogue() == {"a.word": Bilingual("one", "一"), "b.deep.word": Bilingual("two", "二")}


def test_other_files_in_the_folder_are_left_alone(messages: PutMessages, tmp_path: Path) -> None:
    (tmp_path / "messages" / "readme.md").write_text("no TOML = = =", encoding="utf-8")
    messages(a='[a.word]\nen = "one"\nzh = "一"\n')
    assert list(catalogue()) == ["a.word"]


def test_key_in_two_files_is_refused_with_the_name_of_the_second(messages: PutMessages) -> None:
    messages(a='[a.word]\nen = "one"\nzh = "一"\n', b='[a.word]\nen = "other"\nzh = "另"\n')
    with pytest.raises(ValueError, match=r"b\.toml: message a\.word is defined twice"):
        catalogue()


@pytest.mark.parametrize(
    "entry", ['en = "one"', 'zh = "一"', 'en = "one"\nzh = "一"\nfr = "un"', 'en = 1\nzh = "一"']
)
def test_entry_without_exactly_two_languages_is_refused(messages: PutMessages, entry: str) -> None:
    messages(a=f"[a.word]\n{entry}\n")
    with pytest.raises(ValueError, match=r"a\.word"):
        catalogue()


def test_translate_fills_placeholders_in_either_language(messages: PutMessages) -> None:
    messages(a='[a.count]\nen = "{n} parks"\nzh = "{n} 个园区"\n')
    assert translate("a.count", "en", n=3) == "3 parks"
    assert translate("a.count", "zh", n=3) == "3 个园区"


def test_values_are_not_formatted_again(messages: PutMessages) -> None:
    messages(a='[a.name]\nen = "name: {name}"\nzh = "名称:{name}"\n')
    assert translate("a.name", "en", name="{n} {{1234*4321}}") == "name: {n} {{1234*4321}}"


def test_unknown_key_is_an_error_and_not_an_empty_text() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        translate("no.such.key", "en")


def test_real_catalogue_loads_and_is_read_once() -> None:
    assert translate("domain.no_data", "zh") == "无数据"
    assert catalogue() is catalogue()
