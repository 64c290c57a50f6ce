from pathlib import Path

from geodata.quality.options import Limits
from geodata.read.preparing import prepared, run_job, safe_ending, siblings


def test_a_file_is_copied_with_its_siblings_under_a_name_of_ours(tmp_path: Path) -> None:
    for name in ("地块.shp", "地块.DBF", "other.dbf"):
        (tmp_path / name).write_bytes(name.encode())
    with prepared(tmp_path / "地块.shp", None, limits=None, name="../地块.shp") as (job, refused):
        assert refused is None
        assert sorted(path.name for path in job.folder.iterdir()) == ["upload.dbf", "upload.shp"]
        assert job.file == "../地块.shp"
    assert not job.folder.exists()
    assert [path.name for path in siblings(tmp_path / "地块.shp")] == ["地块.DBF"]


def test_what_cannot_be_opened_is_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n", encoding="utf-8")
    for path, limits, code in (
        (tmp_path / "none.csv", None, "file-unreadable"),
        (tmp_path / "a.csv", Limits(file_mib=0), "file-too-large"),
    ):
        with prepared(path, None, limits=limits) as (_, refused):
            assert refused is not None
            assert [item.code for item in refused.findings] == [code]
    with prepared(tmp_path / "a.csv", None, limits=None) as (job, _):
        assert run_job(job, None).file == "a.csv"


def test_only_a_known_ending_is_taken_from_a_name() -> None:
    assert [safe_ending(name) for name in ("a.TIF", "b.exe", "c")] == [".tif", ".bin", ".bin"]
