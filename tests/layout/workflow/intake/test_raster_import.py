import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio

from geodata.errors import WriteError
from geodata.quality.findings import Verdict
from geodata.read import ReadOptions, Sandbox, check_file
from geodata.workspace import Workspace, check
from geodata.workspace.contents import content_of
from layout.errors import ImportRefusedError
from layout.workflow.desk.roles import Origin
from layout.workflow.intake import raster_import
from layout.workflow.intake.order import Order
from layout.workflow.intake.raster_import import import_raster, refuse_small_disk, room_for
from tests.tiffs import heights, write_tiff

ORIGIN = Origin("地形", "Survey office", "internal", "2024", "Li")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1) as made:
        yield made


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def test_a_raster_is_kept_with_all_that_is_known_of_it(
    study_folder: Path, workspace: Workspace, sandbox: Sandbox
) -> None:
    path = study_folder / "landcover.tif"
    done = import_raster(
        path, Order("landcover", ORIGIN), workspace=workspace, sandbox=sandbox, name="覆被.tif"
    )
    version, origin = done.version, done.version.provenance if done.version else None
    assert version is not None
    assert origin is not None
    assert (version.item_id, version.crs, version.title.zh, version.number) == (
        "landcover",
        "EPSG:4544",
        "地形",
        1,
    )
    assert (origin.licence, origin.vintage, origin.attribution.zh) == ("internal", "2024", "Survey office")
    assert origin.checksum_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert version.original is not None
    assert (version.original.name, version.original.sha256) == ("覆被.tif", origin.checksum_sha256)
    facts = version.raster
    assert facts is not None
    with rasterio.open(path) as source, rasterio.open(content_of(workspace.folder, version)) as kept:
        values = source.read(1)
        assert np.array_equal(kept.read(1), values)
        numbers, counts = np.unique(values, return_counts=True)
        assert facts.classes == {str(n): int(c) for n, c in zip(numbers, counts, strict=True)}
    assert check(workspace.folder) == ()


@pytest.mark.parametrize(
    ("role", "change", "told"), [("dem", 40_000.0, "--nodata"), ("landcover", 0.5, "raster:NAME")]
)
def test_a_raster_that_is_not_what_it_shall_become_is_refused_and_nothing_is_kept(
    role: str, change: float, told: str, workspace: Workspace, tmp_path: Path
) -> None:
    path = write_tiff(tmp_path / "a.tif", np.where(heights() == 200, np.float32(change), heights()))
    with pytest.raises(ImportRefusedError, match=r"a\.tif") as refused:
        import_raster(path, Order(role, ORIGIN), workspace=workspace)
    assert told in refused.value.message("zh").replace("raster:名称", "raster:NAME")
    assert workspace.items() == ()
    assert not list((workspace.folder / "data").iterdir())


def test_answers_that_do_not_fit_are_findings(workspace: Workspace, sandbox: Sandbox, tmp_path: Path) -> None:
    path = write_tiff(tmp_path / "a.tif", heights() - 10_199)  # its first column is -9999
    found = {}
    for options in (ReadOptions(), ReadOptions(band=2), ReadOptions(datum="gcj02")):
        done = import_raster(path, Order("raster:x", ORIGIN, options), workspace=workspace, sandbox=sandbox)
        assert done.version is None
        found |= {item.code: item.message.en for item in done.report.findings if item.severity == "error"}
    assert sorted(found) == ["raster-band-unknown", "raster-datum", "raster-nodata-undeclared"]
    assert all("a.tif" in message for message in found.values())
    assert workspace.items() == ()


def test_a_question_and_a_rotated_or_unplaced_raster(
    workspace: Workspace, sandbox: Sandbox, tmp_path: Path
) -> None:
    plain = write_tiff(tmp_path / "a.tif", heights(), crs=None)
    asked = import_raster(plain, Order("dem", ORIGIN), workspace=workspace, sandbox=sandbox)
    assert (asked.version, asked.report.verdict) == (None, Verdict.ASK)
    order = Order("dem", ORIGIN, ReadOptions(crs="EPSG:4544"))
    done = import_raster(plain, order, workspace=workspace, sandbox=sandbox)
    assert done.version is not None
    assert any("EPSG:4544" in note.en for note in done.notes)
    turned = write_tiff(tmp_path / "b.tif", heights(), transform=rasterio.Affine(30, 5, 6e5, 5, -30, 3.3e6))
    refused = import_raster(turned, Order("dem", ORIGIN), workspace=workspace, sandbox=sandbox)
    assert [item.code for item in refused.report.findings if item.severity == "error"] == ["raster-rotated"]
    (tmp_path / "c.csv").write_text("name,lon,lat\na,106.5,29.5\n", encoding="utf-8")
    with pytest.raises(ImportRefusedError, match="no raster found"):
        import_raster(tmp_path / "c.csv", Order("dem"), workspace=workspace, sandbox=sandbox)


def test_the_room_is_told_before_and_a_small_disk_is_refused(
    study_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = study_folder / "dem.tif"
    report = check_file(path)
    room = room_for(report, path.stat().st_size, folder=tmp_path / "not" / "yet")
    assert room is not None
    assert (room.cols, room.rows, room.cells) == (200, 160, round(200 * 160 * 4 * 1.4))
    assert room.most == room.cells + path.stat().st_size
    refuse_small_disk(room, report)
    monkeypatch.setattr(raster_import.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 10}))
    with pytest.raises(WriteError, match=r"dem\.tif"):
        refuse_small_disk(room_for(report, path.stat().st_size, folder=tmp_path), report)
