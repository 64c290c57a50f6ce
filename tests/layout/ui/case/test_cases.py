from typing import Any

import pytest

from layout.config import Case, dump_case
from layout.errors import CaseError
from layout.ui.case import cases
from layout.ui.case.cases import LOADED, MAX_BYTES, case_by_key, case_titles, take_case


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(cases, "remember", kept.__setitem__)
    monkeypatch.setattr(cases, "recall", kept.get)
    return kept


def test_the_shipped_cases_are_offered(store: dict[str, Any]) -> None:
    titles = case_titles("zh")
    assert not store
    assert titles["nev-battery"] == "新能源汽车动力电池项目"
    assert len(titles) >= 3
    assert all(case_by_key(key).illustrative for key in titles)


def test_a_case_file_is_taken_and_offered(store: dict[str, Any], case: Case) -> None:
    take_case("mine.toml", dump_case(case).encode())
    assert store
    assert case_by_key(LOADED) == case
    assert case_titles("en")[LOADED].endswith("(loaded)")


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"not toml at all [", b"unknown_key = 1", b"x" * (MAX_BYTES + 1)],
    ids=["not text", "not TOML", "not a case", "too large"],
)
def test_a_file_that_cannot_be_run_is_refused_whole(store: dict[str, Any], content: bytes) -> None:
    with pytest.raises(CaseError, match=r"mine\.toml"):
        take_case("mine.toml", content)
    assert store == {}
