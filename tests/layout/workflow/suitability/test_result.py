from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest

from layout.config.suitability_toml import load_suitability_case
from layout.workflow.suitability.classes import ClassesFound
from layout.workflow.suitability.result import SuitabilityResult


@pytest.mark.parametrize(("removed", "cells"), [("false", 1000), ("true", 970)])
def test_areas_too_small_count_unless_the_case_takes_them_out(
    study_text: str, tmp_path: Path, removed: str, cells: int
) -> None:
    text = study_text.replace("[areas]", f"[areas]\nremove_smaller = {removed}")
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    empty = gpd.GeoDataFrame(geometry=[], crs=4326)
    classes = ClassesFound(empty, cell_m=30.0, min_ha=2.0, left_out_ha=0.0)
    found = SuitabilityResult(
        load_suitability_case(path),
        0.0009,
        SimpleNamespace(available=1000),
        pd.DataFrame(),
        empty,
        30,
        (),
        classes,
    )
    assert found.available_km2 == pytest.approx(cells * 0.0009)
