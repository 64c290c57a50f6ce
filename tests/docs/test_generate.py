import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from geodata.catalog import entries
from layout.resources import bundle_folder

DOCS = bundle_folder() / "docs"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """Return docs/generate.py as a module; the folder is no package."""
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_commands_page_is_what_the_program_says_today(generate: ModuleType) -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == generate.commands_text(), "run `make docs`"


def test_data_page_is_what_the_catalogue_says_today(generate: ModuleType) -> None:
    assert (DOCS / "data.md").read_text(encoding="utf-8") == generate.data_text(), "run `make docs`"


def test_data_page_gives_every_dataset_its_terms(generate: ModuleType) -> None:
    text = generate.data_text()
    for entry in entries():
        section = text.partition(f"\n## {entry.layer_id}\n")[2].partition("\n## ")[0]
        assert entry.licence in section
        assert entry.attribution.en in section
        assert entry.attribution.zh in section
        assert entry.checksum_sha256 in section


def test_commands_page_shows_both_languages(generate: ModuleType) -> None:
    text = generate.commands_text()
    assert text.count("Usage: cqlayout") == text.count("用法: cqlayout") == text.count("\n## `cqlayout") > 4


def test_writing_is_whole_and_repeatable(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "FOLDER", tmp_path)
    generate.main()
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    generate.main()
    assert set(first) == {"commands.md", "data.md"}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
