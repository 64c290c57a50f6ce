import json
from pathlib import Path

import click
import pytest

from geodata.quality.findings import Json, finding
from geodata.read import report as reports
from geodata.text import Language
from layout.cli import data

POINT = '{"type": "Point", "coordinates": [106.55, 29.56]}'
BOWTIE = '{"type": "Polygon", "coordinates": [[[106.55, 29.56], [106.56, 29.57], [106.56, 29.56], [106.55, 29.57], [106.55, 29.56]]]}'
METRES = '{"type": "Point", "coordinates": [360443, 3272205]}'
BEIJING = '{"type": "Point", "coordinates": [116.39, 39.91]}'


def run(arguments: list[str], language: Language = "en") -> int:
    code = data.command(language).main(arguments, prog_name="data", standalone_mode=False)
    return code if isinstance(code, int) else 0


@pytest.mark.parametrize(
    ("text", "verdict", "code"),
    [
        (POINT, "accept", 0),
        (BEIJING, "warn", 0),
        (BOWTIE, "repair", 0),
        (METRES, "ask", 3),
        ("{", "reject", 2),
    ],
)
def test_the_object_and_the_exit_code_that_others_rely_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, verdict: str, code: int
) -> None:
    path = tmp_path / "地块.geojson"
    path.write_text(text, encoding="utf-8")
    assert run(["check", str(path), "--json"]) == code
    found = json.loads(capsys.readouterr().out)
    assert (found["file"], found["verdict"]) == ("地块.geojson", verdict)
    assert set(found) == {"file", "verdict", "layer", "findings"}


def test_answers_are_passed_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    path.write_text("name,X,Y\na,3272765.5,36359965.6\n", encoding="utf-8")
    assert run(["check", str(path), "--crs", "EPSG:4524", "--axes", "yx", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["layer"]["crs"] == "EPSG:4524"
    with pytest.raises(click.BadParameter):
        run(["check", str(path), "--datum", "mars"])


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["rejected", "[error]", "→"]), ("zh", ["拒绝", "[错误]", "→"])]
)
def test_text_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: Language, words: list[str]
) -> None:
    assert run(["check", str(tmp_path / "missing.csv")], language) == 2
    out = capsys.readouterr().out
    assert all(word in out for word in words)


def test_lines_name_the_layer_and_obey_nothing() -> None:
    layer: dict[str, Json] = {
        "name": "a\x1b[2J",
        "features": 2,
        "geometry": "Point",
        "crs_name": None,
        "fields": ["x"],
    }
    report = reports.account("x\x1b.csv", [finding("heights", file="x", count=2)], layer=layer)
    found = data.lines(report, "zh")
    assert "\x1b" not in "".join(found)
    assert "2 个要素" in found[1]
    assert "未知" in found[1]
