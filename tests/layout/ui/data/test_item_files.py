from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from geodata.layer import Layer, Provenance
from geodata.text import Bilingual
from geodata.workspace import Workspace
from layout.ui.data.item_files import saved_name
from layout.workflow.desk.items import LAYER_FORMATS, archive_bytes

BLANK = Bilingual(en="", zh="")
PROVENANCE = Provenance("internal", BLANK, "2025", (), "0" * 64, BLANK)
SCRIPT = """
from layout.ui.data.item_files import archive_tools, item_downloads
from layout.workflow.desk.tables import desk_workspace, workspace_folder
workspace = desk_workspace()
if workspace is not None:
    item_downloads(workspace, workspace.version("land"), language="en")
archive_tools(workspace, workspace_folder(), language="en")
"""


def run() -> AppTest:
    app = AppTest.from_string(SCRIPT, default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def office(own_workspace: Path, tmp_path: Path) -> Workspace:
    workspace = Workspace.create(own_workspace)
    shapes = [shapely.Point(106, 29), shapely.box(106, 29, 107, 30)]
    frame = gpd.GeoDataFrame({"a": [1, 2]}, geometry=shapes, crs="EPSG:4326")
    (tmp_path / "o.csv").write_bytes(b"o")
    workspace.add_layer(Layer("land", BLANK, frame, PROVENANCE), original=tmp_path / "o.csv")
    return workspace


def downloads(app: AppTest) -> list[str]:
    return [one.proto.label for one in app.get("download_button")]


def test_a_file_is_made_when_it_is_asked_for(office: Workspace) -> None:
    app = run()
    assert downloads(app) == ["Download the original file", "Download the archive"]
    app.button[0].click().run()
    assert downloads(app)[0] == "Download"
    assert office.items()
    assert len(app.selectbox[0].options) == len(LAYER_FORMATS)
    app.selectbox[0].select(".gpkg").run()
    assert "Download" not in downloads(app)  # another format is another file


def test_a_format_that_cannot_hold_the_layer_is_said(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geodata.errors import DataFormatError  # noqa: PLC0415 - the test alone raises it

    def refuse(*_: object, **__: object) -> bytes:
        raise DataFormatError(en="points and areas in one Shapefile", zh="点面混合")

    monkeypatch.setattr("layout.ui.data.item_files.version_bytes", refuse)
    app = run()
    app.button[0].click().run()
    assert not app.exception
    assert "points and areas" in "".join(element.proto.body for element in app.get("html"))
    assert office.items()


def test_an_archive_becomes_the_workspace_where_there_is_none(office: Workspace, tmp_path: Path) -> None:
    raw = archive_bytes(office)
    office.folder.rename(tmp_path / "gone")
    app = run()
    app.file_uploader[0].upload("w.zip", b"no archive", "application/zip").run()
    assert 'role="alert"' in "".join(element.proto.body for element in app.get("html"))
    app.file_uploader[0].upload("w.zip", raw, "application/zip").run()
    assert [item.item_id for item in Workspace.open(office.folder).items()] == ["land"]


@pytest.mark.parametrize(
    ("name", "saved"),
    [("地块.zip", "地块.zip"), ("../a\n.csv", ".._a_.csv"), ('a"b<c>|?.csv', "a_b_c___.csv")],
)
def test_the_name_to_save_under_names_no_folder(name: str, saved: str) -> None:
    assert saved_name(name) == saved
