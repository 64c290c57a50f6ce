import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import CRSMismatchError, UnknownLayerError, WriteError
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import ReadOnlyError, Workspace, WorkspaceError, check, import_workspace

Make = Callable[..., Layer]
KILL_ROUNDS = int(os.environ.get("CQLAYOUT_KILL_ROUNDS", "12"))
TITLE = Bilingual(en="Case", zh="案例")


def test_a_layer_is_kept_with_its_original_notes_and_history(
    workspace: Workspace, make_layer: Make, tmp_path: Path
) -> None:
    source = tmp_path / "来自客户.geojson"
    source.write_text("{}")
    note = Bilingual(en="two rings closed", zh="闭合两个环")
    first = workspace.add_layer(
        make_layer(), original=source, original_name="<b>x</b>.geojson", notes=(note,)
    )
    second = workspace.add_layer(make_layer(rows=5))
    assert (first.number, second.number) == (1, 2)
    assert first.notes[0] == note
    assert first.original is not None
    assert first.original.name == "<b>x</b>.geojson"
    assert workspace.versions("园区") == (first, second)
    assert len(workspace.load("园区").frame) == 5
    assert len(workspace.load("园区", 1).frame) == 3
    assert workspace.original(second) is None
    assert check(workspace.folder) == ()


def test_a_folder_says_whether_it_holds_a_workspace(workspace: Workspace, tmp_path: Path) -> None:
    assert Workspace.exists(workspace.folder)
    assert not Workspace.exists(tmp_path)


def test_restoring_makes_a_new_version_and_drops_none(workspace: Workspace, make_layer: Make) -> None:
    workspace.add_layer(make_layer())
    workspace.add_layer(make_layer(rows=5))
    restored = workspace.restore("园区", 1)
    assert (restored.number, restored.restored_from) == (3, 1)
    assert len(workspace.load("园区").frame) == 3
    assert [len(workspace.load("园区", number).frame) for number in (1, 2, 3)] == [3, 5, 3]


def test_what_is_removed_is_in_the_bin_and_comes_back(workspace: Workspace, make_layer: Make) -> None:
    workspace.add_layer(make_layer())
    workspace.remove("园区")
    assert workspace.items() == ()
    assert workspace.items(binned=True)[0].binned is not None
    assert len(workspace.load("园区").frame) == 3
    workspace.recover("园区")
    assert workspace.items()[0].item_id == "园区"


def test_texts_are_kept_exactly(workspace: Workspace, provenance: Provenance) -> None:
    for text in ("a = 1\r\n# 注\n", "", "x\u2028y"):
        version = workspace.add_text("case", text, title=TITLE, provenance=provenance)
        assert workspace.read_text("case") == text
    assert version.number == 3
    assert workspace.read_text("case", 1) == "a = 1\r\n# 注\n"


def test_a_text_is_no_layer_and_a_layer_no_text(
    workspace: Workspace, make_layer: Make, provenance: Provenance
) -> None:
    workspace.add_text("case", "x", title=TITLE, provenance=provenance)
    workspace.add_layer(make_layer())
    with pytest.raises(WorkspaceError, match="not a layer"):
        workspace.load("case")
    with pytest.raises(WorkspaceError, match="not a text"):
        workspace.read_text("园区")
    with pytest.raises(WorkspaceError, match="choose another name"):
        workspace.add_layer(make_layer("case"))


def test_what_is_not_there_is_named(workspace: Workspace, make_layer: Make, tmp_path: Path) -> None:
    workspace.add_layer(make_layer())
    with pytest.raises(UnknownLayerError, match="versions 1 to 1, not 9"):
        workspace.load("园区", 9)
    with pytest.raises(UnknownLayerError, match="none"):
        workspace.load("none")
    with pytest.raises(WorkspaceError, match="workspace init"):
        Workspace.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_was_changed_is_not_loaded(workspace: Workspace, make_layer: Make) -> None:
    version = workspace.add_layer(make_layer())
    path = workspace.folder / version.file
    path.write_bytes(path.read_bytes() + b"\0")
    for step in (lambda: workspace.load("园区"), lambda: workspace.restore("园区", 1)):
        with pytest.raises(WorkspaceError, match="was changed"):
            step()
    path.unlink()
    with pytest.raises(WorkspaceError, match="missing"):
        workspace.load("园区")


def test_a_layer_that_cannot_be_kept_leaves_no_version(workspace: Workspace, make_layer: Make) -> None:
    layer = make_layer(crs=None)
    with pytest.raises(CRSMismatchError):
        workspace.add_layer(layer)
    assert workspace.items() == ()
    assert check(workspace.folder) == ()


def test_making_a_workspace_twice_or_below_a_file_is_told(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="one already"):
        Workspace.create(workspace.folder)
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError):
        Workspace.create(tmp_path / "file" / "w")


def test_a_full_disk_is_told_and_every_version_stays(disk: Callable[[str], Path], make_layer: Make) -> None:
    workspace = Workspace.create(disk("900k") / "w")
    kept = 0
    failure: WriteError | None = None
    while failure is None and kept < 50:
        try:
            workspace.add_layer(make_layer(rows=200))
            kept += 1
        except WriteError as error:
            failure = error
    assert failure is not None
    assert "the disk is full" in str(failure)
    assert "磁盘空间不足" in failure.message("zh")
    assert 1 <= kept < 50
    assert [finding for finding in check(workspace.folder) if finding.severity == "error"] == []
    assert [version.number for version in workspace.versions("园区")] == list(range(1, kept + 1))
    assert len(workspace.load("园区").frame) == 200


def test_a_file_that_may_not_grow_is_told_and_nothing_is_recorded(
    workspace: Workspace, make_layer: Make, size_limit: None
) -> None:
    del size_limit
    with pytest.raises(WriteError):
        workspace.add_layer(make_layer(rows=2_000))
    assert workspace.items() == ()


def test_a_read_only_workspace_shows_everything_and_takes_nothing(
    disk: Callable[[str], Path], lock: Callable[[Path], None], make_layer: Make, provenance: Provenance
) -> None:
    folder = disk("8m")
    made = Workspace.create(folder / "w")
    made.add_layer(make_layer())
    lock(folder)
    workspace = Workspace.open(folder / "w")
    assert not workspace.is_writable
    assert len(workspace.load("园区").frame) == 3
    for step in (
        lambda: workspace.add_layer(make_layer()),
        lambda: workspace.add_text("case", "x", title=TITLE, provenance=provenance),
        lambda: workspace.restore("园区", 1),
        lambda: workspace.remove("园区"),
    ):
        with pytest.raises(ReadOnlyError, match="read-only"):
            step()
    with pytest.raises(WriteError):
        Workspace.create(folder / "new")
    assert check(workspace.folder) == ()


WRITER = """
import sys, geopandas as gpd, shapely
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
text = Bilingual(en="x", zh="x")
provenance = Provenance("", text, "", (), "", text)
workspace = Workspace.open(sys.argv[1])
who, rounds = sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(rounds):
    frame = gpd.GeoDataFrame({"who": [who], "number": [number]}, geometry=[shapely.Point(106, 29)], crs=4326)
    version = workspace.add_layer(Layer("shared", text, frame, provenance))
    print(version.number, version.file, version.sha256, number, flush=True)
"""


def start(workspace: Workspace, who: str, rounds: int) -> subprocess.Popen[str]:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(workspace.folder), who, str(rounds)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n", writer.stderr.read() if writer.stderr else ""
    return writer


def test_eight_writers_at_once_lose_nothing_and_never_meet_a_lock(workspace: Workspace) -> None:
    writers = [start(workspace, f"w{number}", 10) for number in range(8)]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    outcomes = [writer.communicate(timeout=50) for writer in writers]
    assert [err for _, err in outcomes] == [""] * 8
    told = [line.split() for out, _ in outcomes for line in out.splitlines()]
    assert len(told) == 80
    assert sorted(int(line[0]) for line in told) == list(range(1, 81))
    kept = {str(version.number): version for version in workspace.versions("shared")}
    assert all(
        kept[number].file == file and kept[number].sha256 == digest for number, file, digest, _ in told
    )
    assert check(workspace.folder) == ()
    whose = [workspace.load("shared", number).frame.iloc[0] for number in (1, 40, 80)]
    assert all(row["who"].startswith("w") for row in whose)


# One process that has imported everything forks a child for every round: a round takes as long as its work.
ROUNDS = """
import json, os, random, signal, sys, time
import geopandas as gpd, shapely, pyogrio
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace, check, export_workspace
import geodata.workspace.frames
text = Bilingual(en="x", zh="x")
provenance = Provenance("", text, "", (), "", text)
folder, archive, source, seed, rounds = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
workspace = Workspace(__import__("pathlib").Path(folder))
random.seed(seed)
acknowledged, killed_with_parts = {}, 0

def work(pipe):
    while True:
        frame = gpd.GeoDataFrame({"n": range(300)}, geometry=[shapely.Point(106, 29)] * 300, crs=4326)
        with open(source, "w") as file:
            file.write(str(random.random()))
        version = workspace.add_layer(Layer("shared", text, frame, provenance), original=source)
        os.write(pipe, f"{version.number} {version.sha256}\\n".encode())
        export_workspace(folder, archive)
        os.write(pipe, b"exported\\n")

for number in range(rounds):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        random.seed(number)
        try:
            work(write)
        finally:
            os._exit(70)
    os.close(write)
    time.sleep(random.uniform(0.0, 0.35))
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "a writer ended by itself"
    with os.fdopen(read) as told:
        for line in told.read().splitlines():
            if line != "exported" and line.count(" ") == 1 and len(line.split()[1]) == 64:
                acknowledged[line.split()[0]] = line.split()[1]
    findings = check(workspace.folder)
    killed_with_parts += any(finding.code == "leftover" for finding in findings)
    wrong = [finding.message.en for finding in findings if finding.severity == "error"]
    assert not wrong, (number, wrong)
    kept = {str(v.number): v.sha256 for v in workspace.versions("shared")} if acknowledged else {}
    lost = {n: s for n, s in acknowledged.items() if kept.get(n) != s}
    assert not lost, (number, lost)
print(json.dumps({"acknowledged": len(acknowledged), "rounds_with_leftovers": killed_with_parts}))
"""


def test_killed_at_any_moment_of_import_and_export_nothing_is_corrupt_and_nothing_acknowledged_is_lost(
    workspace: Workspace, tmp_path: Path
) -> None:
    seed = random.SystemRandom().randrange(10**6)
    archive = tmp_path / "w.zip"
    done = subprocess.run(
        [sys.executable, "-c", ROUNDS, str(workspace.folder), str(archive), str(tmp_path / "src"), str(seed), str(KILL_ROUNDS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"seed {seed}: {done.stderr[-2000:]}"
    told = json.loads(done.stdout)
    assert told["acknowledged"] > 0
    after = workspace.add_layer(
        Layer("shared", TITLE, workspace.load("shared").frame, workspace.version("shared").provenance)
    )
    assert after.number == len(workspace.versions("shared")) >= told["acknowledged"] + 1
    if archive.exists():
        assert check(import_workspace(archive, tmp_path / "copy").folder) == ()
