import json
from pathlib import Path

import pytest

from layout.cli.main import run
from tests.layout.workflow.allocation_cases import CASE, write_case

FORTY = Path(__file__).parents[3] / "cases" / "layout-plan" / "forty-projects.toml"
REPORTS = {f"report.{language}.{ending}" for language in ("zh", "en") for ending in ("html", "docx")}
FILES = REPORTS | {
    *("plan.csv", "plan.geojson", "plan.gpkg", "plan.xlsx", "effect.csv", "run.json", "case.toml"),
}


def test_smallest_case_prints_json_and_writes_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = write_case(tmp_path)
    assert run(["allocate", str(case), "--out", str(tmp_path / "out"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "optimal"
    assert found["objective"] == pytest.approx(2.2)
    assert found["assignment"] == {"A": "K1", "B": "K2", "C": "K1", "D": None}
    assert set(found["reason"]) == {"D"}
    assert found["verified"] is True
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


def test_lines_say_the_same_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = write_case(tmp_path)
    assert run(["--lang", "zh", "allocate", str(case), "--out", str(tmp_path / "out")]) == 0
    text = capsys.readouterr().out
    assert "状态：optimal" in text
    assert "A -> K1" in text
    assert "D -> 需用地 30 公顷" in text


def test_infeasible_case_names_the_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = write_case(tmp_path, CASE + 'place = "all"\n')
    assert run(["allocate", str(case), "--out", str(tmp_path / "out"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "infeasible"
    assert found["objective"] is None
    assert "project D must be placed" in found["conflict"][0]
    assert {path.name for path in (tmp_path / "out").iterdir()} == REPORTS | {"run.json", "case.toml"}


def test_plan_made_elsewhere_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, plan = write_case(tmp_path), tmp_path / "plan.csv"
    plan.write_text("project_id,park_id\nA,K1\nB,K1\nC,K2\n", encoding="utf-8")
    assert run(["allocate", "--check", str(plan), str(case)]) == 0
    assert "the plan is valid" in capsys.readouterr().out
    plan.write_text("project_id,park_id\nA,K1\nB,K1\nC,K1\n", encoding="utf-8")
    assert run(["allocate", "--check", str(plan), str(case), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["verified"] is False
    assert found["violations"] == ["park K1 (year -): 28 ha taken, 20 ha there"]


def test_studies_come_with_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = write_case(tmp_path)
    options = [
        "--alternatives",
        "2",
        "--pareto",
        "value,new_land",
        "--force",
        "A=K2",
        "--force",
        "B=",
        "--land-prices",
    ]
    assert run(["allocate", str(case), "--out", str(tmp_path / "out"), "--json", *options]) == 0
    studies = json.loads(capsys.readouterr().out)["studies"]
    assert set(studies) == {"alternatives", "pareto", "forced", "land_prices"}
    assert [item["park_id"] for item in studies["forced"]] == ["K2", None]
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["studies"] == studies


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.toml", "--out", "out"], "cannot be read"),
        (["{case}"], "--out is missing"),
        (["{case}", "--out", "{folder}/out", "--force", "A"], "expected PROJECT=PARK"),
        (["{case}", "--out", "{folder}/out", "--pareto", "value,profit"], "unknown objective 'profit'"),
        (["{case}", "--out", "{folder}/out", "--draws", "3"], "value_low"),
        (["{case}", "--out", "{folder}/case.toml/x"], "nothing was written"),
        (["--check", "{folder}/none.csv", "{case}"], "cannot be read"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_2(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = write_case(tmp_path)
    assert run(["allocate", *(word.format(case=case, folder=tmp_path) for word in words)]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_forty_projects_of_the_worked_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["allocate", str(FORTY), "--out", str(tmp_path / "out"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "optimal"
    assert found["verified"] is True
    assert len(found["assignment"]) == 40
    assert any("Illustrative" in text for text in found["warnings"])
    assert any("assumption" in text for text in found["warnings"])
    assert [level["objectives"] for level in found["levels"]] == [["value"], ["shortfall"], ["new_land"]]
    assert found["figures"]["new_land"] < found["baseline"]["figures"]["new_land"]
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES | {"parks.csv", "values.csv"}
