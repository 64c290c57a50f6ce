from pathlib import Path

import pytest

from geodata.errors import WriteError
from layout.workflow.suitability.cache_place import CACHE_VARIABLE, cache_place, told


def test_the_variable_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    assert cache_place() == tmp_path
    monkeypatch.setenv(CACHE_VARIABLE, "")
    assert cache_place().name == "cqlayout"


def test_an_error_of_the_disk_names_place_and_remedy(tmp_path: Path) -> None:
    with (
        pytest.raises(WriteError, match=rf"{CACHE_VARIABLE} to a folder with room, or wait\.$"),
        told(tmp_path, remedy=(", or wait", "，或等待")),
    ):
        (tmp_path / "none" / "file").write_text("x", encoding="utf-8")
