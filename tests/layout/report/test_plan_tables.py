import math
from pathlib import Path

import pytest

from geodata.text import LANGUAGES, Language
from layout.entities.document import Figure
from layout.report.plan_tables import (
    assignment_grid,
    cluster_grid,
    difference_grid,
    effect_grid,
    figure,
    forced_grid,
    land_grid,
    objective_figure,
    percent,
    plans_grid,
    unplaced_grid,
)
from tests.layout.report.plan_dossiers import rich_dossier


def test_unknown_is_no_data_and_never_zero() -> None:
    assert figure(math.nan, "en") == "no data"
    assert percent(None, "zh") == percent(math.nan, "zh") == "无数据"
    assert percent(0.1234, "en") == "12.3 %"
    assert objective_figure("cost", 5e8, language="en") == Figure("5")
    assert objective_figure("new_land", 5.0, language="en") == Figure("5")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_project_has_its_row_with_park_or_reason(language: Language) -> None:
    dossier = rich_dossier()
    assert dossier.report is not None
    grid = assignment_grid(dossier, dossier.report, language=language)
    assert [row[0] for row in grid.rows] == ["A", "B", "C", "D"]
    placed = dossier.report.plan.parts()
    for row in grid.rows:
        if row[0] not in placed:
            assert row[3] == ("not placed" if language == "en" else "未落地")
            assert row[-1]
    assert len(unplaced_grid(dossier, dossier.report, language=language).rows) == 4 - len(placed)
    assert all(len(row) == len(grid.headings) for row in grid.rows)


def test_effect_adds_up_and_shows_before_and_after_where_the_base_is_known() -> None:
    dossier = rich_dossier()
    assert dossier.report is not None
    city = effect_grid(dossier, dossier.report, kind="city", language="en").rows[0]
    parks = effect_grid(dossier, dossier.report, kind="park", language="en").rows
    assert sum(float(row[2]) for row in parks) == pytest.approx(float(city[2]))
    assert city[7] == "no data"  # the base of K2 is unknown, so that of the city is
    first = next(row for row in parks if row[0] == "K1")
    assert first[7] == "50"  # 50 亿元 on 1 km²
    assert len(effect_grid(dossier, dossier.report, kind="zone", language="en", used_only=False).rows) == 2
    assert cluster_grid(dossier, dossier.report, language="zh").rows[0][0] == "智能网联新能源汽车"


def test_plans_stand_side_by_side_and_differences_are_named() -> None:
    dossier = rich_dossier()
    assert dossier.report is not None
    grid = plans_grid(dossier, {"one": dossier.report, "two": dossier.baseline}, language="en")
    assert grid.headings[1:] == ("one", "two")
    assert grid.rows[-1][1] == "valid"
    rows = difference_grid(
        dossier, dossier.report, other=dossier.baseline, names=("one", "two"), language="en"
    ).rows
    before, after = dossier.report.plan.parts(), dossier.baseline.plan.parts()
    changed = [key for key in "ABCD" if set(before.get(key, {})) != set(after.get(key, {}))]
    assert [row[0] for row in rows] == changed


def test_studies_become_tables() -> None:
    dossier = rich_dossier()
    forced = forced_grid(dossier, dossier.studies, language="en")
    assert [row[0] for row in forced.rows] == ["A", "C"]
    assert forced.rows[1][2] == "not placed"
    assert all(row[3].endswith("%") or row[3] == "no plan is left" for row in forced.rows)
    prices = land_grid(dossier, dossier.studies, language="en")
    duals = [float(row[1]) for row in prices.rows]
    assert all(value >= 0 for value in duals)
    assert land_grid(dossier, {}, language="en").rows == ()


def test_no_word_is_missing(tmp_path: Path) -> None:
    del tmp_path
    dossier = rich_dossier()
    assert dossier.report is not None
    for language in LANGUAGES:
        for kind in ("city", "zone", "district", "park"):
            assert all(effect_grid(dossier, dossier.report, kind=kind, language=language).headings)
