import json
from pathlib import Path

import pandas as pd
import pytest

from geodata.catalog import entries
from layout.cli.export import FORMATS
from layout.cli.main import run
from layout.workflow.layer_files import LAYER_FORMATS


def test_formats_are_those_of_the_workflow() -> None:
    assert FORMATS == LAYER_FORMATS


def test_parks_as_geojson_with_their_credit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "parks.geojson"
    assert run(["export", "parks", "--format", "geojson", "--out", str(out)]) == 0
    layer = json.loads(out.read_text(encoding="utf-8"))
    assert len(layer["features"]) == 64
    said = capsys.readouterr().out
    assert "64 rows" in said
    assert layer["attribution_en"] in said


@pytest.mark.parametrize("layer_id", [entry.layer_id for entry in entries() if entry.kind != "raster"])
def test_every_layer_can_be_exported_as_csv(layer_id: str, tmp_path: Path) -> None:
    out = tmp_path / "layer.csv"
    assert run(["export", layer_id, "--format", "csv", "--out", str(out)]) == 0
    assert len(pd.read_csv(out)) > 0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["export", "castles", "--format", "csv", "--out", "x.csv"], "castles"),
        (["export", "clusters", "--format", "geojson", "--out", "x.geojson"], "csv"),
        (["export", "parks", "--format", "shp", "--out", "x.shp"], "geojson | csv"),
        (["export", "terrain-30s", "--format", "csv", "--out", "x.csv"], "is a raster"),
        (["export", "parks", "--format", "csv", "--out", "file/x.csv"], "x.csv"),
    ],
)
def test_wrong_words_are_two_one_line_and_no_file(
    words: list[str],
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("in the way of a folder", encoding="utf-8")
    assert run(words) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert named in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
