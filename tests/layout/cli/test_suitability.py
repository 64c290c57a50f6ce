import shutil
from pathlib import Path

import pytest

from layout.cli.main import run
from tests.layout.workflow.suitability.test_run import FILES


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["excluded", "Slope above 25 %: takes", "NOT EVALUATED: No use of permanent", "contiguous areas"],
        ),
        (
            "zh",
            [
                "排除",
                "坡度大于25%：依次排除",
                "未评估：永久基本农田不得占用（未提供图层 farmland）",
                "连片区域",
            ],
        ),
    ],
)
def test_a_study_is_computed_and_told(
    study_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: list[str]
) -> None:
    out = tmp_path / "out"
    assert run(["--lang", language, "suitability", str(study_folder / "study.toml"), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in said), printed
    assert {path.name for path in out.iterdir()} == FILES


def test_wrong_input_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], study_text: str) -> None:
    case = tmp_path / "study.toml"
    case.write_text(study_text, encoding="utf-8")
    assert run(["suitability", str(case), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "criteria.slope: file dem.tif" in said
    assert not (tmp_path / "out").exists()
    assert run(["suitability", str(tmp_path / "none.toml"), "--out", str(tmp_path / "out")]) == 2
    assert run(["suitability", str(case)]) == 2


def test_a_raster_cut_short_is_named_and_nothing_is_left(
    study_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "study"
    shutil.copytree(study_folder, folder)
    whole = (folder / "dem.tif").read_bytes()
    (folder / "dem.tif").write_bytes(whole[: len(whole) // 2])
    assert run(["suitability", str(folder / "study.toml"), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "dem.tif" in said
    assert [path.name for path in tmp_path.iterdir()] == ["study"]


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suitability", "--help"]) == 0
    assert "cqlayout suitability cases/suitability/template.toml --out out/" in capsys.readouterr().out


def test_the_regional_screening_runs_and_its_kept_values_serve_again(tmp_path: Path) -> None:
    case = "cases/suitability/regional.toml"
    for name in ("one", "two"):
        assert run(["suitability", case, "--out", str(tmp_path / name), "--reuse"]) == 0
        assert {path.name for path in (tmp_path / name).iterdir()} == FILES
    one, two = ((tmp_path / name / "suitability.tif").read_bytes() for name in ("one", "two"))
    assert one == two
    assert len(list((tmp_path / "desk-cache" / "values").iterdir())) == 1


def test_rules_of_the_office_s_register_are_told(
    study_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(study_folder, tmp_path / "study")
    case = tmp_path / "study" / "study.toml"
    case.write_text(case.read_text(encoding="utf-8") + '[register]\npath = "office.csv"\n', encoding="utf-8")
    office = tmp_path / "study" / "office.csv"
    office.write_text("rule_id,jurisdiction,value\nyrpl_chem_1km,500000,1.5\n", encoding="utf-8")
    assert run(["--lang", "en", "suitability", str(case), "--out", str(tmp_path / "out")]) == 0
    assert "from the office's file, line 2, for 500000 (value: 1.0 → 1.5)" in capsys.readouterr().out
    office.write_text("rule_id,jurisdiction,value\nyrpl_chem_1km,500000,far\n", encoding="utf-8")
    assert run(["suitability", str(case), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "line 2: value far" in said
