from pathlib import Path

import pytest

from layout.config.hierarchy_toml import is_hierarchy, load_hierarchy
from layout.errors import CaseError, UnknownKeyError
from layout.resources import bundle_folder, find_case

SHIPPED = bundle_folder() / "cases" / "plain" / "hierarchy.toml"


def test_the_shipped_hierarchy_has_three_levels_and_two_experts() -> None:
    found = load_hierarchy(SHIPPED)
    assert found.criteria[0] == "land_price"
    assert [group.parent for group in found.groups] == [None, None, "access", None]
    assert [expert.name for expert in found.experts] == ["Planning", "Industry"]


def test_a_hierarchy_is_told_from_a_case() -> None:
    assert is_hierarchy(SHIPPED)
    assert not is_hierarchy(find_case("nev-battery"))


@pytest.mark.parametrize(
    ("old", "new", "error", "words"),
    [
        (
            'parent = "access"',
            'parent = "acess"',
            CaseError,
            "acess is no group of the case; did you mean access",
        ),
        ('criteria = ["power"]', 'criterea = ["power"]', UnknownKeyError, "criterea"),
        (
            "port = { rail = 2 }",
            "port = { housing = 2 }",
            CaseError,
            "port and housing stand at different levels",
        ),
        ("port = { rail = 2 }", "port = { rail = 0 }", CaseError, "row port, column rail: found '0'"),
    ],
)
def test_what_is_mistyped_is_named(
    tmp_path: Path, old: str, new: str, error: type[CaseError], words: str
) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "h.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(error, match=words):
        load_hierarchy(tmp_path / "h.toml")
