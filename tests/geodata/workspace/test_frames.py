from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
from pyproj import CRS

from geodata.layer import Layer
from geodata.workspace import Workspace
from geodata.workspace.frames import keep_frame, load_frame

LOCAL = "+proj=tmerc +lat_0=0 +lon_0=106.5 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs +type=crs"


def test_a_layer_comes_back_with_names_order_types_and_crs(
    workspace: Workspace, make_layer: Callable[..., Layer]
) -> None:
    layer = make_layer()
    draft, notes = keep_frame(workspace.folder, layer, file=f"data/{'0' * 32}.gpkg")
    back = load_frame(workspace.folder / draft.file, draft)
    assert draft.columns == ("名称", "fid", "面积", "year", "day", "ok")
    assert (draft.kind, draft.rows, draft.crs) == ("layer", 3, "EPSG:4490")
    assert back.frame.columns.tolist() == layer.frame.columns.tolist()
    assert [str(kind) for kind in back.frame.dtypes][:4] == ["str", "int64", "float64", "Int64"]
    assert back.frame["ok"].dtype == bool
    for name in draft.columns:
        assert (
            back.frame[name].astype(object).where(back.frame[name].notna(), None).tolist()
            == layer.frame[name].astype(object).where(layer.frame[name].notna(), None).tolist()
        )
    assert back.frame.crs == CRS.from_epsg(4490)
    assert isinstance(back.frame, gpd.GeoDataFrame)
    assert back.frame.geometry.geom_equals_exact(layer.frame.geometry, tolerance=0).all()
    assert (back.title, back.provenance) == (layer.title, layer.provenance)
    assert "fid" in notes[0].en


def test_a_local_grid_without_code_comes_back_as_itself(
    workspace: Workspace, make_layer: Callable[..., Layer]
) -> None:
    layer = make_layer(crs=LOCAL)
    draft, _ = keep_frame(workspace.folder, layer, file=f"data/{'0' * 32}.gpkg")
    assert "106.5" in draft.crs
    assert load_frame(workspace.folder / draft.file, draft).frame.crs == CRS.from_user_input(LOCAL)


def test_a_table_and_an_empty_layer_come_back(
    workspace: Workspace, make_layer: Callable[..., Layer], tmp_path: Path
) -> None:
    del tmp_path
    pattern = make_layer()
    table = Layer("统计", pattern.title, pd.DataFrame({"a": [1, 2], "名": ["x", None]}), pattern.provenance)
    draft, _ = keep_frame(workspace.folder, table, file=f"data/{'1' * 32}.gpkg")
    assert (draft.kind, draft.crs) == ("table", "")
    back = load_frame(workspace.folder / draft.file, draft).frame
    assert back["a"].tolist() == [1, 2]
    assert back["名"].fillna("-").tolist() == ["x", "-"]
    empty, _ = keep_frame(workspace.folder, make_layer(rows=0), file=f"data/{'2' * 32}.gpkg")
    assert len(load_frame(workspace.folder / empty.file, empty).frame) == 0
