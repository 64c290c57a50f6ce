from pathlib import Path

import pytest

from geodata.layer import Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace, WorkspaceError
from geodata.workspace.contents import content_of, sound_content, unsound

BLANK = Bilingual(en="", zh="")


def test_a_file_that_was_changed_is_never_handed_out(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    version = workspace.add_text(
        "case", "a = 1\n", title=BLANK, provenance=Provenance("", BLANK, "", (), "", BLANK)
    )
    path = content_of(workspace.folder, version)
    assert path == sound_content(workspace.folder, version)
    path.write_text("a = 2\n", encoding="utf-8")  # the same size
    assert content_of(workspace.folder, version) == path
    with pytest.raises(WorkspaceError, match="case version 1"):
        sound_content(workspace.folder, version)
    path.unlink()
    with pytest.raises(WorkspaceError) as told:
        content_of(workspace.folder, version)
    assert told.value.text == unsound(workspace.folder, version).text
