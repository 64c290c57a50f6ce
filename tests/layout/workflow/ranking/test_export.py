import csv
import datetime as dt
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodata.errors import WriteError
from layout.config import build_case, case_data, load_case, parse_case
from layout.resources import find_case
from layout.workflow.ranking.export import run_files, site_table, write_run
from layout.workflow.ranking.rank import RankingResult, rank_sites

WHEN = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
NAMES = ["ranking.csv", "sites.geojson", "case.toml", "run.json"]


@pytest.fixture(scope="module")
def result() -> RankingResult:
    return rank_sites(load_case(find_case("nev-battery")))


@pytest.fixture(scope="module")
def files(result: RankingResult) -> dict[str, bytes]:
    return run_files(result, when=WHEN)


@pytest.fixture(scope="module")
def geojson(files: dict[str, bytes]) -> Any:  # noqa: ANN401 - JSON
    return json.loads(files["sites.geojson"])


@pytest.fixture(scope="module")
def record(files: dict[str, bytes]) -> Any:  # noqa: ANN401 - JSON
    return json.loads(files["run.json"])


def test_a_run_has_its_four_files(files: dict[str, bytes]) -> None:
    assert list(files) == NAMES


def test_the_csv_opens_in_a_spreadsheet_and_holds_the_ranking(
    files: dict[str, bytes], result: RankingResult
) -> None:
    assert files["ranking.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(files["ranking.csv"].decode("utf-8-sig"))))
    assert [row["site_id"] for row in rows] == list(result.ranking.index)
    assert list(rows[0])[:2] == ["rank", "site_id"]
    first = result.ranking.iloc[0]
    assert float(rows[0]["score"]) == pytest.approx(first["score"], abs=1e-6)
    assert rows[0]["explanation_zh"] == result.explanations[result.ranking.index[0]].zh
    parts = [float(value) for key, value in rows[0].items() if key.startswith("contribution_")]
    assert sum(parts) == pytest.approx(first["score"], abs=1e-5)


def test_what_is_unknown_is_blank_and_told(files: dict[str, bytes]) -> None:
    rows = {
        row["site_id"]: row for row in csv.DictReader(io.StringIO(files["ranking.csv"].decode("utf-8-sig")))
    }
    row = rows["fuling_cbz"]
    assert (
        row["approved_area_ha"] == row["lon"] == row["raw_land_fit"] == row["value_access_river_port"] == ""
    )
    assert "access_river_port" in row["missing_criteria"].split(";")
    assert "园区位置未知" in row["missing_zh"]


def test_the_geojson_is_rfc_7946(geojson: Any, result: RankingResult) -> None:  # noqa: ANN401 - JSON
    assert geojson["type"] == "FeatureCollection"
    assert "crs" not in geojson
    assert len(geojson["features"]) == len(result.ranking)
    located = [feature["geometry"]["coordinates"] for feature in geojson["features"] if feature["geometry"]]
    lons, lats = zip(*located, strict=True)
    assert geojson["bbox"] == [min(lons), min(lats), max(lons), max(lats)]
    assert 105 < min(lons) < max(lons) < 111
    assert all(round(value, 7) == value for point in located for value in point)
    nowhere = [feature["id"] for feature in geojson["features"] if feature["geometry"] is None]
    assert set(nowhere) == {"yudong_edz", "fuling_cbz", "yongchuan_cbz"}


def test_the_geojson_carries_what_a_reader_needs(geojson: Any, result: RankingResult) -> None:  # noqa: ANN401 - JSON
    assert geojson["illustrative"] is True
    assert [warning["zh"] for warning in geojson["warnings"]] == [warning.zh for warning in result.warnings]
    assert any("OpenStreetMap" in credit["en"] for credit in geojson["attribution"])
    properties = geojson["features"][0]["properties"]
    assert properties["rank"] == 1
    for key in ("source_ids", "position_precision_m", "explanation_zh", "explanation_en", "missing_criteria"):
        assert key in properties
    for criterion in result.matrix.criterion_ids:
        assert {f"raw_{criterion}", f"value_{criterion}", f"contribution_{criterion}"} <= set(properties)


def test_the_case_in_the_run_is_the_case(files: dict[str, bytes], result: RankingResult) -> None:
    assert parse_case(files["case.toml"].decode(), origin="case.toml") == result.case


def test_the_case_in_the_run_gives_the_same_files_again(files: dict[str, bytes]) -> None:
    again = run_files(rank_sites(parse_case(files["case.toml"].decode(), origin="case.toml")), when=WHEN)
    assert again == files


def test_the_record_names_inputs_versions_seed_time_and_outputs(
    record: Any,  # noqa: ANN401 - JSON
    files: dict[str, bytes],
    result: RankingResult,
) -> None:
    assert record["created_utc"] == "2026-01-02T03:04:05Z"
    assert record["seed"] == result.case.scoring.seed
    assert record["case_sha256"] == hashlib.sha256(files["case.toml"]).hexdigest()
    assert record["packages"]["numpy"]
    assert record["tables_sha256"] == dict(result.inputs)
    for name in NAMES[:3]:
        assert record["outputs_sha256"][name] == hashlib.sha256(files[name]).hexdigest()
    assert [entry["layer_id"] for entry in record["inputs"]][:2] == ["parks", "infrastructure"]


def test_the_record_explains_method_criteria_and_open_rules(record: Any, result: RankingResult) -> None:  # noqa: ANN401 - JSON
    assert record["missing_policy"] == "neutral"
    assert record["land_need_ha"] == pytest.approx(160)
    assert [method["method_id"] for method in record["methods"]] == ["weighted_sum", "topsis"]
    assert sum(criterion["weight"] for criterion in record["criteria"]) == pytest.approx(1)
    for criterion in record["criteria"]:
        assert criterion["value_function"]["reason"]["zh"]
        assert criterion["sources"]
    assert len(record["rules_not_evaluated"]) == len(result.rules_not_evaluated)


def test_the_case_chooses_the_result_files() -> None:
    data = case_data(load_case(find_case("chemical-new-materials")))
    data["outputs"] = {"files": []}
    assert list(run_files(rank_sites(build_case(data, origin="test")), when=WHEN)) == [
        "case.toml",
        "run.json",
    ]


def test_the_table_is_the_same_for_both_formats(result: RankingResult) -> None:
    frame = site_table(result)
    assert frame.index.name == "site_id"
    assert frame.columns.is_unique
    assert pd.isna(frame.loc["cq_htz", "district_zh"])


def test_files_are_written_whole(result: RankingResult, tmp_path: Path) -> None:
    write_run(result, tmp_path / "new" / "out", when=WHEN)
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == sorted(NAMES)
    write_run(result, tmp_path / "new" / "out")
    stamped = json.loads((tmp_path / "new" / "out" / "run.json").read_bytes())["created_utc"]
    assert stamped > "2026-01-02T03:04:05Z"


def test_a_folder_that_cannot_be_made_leaves_nothing(result: RankingResult, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError) as caught:
        write_run(result, tmp_path / "file" / "out", when=WHEN)
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
