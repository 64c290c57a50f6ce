import contextlib
import io
import sqlite3
from pathlib import Path

import geopandas as gpd
import pytest
from python_calamine import CalamineWorkbook

from layout.workflow.allocation.export import SHEETS, exchange_files, plan_geopackage, plan_workbook
from tests.layout.report.plan_dossiers import infeasible_dossier, rich_dossier


def test_workbook_has_plan_effect_unplaced_sources_and_method() -> None:
    dossier = rich_dossier()
    assert dossier.report is not None
    book = CalamineWorkbook.from_filelike(io.BytesIO(plan_workbook(dossier, dossier.report)))
    assert book.sheet_names == list(SHEETS.values())
    plan = book.get_sheet_by_name(SHEETS["plan"]).to_python()
    place, land = plan[0].index("park_id"), plan[0].index("land_ha")
    placed = dossier.report.plan.parts()
    assert {row[0]: row[place] for row in plan[1:]} == {
        key: next(iter(parks)) for key, parks in placed.items()
    }
    total = next(item.land_ha for item in dossier.report.scopes if item.scope.kind == "city")
    assert sum(row[land] for row in plan[1:]) == pytest.approx(total)
    unplaced = book.get_sheet_by_name(SHEETS["unplaced"]).to_python()
    assert [row[0] for row in unplaced[1:]] == [key for key in "ABCD" if key not in placed]
    assert any("自拟" in str(row) for row in book.get_sheet_by_name(SHEETS["sources"]).to_python())
    assert any("HiGHS" in str(row) for row in book.get_sheet_by_name(SHEETS["method"]).to_python())


def test_geopackage_is_one_file_of_styled_layers(tmp_path: Path) -> None:
    dossier = rich_dossier()
    assert dossier.report is not None
    path = tmp_path / "plan.gpkg"
    path.write_bytes(plan_geopackage(dossier, dossier.report))
    layers = gpd.list_layers(path).set_index("name")
    assert {"plan_parks", "plan_projects", "plan_lines"} <= set(layers.index)
    projects = gpd.read_file(path, layer="plan_projects")
    assert list(projects["project_id"].unique()) == ["A", "B", "C", "D"]
    left_out = [key not in dossier.report.plan.parts() for key in projects["project_id"]]
    assert projects.geometry.isna().tolist() == left_out
    with contextlib.closing(sqlite3.connect(path)) as base:
        styles = dict(base.execute("SELECT f_table_name, styleQML FROM layer_styles").fetchall())
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert set(styles) == {"plan_parks", "plan_projects", "plan_lines"}
    assert "graduatedSymbol" in styles["plan_parks"]
    assert "categorizedSymbol" in styles["plan_lines"]


def test_without_a_plan_there_is_nothing_to_take() -> None:
    assert exchange_files(infeasible_dossier()) == {}
    assert set(exchange_files(rich_dossier())) == {"plan.xlsx", "plan.gpkg"}
