import json
import sqlite3
from dataclasses import replace

import pytest

from geodata.layer import Provenance
from geodata.text import Bilingual
from geodata.workspace import Version, WorkspaceError
from geodata.workspace.model import Original, from_row, item_name, to_details


@pytest.mark.parametrize("name", ["parks", "园区_2024", "a" * 64, "1", "sites-new"])
def test_names_of_any_script_are_taken(name: str) -> None:
    assert item_name(name) == name


def test_a_name_has_one_spelling() -> None:
    assert item_name("e\u0301tude") == item_name("\u00e9tude")


@pytest.mark.parametrize(
    "name", ["", "a" * 65, "../x", "a/b", "a b", ".x", "-x", "_x", "a\0", "a\n", "{{x}}", "CON:", "😀"]
)
def test_other_names_are_refused_in_both_languages(name: str) -> None:
    with pytest.raises(WorkspaceError, match="64 letters") as caught:
        item_name(name)
    assert "名称" in caught.value.message("zh")


def example(provenance: Provenance) -> Version:
    return Version(
        "parks", "layer", 2, "2024-01-01T00:00:00.000+00:00", Bilingual(en="P", zh="园"), f"data/{'a' * 32}.gpkg", "b" * 64, 5, 3,
        "EPSG:4490", ("名称", "b"), provenance, (Bilingual(en="n", zh="注"),), Original("源.xlsx", "c" * 64), 1,
    )  # fmt: skip


def row_of(version: Version, **changes: object) -> sqlite3.Row:
    values = {
        "item_id": version.item_id, "kind": version.kind, "number": version.number, "created": version.created,
        "file": version.file, "sha256": version.sha256, "size": version.size, "rows": version.rows,
        "original": version.original.sha256 if version.original else None,
        "restored_from": version.restored_from, "details": to_details(version),
    } | changes  # fmt: skip
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    row: sqlite3.Row = base.execute(
        "SELECT " + ", ".join(f"? AS {name}" for name in values), tuple(values.values())
    ).fetchone()
    base.close()
    return row


def test_a_version_comes_back_from_its_record(provenance: Provenance) -> None:
    version = example(provenance)
    assert from_row(row_of(version)) == version
    bare = replace(version, original=None, restored_from=None, notes=())
    assert from_row(row_of(bare)) == bare


@pytest.mark.parametrize(
    "changes",
    [
        {"file": "../../etc/passwd"},
        {"file": "data/x.gpkg"},
        {"kind": "program"},
        {"sha256": "x"},
        {"original": "../x"},
        {"details": "{"},
        {"details": "[]"},
        {"details": json.dumps({"title": {}})},
    ],
)
def test_a_record_that_names_something_else_is_refused(
    changes: dict[str, object], provenance: Provenance
) -> None:
    with pytest.raises(WorkspaceError, match="damaged") as caught:
        from_row(row_of(example(provenance), **changes))
    assert "已损坏" in caught.value.message("zh")
