import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyproj import CRS

from geodata.errors import WriteError
from geodata.layer import Provenance
from geodata.text import Bilingual
from geodata.workspace import Version, Workspace, WorkspaceError, check, export_workspace, import_workspace
from geodata.workspace.contents import content_of
from geodata.workspace.raster_facts import facts_of
from geodata.workspace.rasters import RasterDraft, add_raster
from tests.geodata.workspace.test_raster_facts import TOLD
from tests.tiffs import heights, write_tiff

TITLE = Bilingual(en="Elevation", zh="高程")
ORIGIN = Provenance("internal", TITLE, "2024", (), "", Bilingual(en="", zh=""))


def keep(folder: Path, tmp_path: Path, *, rise: float = 0.0, item: str = "dem") -> Version:
    cells = write_tiff(tmp_path / "cells.tif", heights() + rise)
    original = Path(shutil.copy(cells, tmp_path / "original.tif"))
    draft = RasterDraft(item, TITLE, cells, facts_of(TOLD), CRS.from_epsg(4544).to_wkt(), ORIGIN)
    return add_raster(folder, draft, original=original, original_name="地形.tif", notes=(TITLE,))


def test_a_raster_has_versions_restore_bin_and_its_original(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    first, second = keep(workspace.folder, tmp_path), keep(workspace.folder, tmp_path, rise=5)
    assert [one.number for one in workspace.versions("dem")] == [1, 2]
    assert workspace.version("dem") == second
    assert (first.kind, first.crs, first.rows, first.raster) == ("raster", "EPSG:4544", 4800, facts_of(TOLD))
    original = workspace.original(first)
    assert original is not None
    assert first.original is not None
    assert (first.original.name, original.stat().st_size) == (
        "地形.tif",
        content_of(workspace.folder, first).stat().st_size,
    )
    back = workspace.restore("dem", 1)
    assert (back.number, back.restored_from, back.sha256) == (3, 1, first.sha256)
    workspace.remove("dem")
    assert workspace.items() == ()
    workspace.recover("dem")
    assert workspace.items()[0].versions == 3
    with pytest.raises(WorkspaceError, match="is a raster"):
        workspace.load("dem")
    assert check(workspace.folder) == ()


def test_an_archive_carries_rasters_with_all_their_versions(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    keep(workspace.folder, tmp_path)
    keep(workspace.folder, tmp_path, rise=5)
    export_workspace(workspace.folder, tmp_path / "w.zip")
    other = import_workspace(tmp_path / "w.zip", tmp_path / "other")
    assert other.versions("dem") == workspace.versions("dem")
    for version in other.versions("dem"):
        ours = content_of(workspace.folder, version)
        assert content_of(other.folder, version).read_bytes() == ours.read_bytes()


def test_another_kind_of_item_and_a_bad_name_are_refused_and_nothing_counts(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    workspace.add_text("dem", "x", title=TITLE, provenance=ORIGIN)
    with pytest.raises(WorkspaceError, match="dem is a text, found a raster"):
        keep(workspace.folder, tmp_path)
    with pytest.raises(WorkspaceError, match="name"):
        keep(workspace.folder, tmp_path, item="../x")
    assert [item.current.kind for item in workspace.items()] == ["text"]
    assert {one.severity for one in check(workspace.folder)} <= {"info"}


def test_a_disk_that_fails_leaves_the_workspace_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.create(tmp_path / "w")
    kept = keep(workspace.folder, tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WriteError):
        keep(workspace.folder, tmp_path, rise=9)
    monkeypatch.undo()
    assert workspace.versions("dem") == (kept,)
    assert check(workspace.folder) == ()


WRITER = """
import sys
from pathlib import Path
from tests.geodata.workspace.test_rasters import keep
folder, stage = map(Path, sys.argv[1:])
for number in range(10_000):
    print(keep(folder, stage, rise=number).number, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    acknowledged = 0
    for pause in (0.0, 0.004, 0.011, 0.02):
        (stage := tmp_path / f"{pause}").mkdir()
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(workspace.folder), str(stage)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].split()
        acknowledged = max([acknowledged, *map(int, rest)])
        assert workspace.version("dem").number >= acknowledged
        assert {one.severity for one in check(workspace.folder)} <= {"info"}
