import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from layout.workflow.allocation.allocate import allocate, check_plan
from layout.workflow.allocation.files import run_files, summary, write_run
from tests.layout.workflow.allocation_cases import CASE, write_case

WHEN = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


def test_summary_has_what_others_rely_on(tmp_path: Path) -> None:
    found = summary(allocate(write_case(tmp_path)), "zh")
    assert found["status"] == "optimal"
    assert found["objective"] == pytest.approx(2.2)
    assert found["bound"] >= found["objective"] - 1e-9
    assert found["gap"] == 0.0
    assert found["assignment"]["D"] is None
    assert "公顷" in found["reason"]["D"]
    assert found["verified"] is True
    assert found["conflict"] == []
    json.dumps(found, allow_nan=False)


def test_infeasible_summary_has_the_conflict_and_no_plan(tmp_path: Path) -> None:
    run = allocate(write_case(tmp_path, CASE + 'place = "all"\n'))
    found = summary(run, "en")
    assert (found["status"], found["objective"], found["verified"]) == ("infeasible", None, False)
    assert found["assignment"] == {}
    assert "must be placed" in found["conflict"][0]
    assert set(run_files(run, when=WHEN)) == {"case.toml", "run.json"}


def test_files_are_whole_and_the_plan_checks_out(tmp_path: Path) -> None:
    case = write_case(tmp_path)
    names = write_run(allocate(case), tmp_path / "out", when=WHEN)
    assert set(names) == {"plan.csv", "plan.geojson", "effect.csv", "run.json", "case.toml"}
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "plan.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["project_id"], row["park_id"]) for row in rows] == [
        ("A", "K1"),
        ("B", "K2"),
        ("C", "K1"),
        ("D", ""),
    ]
    assert rows[3]["reason_zh"]
    assert check_plan(tmp_path / "out" / "plan.csv", case)[1].violations == ()
    features = json.loads((tmp_path / "out" / "plan.geojson").read_text(encoding="utf-8"))["features"]
    assert [item["properties"]["kind"] for item in features].count("park") == 2
    effects = list(
        csv.DictReader(io.StringIO((tmp_path / "out" / "effect.csv").read_text(encoding="utf-8-sig")))
    )
    city = effects[0]
    assert (city["kind"], city["projects"], city["land_ha"], city["after_yi_per_km2"]) == (
        "city",
        "3",
        "28",
        "",
    )
    assert [row["id"] for row in effects if row["kind"] == "cluster"] == ["icnev", "food_agri"]
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["verified"] is True
    assert set(record["tables_sha256"]) == {"projects", "parks", "values"}


def test_equal_runs_give_equal_files(tmp_path: Path) -> None:
    case = write_case(tmp_path)
    one, two = (run_files(allocate(case), when=WHEN) for _ in range(2))
    del one["run.json"], two["run.json"]
    assert one == two
