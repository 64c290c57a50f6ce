import io
import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geodata.errors import DataFormatError, DataMissingError
from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace, WorkspaceError
from geodata.write.formats import WRITERS
from layout.workflow.desk import items as own_items

BLANK = Bilingual(en="", zh="")
PROVENANCE = Provenance("internal", BLANK, "2025", (), "0" * 64, BLANK)
SHAPES = gpd.GeoDataFrame(
    {"名称": ["甲", "乙"]}, geometry=shapely.points([106.5, 106.6], [29.5, 29.6]), crs="EPSG:4326"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "w")
    (tmp_path / "a.csv").write_bytes(b"original")
    made.add_layer(
        Layer("land", Bilingual(en="Land", zh="地块"), SHAPES, PROVENANCE), original=tmp_path / "a.csv"
    )
    made.add_layer(Layer("figures", BLANK, pd.DataFrame({"a": [1, 2]}), PROVENANCE))
    made.add_text("case", "x = 1\n", title=BLANK, provenance=PROVENANCE)
    return made


def test_every_format_is_offered_and_opens(workspace: Workspace, tmp_path: Path) -> None:
    version = workspace.version("land")
    assert set(own_items.formats_of(version)) == set(WRITERS) - {".json"}
    for ending in own_items.formats_of(version):
        raw = own_items.version_bytes(workspace, version, ending=ending)
        path = tmp_path / f"out{ending}"
        path.write_bytes(raw)
        if ending == ".csv":
            assert pd.read_csv(path)["名称"].tolist() == ["甲", "乙"]
        elif ending == ".xlsx":
            assert "乙" in str(pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl"))
        else:
            layer = {"layer": "land"} if ending == ".gpkg" else {}
            read = gpd.read_parquet(path) if ending == ".parquet" else gpd.read_file(path, **layer)
            assert sorted(read["名称"]) == ["乙", "甲"]
            assert sorted(read.geometry.x.round(6)) == [106.5, 106.6]


def test_a_table_leaves_as_a_table_and_a_text_has_no_format(workspace: Workspace) -> None:
    version = workspace.version("figures")
    raw = own_items.version_bytes(workspace, version, ending=".csv")
    assert pd.read_csv(io.BytesIO(raw))["a"].tolist() == [1, 2]
    assert own_items.formats_of(workspace.version("case")) == {}


def test_the_original_comes_back_byte_for_byte(workspace: Workspace) -> None:
    assert own_items.original_bytes(workspace, workspace.version("land")) == b"original"
    with pytest.raises(DataMissingError):
        own_items.original_bytes(workspace, workspace.version("figures"))


def test_an_older_version_leaves_as_it_was(workspace: Workspace) -> None:
    workspace.add_layer(Layer("land", BLANK, SHAPES.iloc[:1], PROVENANCE))
    older, newer = workspace.versions("land")
    counts = [
        len(json.loads(own_items.version_bytes(workspace, one, ending=".geojson"))["features"])
        for one in (older, newer)
    ]
    assert counts == [2, 1]


def test_a_workspace_goes_to_another_folder_whole(workspace: Workspace, tmp_path: Path) -> None:
    raw = own_items.archive_bytes(workspace)
    received = own_items.receive_archive(raw, tmp_path / "elsewhere")
    assert received.versions("land") == workspace.versions("land")
    with pytest.raises(WorkspaceError):
        own_items.receive_archive(raw, tmp_path / "elsewhere")
    with pytest.raises(DataFormatError):
        own_items.receive_archive(b"PK no", tmp_path / "third")
    assert not (tmp_path / "third").exists()
