from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import pytest

from geodata.quality.options import Limits, ReadOptions
from geodata.read.preparing import siblings
from geodata.read.sandbox.client import Sandbox
from geodata.read.upload import check_bytes, check_file, put_down, read_file, shared_sandbox

CSV = "名称,经度,纬度\n两江,106.55,29.56\n江津,106.40,29.30\n".encode()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1) as made:
        yield made


def test_a_file_is_read_into_a_frame(tmp_path: Path, sandbox: Sandbox) -> None:
    path = tmp_path / "园区.csv"
    path.write_bytes(CSV)
    found = read_file(path, sandbox=sandbox)
    assert found.report.verdict == "accept"
    assert isinstance(found.frame, gpd.GeoDataFrame)
    assert found.frame["名称"].tolist() == ["两江", "江津"]
    assert found.frame.index.tolist() == [2, 3]
    assert path.read_bytes() == CSV


def test_a_question_gives_no_frame_and_its_answer_does(tmp_path: Path, sandbox: Sandbox) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"name,X,Y\na,3272765.5,36359965.6\nb,3244124.3,36345518.7\n")
    asked = read_file(path, sandbox=sandbox)
    assert (asked.report.verdict, asked.frame) == ("ask", None)
    answered = read_file(path, ReadOptions(crs="EPSG:4524", axes="yx"), sandbox=sandbox)
    assert answered.frame is not None
    assert answered.frame.crs == "EPSG:4524"
    assert answered.frame.to_crs("EPSG:4326").geometry.iloc[0].x == pytest.approx(106.55, abs=0.01)


def test_a_loose_shapefile_finds_its_parts(
    tmp_path: Path, shapefile: Callable[..., dict[str, bytes]], parcels: gpd.GeoDataFrame, sandbox: Sandbox
) -> None:
    for name, raw in shapefile(parcels).items():
        (tmp_path / name.replace(".dbf", ".DBF")).write_bytes(raw)
    (tmp_path / "other.dbf").write_bytes(b"x")
    assert check_file(tmp_path / "sites.shp", sandbox=sandbox).verdict == "accept"


@pytest.mark.parametrize(("name", "words"), [("missing.csv", "no such file"), ("folder.csv", "folder")])
def test_what_cannot_be_opened(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    report = check_file(tmp_path / name)
    assert report.verdict == "reject"
    assert words in report.findings[0].message.en


def test_a_file_too_large_is_not_even_copied(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(bytes(2 * 1024 * 1024))
    assert check_file(path, limits=Limits(file_mib=1)).findings[0].code == "file-too-large"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "x.csv/../../y", "CON", "", "\x00.csv", "a" * 5_000 + ".csv"]
)
def test_the_name_of_an_upload_is_never_a_path(name: str, sandbox: Sandbox) -> None:
    report = check_bytes(CSV, name, sandbox=sandbox)
    assert report.file == name
    assert report.verdict in {"accept", "reject"}
    assert "\x00" not in report.as_record()["findings"][0]["message_en"]  # type: ignore[index, call-overload]


def test_bytes_with_a_good_name(sandbox: Sandbox) -> None:
    assert check_bytes(CSV, "园区.csv", sandbox=sandbox).verdict == "accept"
    assert shared_sandbox() is shared_sandbox()


def test_a_single_check_brings_its_own_process(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(CSV)
    assert check_file(path).verdict == "accept"


def test_an_upload_lies_under_a_name_of_our_own_and_keeps_that_of_the_person(sandbox: Sandbox) -> None:
    with put_down(CSV, "../../园区.csv") as path:
        assert path.name == "upload.csv"
        assert path.read_bytes() == CSV
        found = read_file(path, sandbox=sandbox, name="../../园区.csv")
        assert siblings(path) == []
    assert not path.exists()
    assert found.report.file == "../../园区.csv"
    assert found.frame is not None
