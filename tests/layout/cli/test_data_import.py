import json
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from geodata.china_datum import wgs84_to_gcj02
from geodata.quality.findings import Verdict, finding
from geodata.read import Report
from geodata.text import Language
from geodata.workspace import ReadOnlyError, Workspace
from layout.cli import data
from layout.cli.data_import import stopped_line

METRES = b"name,X,Y\na,3272765.5,36359965.6\nb,3244124.3,36345518.7\n"


def run(arguments: list[str], language: Language = "en") -> int:
    code = data.command(language).main(arguments, prog_name="data", standalone_mode=False)
    return code if isinstance(code, int) else 0


def kml(place: tuple[float, float]) -> str:
    return (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>甲</name>'
        f"<Point><coordinates>{place[0]!r},{place[1]!r}</coordinates></Point></Placemark></Document></kml>"
    )


def test_a_gbk_shapefile_becomes_the_parks_and_the_workspace_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = gpd.GeoDataFrame(
        {"名称": ["璧山高新区"]}, geometry=[box(106.22, 29.58, 106.23, 29.59)], crs="EPSG:4326"
    )
    frame.to_crs("EPSG:4544").to_file(tmp_path / "园区.shp", encoding="GBK")
    (tmp_path / "园区.cpg").unlink()
    folder = tmp_path / "office"
    words = ["import", str(tmp_path / "园区.shp"), "--as", "园区图层", "--workspace", str(folder)]
    said = ["--source", "规划局", "--year", "2025", "--licence", "内部资料", "--title", "园区范围"]
    assert run([*words, *said], "zh") == 0
    told = capsys.readouterr()
    assert told.out.count("\n") == 1
    assert "园区.shp" in told.out
    assert "第 1 版" in told.out
    kept = Workspace.open(folder).load("园区图层")
    assert kept.frame["名称"].tolist() == ["璧山高新区"]
    assert kept.title.zh == "园区范围"
    assert (kept.provenance.vintage, kept.provenance.licence) == ("2025", "内部资料")


def test_gcj02_is_moved_where_the_person_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lon, lat = wgs84_to_gcj02([106.55], [29.56])
    (tmp_path / "a.kml").write_text(kml((float(lon[0]), float(lat[0]))), encoding="utf-8")
    folder = tmp_path / "w"
    words = ["import", str(tmp_path / "a.kml"), "--as", "points", "--workspace", str(folder), "--json"]
    assert run([*words, "--datum", "gcj02"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["version"]["name"], found["version"]["number"]) == ("points", 1)
    assert found["report"]["verdict"] in {"accept", "warn"}
    assert any("GCJ-02" in note["en"] for note in found["version"]["notes"])
    frame = Workspace.open(folder).load("points").frame
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.geometry.iloc[0].distance(Point(106.55, 29.56)) * 111_000 < 0.01


@pytest.mark.parametrize(
    ("name", "raw", "code", "word"),
    [("x.csv", METRES, 3, "EPSG:4524"), ("x.geojson", b"{", 2, "x.geojson")],
)
def test_a_question_or_a_refusal_is_one_line_and_keeps_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, raw: bytes, code: int, word: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    folder = tmp_path / "w"
    words = ["import", str(tmp_path / name), "--as", "sites", "--workspace", str(folder)]
    assert run(words) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert word in told.err
    assert Workspace.open(folder).items() == ()
    assert run([*words, "--json"]) == code
    assert json.loads(capsys.readouterr().out)["version"] is None


def test_the_answer_to_the_question_imports(tmp_path: Path, own_workspace: Path) -> None:
    (tmp_path / "x.csv").write_bytes(METRES)
    assert run(["import", str(tmp_path / "x.csv"), "--as", "pts", "--crs", "EPSG:4524", "--axes", "yx"]) == 0
    assert Workspace.open(own_workspace).version("pts").rows == 2


def test_a_table_is_kept_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("园区,产值\n甲,1\n", encoding="utf-8")
    folder = str(tmp_path / "w")
    assert run(["import", str(tmp_path / "t.csv"), "--as", "figures", "--workspace", folder, "--table"]) == 0
    assert Workspace.open(folder).version("figures").kind == "table"


def test_a_read_only_workspace_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Workspace.create(tmp_path / "w")
    (tmp_path / "a.kml").write_text(kml((106.55, 29.56)), encoding="utf-8")
    monkeypatch.setattr("geodata.workspace.records.is_writable", lambda _folder: False)
    with pytest.raises(ReadOnlyError, match="read-only"):
        run(["import", str(tmp_path / "a.kml"), "--as", "points", "--workspace", str(tmp_path / "w")])


def test_the_line_obeys_nothing_and_offers_the_choices() -> None:
    asked = finding("several-layers", file="x\x1b.gpkg", choices=("a", "b\x1b[2J"), count=2, layers="a, b")
    line = stopped_line(Report("x", Verdict.ASK, None, (asked,)), "zh")
    assert "\x1b" not in line
    assert "可选：a、b" in line


FIGURES = "区县,工业总产值 2023,备注\n万州区,10000,\n开县,20000,\n潼南曲,5000,\n".encode("gb18030")


def test_open_questions_of_figures_are_listed_with_exit_3_and_answered_by_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, folder = tmp_path / "gbk.csv", tmp_path / "w"
    path.write_bytes(FIGURES)
    words = ["import", str(path), "--as", "statistics", "--workspace", str(folder), "--encoding", "gb18030"]
    assert run(words, "zh") == 3
    err = capsys.readouterr().err
    for asked in ("列“工业总产值 2023”", "潼南曲", 'vintage = "38"', 'source = "…"'):
        assert asked in err
    assert not Workspace.open(folder).items()
    answers = tmp_path / "answers.toml"
    lines = [
        'vintage = "38"',
        '[columns."工业总产值 2023"]',
        'unit = "万元"',
        "[matches]",
        '"潼南曲" = "district:500152"',
    ]
    answers.write_text("\n".join(lines), encoding="utf-8")
    assert run([*words, "--answers", str(answers), "--source", "年鉴"], "zh") == 0
    kept = Workspace.open(folder).load("statistics").frame
    assert dict(zip(kept["entity_id"], kept["value"], strict=True)) == {
        "500101": 1.0,
        "500154": 2.0,
        "500152": 0.5,
    }
    assert "2016" in capsys.readouterr().err  # 开县 is told to be a former name


def test_open_questions_of_figures_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes(FIGURES)
    words = [
        "import",
        str(path),
        "--as",
        "statistics",
        "--workspace",
        str(tmp_path / "w"),
        "--encoding",
        "gb18030",
    ]
    assert run([*words, "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["version"] is None
    assert len(found["questions"]) == 4
    assert all(item["message_en"] and item["message_zh"] and item["answers"] for item in found["questions"])
