from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.layer import Provenance
from geodata.text import Bilingual, Language
from geodata.workspace import Workspace
from layout.cli.workspace.group import command

Run = Callable[..., object]


@pytest.fixture
def run() -> Run:
    """Run `cqlayout workspace …` in one language and return what the command returns."""

    def run_words(*words: str, language: Language = "en") -> object:
        return command(language).main(list(words), prog_name="cqlayout workspace", standalone_mode=False)

    return run_words


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with two versions of a text, and one item in the bin."""
    workspace = Workspace.create(tmp_path / "office")
    text = Bilingual(en="My case <b>", zh="我的案例")
    provenance = Provenance("CC0", text, "2024", ("s",), "", text)
    for content in ("a", "a\nb"):
        workspace.add_text("案例", content, title=text, provenance=provenance)
    workspace.add_text("old", "x", title=text, provenance=provenance)
    workspace.remove("old")
    return workspace.folder
