from pathlib import Path

import pytest
from pydantic import Field

from layout.config.toml_file import build, dump, parse_toml, read_toml
from layout.entities.model import FrozenModel, Table, Text
from layout.errors import CaseError, UnknownKeyError


class Small(FrozenModel):
    """A model of a test."""

    name: Text
    shares: Table[Text, float] = Field(default=())
    depth: int = 3


def test_model_to_text_to_model_is_the_same() -> None:
    given = build(Small, {"name": "a", "shares": {"x": 0.5, "y": 1}}, origin="s.toml")
    for defaults in (True, False):
        assert build(Small, parse_toml(dump(given, defaults=defaults), origin="s"), origin="s") == given
    assert "depth" in dump(given)
    assert "depth" not in dump(given, defaults=False)
    assert isinstance(hash(given), int)


def test_wrong_key_is_named_with_the_one_that_was_meant() -> None:
    with pytest.raises(UnknownKeyError, match=r"s\.toml: unknown key dephth; did you mean depth\?"):
        build(Small, {"name": "a", "dephth": 2}, origin="s.toml")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no such file"):
        read_toml(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CaseError, match="not UTF-8"):
        read_toml(tmp_path / "bytes.toml")
    (tmp_path / "bad.toml").write_text("[a", encoding="utf-8")
    with pytest.raises(CaseError, match=r"bad\.toml: not valid TOML"):
        read_toml(tmp_path / "bad.toml")
    with pytest.raises(CaseError, match="cannot be read"):
        read_toml(tmp_path)
    (tmp_path / "bom.toml").write_text("a = 1\n", encoding="utf-8-sig")
    assert read_toml(tmp_path / "bom.toml") == {"a": 1}
