import json
from pathlib import Path

import pyogrio
import pytest

from geodata.errors import DataFormatError
from geodata.text import Language
from layout.cli.data_convert import command


def run(*words: str, language: Language = "en") -> object:
    return command(language).main(list(words), prog_name="cqlayout data convert", standalone_mode=False)


def geojson(path: Path, lon: float = 106.55, lat: float = 29.56) -> str:
    feature = {
        "type": "Feature",
        "properties": {"名称": "园区"},
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return str(path)


def test_a_file_becomes_one_of_another_format_and_crs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(geojson(tmp_path / "a.geojson"), str(tmp_path / "a.gpkg"), "--to-crs", "EPSG:4545")
    assert code == 0
    assert "1 features" in capsys.readouterr().out
    found = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="a")
    assert found.crs.to_epsg() == 4545
    assert found["名称"].tolist() == ["园区"]


def test_a_question_is_told_with_its_own_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(geojson(tmp_path / "a.geojson", 359629.0, 3272549.0), str(tmp_path / "a.gpkg"), language="zh")
    assert code == 3
    assert "a.geojson" in capsys.readouterr().err
    assert not (tmp_path / "a.gpkg").exists()


def test_a_broken_file_is_rejected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.geojson").write_text("{")
    assert run(str(tmp_path / "a.geojson"), str(tmp_path / "a.gpkg")) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "a.gpkg").exists()


def test_an_ending_that_names_no_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFormatError, match=r"\.parquet"):
        run(geojson(tmp_path / "a.geojson"), str(tmp_path / "a.xyz"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_shows_an_example(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    run("--help", language=language)
    assert "cqlayout data convert parcels.geojson" in capsys.readouterr().out
