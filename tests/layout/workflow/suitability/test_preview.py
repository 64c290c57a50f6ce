import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from layout.config.suitability_case import SuitabilityCase
from layout.errors import WeightError
from layout.suitability.inspect_cell import inspect_cell
from layout.workflow.suitability.preview import (
    EXCLUDED,
    FIRST_CLASS,
    OUTSIDE,
    UNKNOWN,
    Preview,
    histogram,
    open_preview,
    preview_classes,
    preview_codes,
    standing,
    with_weights,
)
from layout.workflow.suitability.run import run_suitability
from layout.workflow.suitability.study import open_study


def case_of(text: str, **keys: Any) -> SuitabilityCase:  # noqa: ANN401 - keys as TOML gives them
    return SuitabilityCase.model_validate(tomllib.loads(text) | keys)


@pytest.fixture(scope="module")
def preview(study_folder: Path, study_text: str) -> Preview:
    return open_preview(case_of(study_text), study_folder)


def test_on_the_grid_of_the_case_the_preview_is_the_run(
    preview: Preview, study_folder: Path, study_text: str, tmp_path: Path
) -> None:
    case = with_weights(case_of(study_text), {"slope": 0.7, "road": 5})
    result = run_suitability(case, study_folder, out=tmp_path / "out")
    with rasterio.open(tmp_path / "out" / "suitability.tif") as file:
        codes = file.read(1)
    assert preview.coarser == 1
    assert np.array_equal(preview_codes(preview, case), codes)
    found = standing(preview, case)
    assert found.areas == len(result.areas)
    assert found.areas_km2 == pytest.approx(result.areas["area_ha"].sum() / 100)
    assert found.available_km2 == pytest.approx(result.available_km2)
    scored = codes[(codes > 0) & (codes < 65_535)]
    assert found.mean == pytest.approx(scored.mean() / 10_000)
    assert preview.waterfall["shapley_km2"].sum() == pytest.approx(
        result.waterfall["shapley_km2"].sum(), abs=1e-6
    )


def test_a_coarse_preview_has_the_value_of_each_cell_of_the_same_grid(
    study_folder: Path, study_text: str
) -> None:
    case = case_of(study_text)
    coarse = open_preview(case, study_folder, most_cells=3_000)
    assert coarse.coarser == 3
    assert coarse.grid.cell == 90
    study = open_study(case, study_folder, most_cells=3_000)
    codes = preview_codes(coarse, case)
    assert codes.shape == study.grid.shape
    rows, cols = np.nonzero((codes > 0) & (codes < 65_535))
    for place in range(0, len(rows), 53):
        account = inspect_cell(study.program, study.inputs, row=int(rows[place]), col=int(cols[place]))
        assert account.code == codes[rows[place], cols[place]]
    study.close()


def test_what_each_cell_is_shown_as(preview: Preview, study_text: str) -> None:
    codes = preview_codes(preview, case_of(study_text))
    classes = preview_classes(preview, codes)
    assert np.array_equal(classes == OUTSIDE, ~preview.inside)
    assert np.array_equal(classes == EXCLUDED, codes == 0)
    assert not (classes == UNKNOWN).any()
    shown = classes >= FIRST_CLASS
    assert np.array_equal(classes[shown] - FIRST_CLASS, np.minimum(codes[shown] // 2000, 4))


def test_land_without_data_is_not_known_and_not_zero(study_folder: Path, study_text: str) -> None:
    rules = tomllib.loads(study_text)["rules"]
    rules[1]["no_data"] = "unknown"
    layers = tomllib.loads(study_text)["layers"]
    layers["landcover"]["nodata"] = 40
    found = open_preview(case_of(study_text, rules=rules, layers=layers), study_folder)
    classes = preview_classes(found, preview_codes(found, found.case))
    assert (classes == UNKNOWN).sum() == found.outcome.undecided > 0


def test_the_spread_of_a_criterion_covers_all_available_land(preview: Preview) -> None:
    for place in range(2):
        spread = histogram(preview, place)
        assert spread["km2"].sum() == pytest.approx(preview.outcome.available * 0.0009)
        assert (spread["high"] > spread["low"]).all()
    far = with_weights(preview.case, {})
    near = far.criteria[1].value.model_copy(update={"points": ((0.0, 0.5), (300.0, 1.0))})
    assert near.points[-1][0] == 300


def test_beyond_the_reach_is_one_row_and_classes_are_counted(study_folder: Path, study_text: str) -> None:
    criteria = tomllib.loads(study_text)["criteria"]
    criteria[1]["value"]["points"] = [[0, 0.5], [300, 1]]
    words = criteria[0]["name"]
    levels = {"10": 0.2, "40": 0.7, "50": 1.0, "other": 0.0}
    cover = {"id": "cover", "name": words, "layer": "landcover", "weight": 1}
    cover["value"] = {"kind": "category", "levels": levels, "reason": words}
    found = open_preview(case_of(study_text, criteria=[criteria[1], cover]), study_folder)
    roads, classes = histogram(found, 0), histogram(found, 1)
    assert roads["high"].iloc[-1] == np.inf
    assert roads["low"].iloc[-1] == 300
    assert roads["km2"].sum() == pytest.approx(found.outcome.available * 0.0009)
    assert classes["low"].tolist() == [10, 40, 50]
    assert classes["km2"].sum() == pytest.approx(found.outcome.available * 0.0009)


def test_weights_that_are_all_zero_are_refused(study_text: str) -> None:
    with pytest.raises(WeightError):
        with_weights(case_of(study_text), {"slope": 0.0, "road": 0.0})
