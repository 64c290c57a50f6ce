import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import Point, box

from geodata.china_datum import wgs84_to_gcj02
from geodata.quality.findings import Verdict
from geodata.read import ReadOptions, Sandbox
from geodata.workspace import ReadOnlyError, Workspace, WorkspaceError
from layout.errors import ImportRefusedError
from layout.workflow.desk.roles import Incoming, Origin, PlainRole
from layout.workflow.intake import importing
from layout.workflow.intake.importing import Order, import_file, import_upload, role_of
from layout.workflow.intake.looking import look_at

ORIGIN = Origin("Candidate land", "Bishan planning office", "internal", "2025", "Li")
ZONE_CSV = b"name,X,Y\na,3272765.5,36359965.6\nb,3244124.3,36345518.7\n"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(1) as made:
        yield made


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def parcels() -> gpd.GeoDataFrame:
    shapes = [box(106.22, 29.58, 106.23, 29.59), box(106.25, 29.60, 106.26, 29.61)]
    return gpd.GeoDataFrame({"名称": ["璧山一号", "璧山二号"]}, geometry=shapes, crs="EPSG:4326")


def loose_gbk_shapefile(folder: Path) -> Path:
    """A Shapefile in GBK without .cpg, on CGCS2000 / 3-degree zone CM 105E, as offices have them."""
    folder.mkdir()
    parcels().to_crs("EPSG:4544").to_file(folder / "地块.shp", encoding="GBK", engine="pyogrio")
    (folder / "地块.cpg").unlink()
    return folder / "地块.shp"


def kml(lon: float, lat: float) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<Placemark><name>地块甲</name><Point><coordinates>{lon!r},{lat!r}</coordinates></Point></Placemark>"
        "</Document></kml>"
    ).encode()


def test_a_gbk_shapefile_is_kept_in_wgs84_with_all_its_parts(
    tmp_path: Path, workspace: Workspace, sandbox: Sandbox
) -> None:
    path = loose_gbk_shapefile(tmp_path / "loose")
    done = import_file(path, Order("parcels", ORIGIN), workspace=workspace, sandbox=sandbox)
    assert done.version is not None
    kept = workspace.load("parcels").frame
    assert isinstance(kept, gpd.GeoDataFrame)
    assert kept.crs == "EPSG:4326"
    assert kept["名称"].tolist() == ["璧山一号", "璧山二号"]
    for found, expected in zip(kept.geometry, parcels().geometry, strict=True):
        assert found.hausdorff_distance(expected) < 1e-8  # a millimetre
    original = workspace.original(done.version)
    assert original is not None
    with zipfile.ZipFile(original) as archive:
        assert sorted(archive.namelist()) == sorted(
            item.name for item in path.parent.iterdir() if item.suffix != ".cpg"
        )
    assert any("EPSG:4544" in note.en for note in done.notes)


def test_what_the_person_said_is_kept(workspace: Workspace, sandbox: Sandbox) -> None:
    raw = kml(106.55, 29.56)
    done = import_upload("a.kml", raw, order=Order("sites", ORIGIN), workspace=workspace, sandbox=sandbox)
    assert done.version is not None
    version = workspace.version("sites")
    assert version.title.zh == "Candidate land"
    origin = version.provenance
    assert (origin.attribution.en, origin.licence, origin.vintage) == (
        "Bishan planning office",
        "internal",
        "2025",
    )
    assert origin.checksum_sha256 == hashlib.sha256(raw).hexdigest()
    assert "Li" in origin.note.zh
    assert version.original is not None
    assert version.original.name == "a.kml"


def test_what_was_not_said_of_the_origin_is_noted(workspace: Workspace, sandbox: Sandbox) -> None:
    done = import_upload(
        "a.kml", kml(106.55, 29.56), order=Order("plots"), workspace=workspace, sandbox=sandbox
    )
    assert [note.en for note in done.notes][-2:] == [
        "The source was not stated at import.",
        "The year was not stated at import.",
    ]
    assert workspace.version("plots").title.en == "a.kml"


def test_gcj02_is_undone_to_a_centimetre(workspace: Workspace, sandbox: Sandbox) -> None:
    shifted = wgs84_to_gcj02([106.55], [29.56])
    raw = kml(float(shifted[0][0]), float(shifted[1][0]))
    order = Order("sites", options=ReadOptions(datum="gcj02"))
    done = import_upload("高德.kml", raw, order=order, workspace=workspace, sandbox=sandbox)
    assert any("GCJ-02" in note.zh for note in done.notes)
    frame = workspace.load("sites").frame
    assert isinstance(frame, gpd.GeoDataFrame)
    found = frame.geometry.iloc[0]
    assert found.distance(Point(106.55, 29.56)) * 111_000 < 0.01
    assert not Point(float(shifted[0][0]), float(shifted[1][0])).equals_exact(found, 1e-4)


@pytest.mark.parametrize(
    ("name", "raw", "verdict"), [("x.geojson", b"{", Verdict.REJECT), ("x.csv", ZONE_CSV, Verdict.ASK)]
)
def test_nothing_is_kept_of_a_file_that_is_rejected_or_asks(
    workspace: Workspace, sandbox: Sandbox, name: str, raw: bytes, verdict: Verdict
) -> None:
    done = import_upload(name, raw, order=Order("sites", ORIGIN), workspace=workspace, sandbox=sandbox)
    assert (done.version, done.report.verdict, done.notes) == (None, verdict, ())
    assert workspace.items() == ()
    assert list((workspace.folder / "originals").iterdir()) == []


def test_the_answers_place_the_file(workspace: Workspace, sandbox: Sandbox) -> None:
    order = Order("sites", options=ReadOptions(crs="EPSG:4524", axes="yx"))
    done = import_upload("x.csv", ZONE_CSV, order=order, workspace=workspace, sandbox=sandbox)
    assert {note.en.split(":")[0] for note in done.notes} >= {"Axes were exchanged"}
    frame = workspace.load("sites").frame
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.geometry.iloc[0].x == pytest.approx(106.55, abs=0.01)


def test_a_table_of_figures_needs_no_positions(workspace: Workspace, sandbox: Sandbox) -> None:
    raw = "园区,产值\n璧山高新区,120\n".encode()
    asked = import_upload("t.csv", raw, order=Order("sites"), workspace=workspace, sandbox=sandbox)
    assert asked.version is None
    done = import_upload(
        "t.csv", raw, order=Order("figures", options=ReadOptions(table=True)), workspace=workspace
    )
    assert done.version is not None
    assert done.version.kind == "table"
    assert workspace.load("figures").frame["产值"].tolist() == [120]


def test_a_role_says_itself_that_it_reads_tables(
    workspace: Workspace, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[Incoming] = []

    class Wizard(PlainRole):
        def keep(self, workspace: Workspace, incoming: Incoming):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the signature of the parent
            got.append(incoming)
            return incoming.keep(workspace)

    monkeypatch.setitem(importing.ROLES, "statistics", Wizard("statistics", table=True))
    order = Order("statistics", settings={"unit": "mu"})
    done = import_upload("t.csv", b"a,b\n1,2\n", order=order, workspace=workspace, sandbox=sandbox)
    assert done.version is not None
    assert got[0].settings == {"unit": "mu"}
    assert got[0].layer.frame.index.tolist() == [2]


def test_a_raster_is_no_layer_and_becomes_the_elevation_where_that_is_asked(
    study_folder: Path, workspace: Workspace, sandbox: Sandbox
) -> None:
    with pytest.raises(ImportRefusedError, match=r"dem\.tif"):
        import_file(study_folder / "dem.tif", Order("parcels"), workspace=workspace, sandbox=sandbox)
    assert workspace.items() == ()
    done = import_file(study_folder / "dem.tif", Order("dem", ORIGIN), workspace=workspace, sandbox=sandbox)
    assert done.version is not None
    assert done.version.kind == "raster"


def test_a_second_file_is_a_second_version(workspace: Workspace, sandbox: Sandbox) -> None:
    for lon in (106.55, 106.56):
        done = import_upload(
            "a.kml", kml(lon, 29.56), order=Order("sites"), workspace=workspace, sandbox=sandbox
        )
    assert done.version is not None
    assert done.version.number == 2
    assert workspace.items()[0].versions == 2


def test_what_was_read_already_is_kept_without_reading_again(workspace: Workspace, sandbox: Sandbox) -> None:
    raw = kml(106.55, 29.56)
    order = Order("sites", ORIGIN)
    looked = look_at("a.kml", raw, sandbox=sandbox)
    unreachable = Sandbox(0)  # would wait for ever for a process
    done = import_upload(
        "a.kml", raw, order=order, workspace=workspace, sandbox=unreachable, result=looked.result
    )
    again = import_upload("a.kml", raw, order=order, workspace=workspace, sandbox=sandbox)
    assert done.version is not None
    assert again.version is not None
    assert workspace.load("sites", 1).frame.equals(workspace.load("sites", 2).frame)
    assert done.version.original == again.version.original


def test_hostile_names_stay_text(workspace: Workspace, sandbox: Sandbox) -> None:
    name = "<img src=x>{{7*7}}\n\u202e.kml"
    done = import_upload(name, kml(106.55, 29.56), order=Order("sites"), workspace=workspace, sandbox=sandbox)
    assert done.version is not None
    assert done.version.original is not None
    assert done.version.original.name == "<img src=x>{{7*7}}\\x0a\\u202e.kml"


@pytest.mark.parametrize("name", ["", "../x", "a b", "x" * 65])
def test_a_name_that_is_none_is_refused_before_anything_is_read(name: str) -> None:
    with pytest.raises(WorkspaceError):
        role_of(name)
    assert role_of("控制线").role_id == "控制线"


def test_a_read_only_workspace_takes_nothing_and_keeps_what_it_has(
    workspace: Workspace, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_upload("a.kml", kml(106.55, 29.56), order=Order("sites"), workspace=workspace, sandbox=sandbox)
    monkeypatch.setattr("geodata.workspace.records.is_writable", lambda _folder: False)
    with pytest.raises(ReadOnlyError, match="read-only"):
        import_upload("b.kml", kml(106.56, 29.56), order=Order("sites"), workspace=workspace, sandbox=sandbox)
    assert [item.current.number for item in workspace.items()] == [1]


def test_a_workspace_is_made_where_there_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "office"
    assert importing.workspace_at(folder).folder == folder
    assert importing.workspace_at(folder).items() == ()
