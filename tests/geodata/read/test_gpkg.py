import sqlite3
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest

from geodata.quality.model import Reading
from geodata.quality.options import Limits
from geodata.read.check import Examined, examine

Judge = Callable[..., Examined]

Codes = Callable[[Examined], set[str]]


@pytest.fixture
def package(tmp_path: Path, parcels: gpd.GeoDataFrame) -> Callable[..., bytes]:
    """Return a GeoPackage written by GDAL and changed by SQL."""

    def make(*statements: str, layers: tuple[str, ...] = ("sites",)) -> bytes:
        path = tmp_path / "made.gpkg"
        path.unlink(missing_ok=True)
        for name in layers:
            parcels.to_file(path, layer=name, driver="GPKG", engine="pyogrio")
        base = sqlite3.connect(path)
        with base:
            # the triggers of the spatial index need functions that plain SQLite does not have
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                base.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                base.execute(statement)
        base.close()
        return path.read_bytes()

    return make


def test_a_layer_comes_in_exactly(
    package: Callable[..., bytes], judge: Judge, parcels: gpd.GeoDataFrame
) -> None:
    found = judge(package(), "x.gpkg")
    assert found.report.verdict == "accept"
    assert found.layer.columns == {"名称": ["两江", "江津", "涪陵"], "AREA": [1.5, 2.5, 3.5]}
    assert [
        shape.equals(other) for shape, other in zip(found.layer.geometry, parcels.geometry, strict=True)
    ] == [True] * 3
    assert found.report.layer["crs"] == "EPSG:4326"


@pytest.mark.parametrize(
    ("statement", "verdict", "code"),
    [
        ("DELETE FROM sites", "reject", "no-features"),
        ("DROP TABLE sites", "reject", "gpkg-no-table"),
        ("DROP TABLE gpkg_spatial_ref_sys", "reject", "gpkg-not-one"),
        ("UPDATE gpkg_contents SET data_type = 'attributes'", "reject", "gpkg-no-features"),
        ("DELETE FROM gpkg_geometry_columns", "reject", "gpkg-no-geometry-column"),
        ("UPDATE gpkg_geometry_columns SET column_name = 'x'", "reject", "gpkg-no-geometry-column"),
        ("UPDATE sites SET geom = x'0011' WHERE fid = 2", "reject", "gpkg-geometry"),
        ("UPDATE sites SET geom = NULL WHERE fid = 2", "warn", "null-geometry"),
        ("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 4326", "ask", "crs-missing"),
        ("UPDATE gpkg_geometry_columns SET srs_id = 0", "ask", "crs-missing"),
        ("UPDATE gpkg_contents SET srs_id = 0", "warn", "gpkg-srs-differ"),
        (
            "UPDATE sites SET geom = CAST(substr(geom, 1, 4) || x'00000000' || substr(geom, 9) AS BLOB)",
            "warn",
            "gpkg-blob-srs",
        ),
        ("ALTER TABLE sites ADD COLUMN photo BLOB DEFAULT x'00ff'", "warn", "column-of-bytes"),
        (
            "CREATE TRIGGER evil AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM sites; END",
            "accept",
            "datum-assumed",
        ),
    ],
)
def test_changed_packages(
    package: Callable[..., bytes], judge: Judge, codes: Codes, statement: str, verdict: str, code: str
) -> None:
    found = judge(package(statement), "x.gpkg")
    assert code in codes(found)
    assert found.report.verdict == verdict


def test_the_file_is_not_written_to(package: Callable[..., bytes], reading: Callable[..., Reading]) -> None:
    raw = package()
    found = reading(raw, "x.gpkg")
    examine(found)
    assert found.path.read_bytes() == raw
    assert [item.name for item in found.path.parent.iterdir() if "upload" in item.name] == ["upload.gpkg"]


def test_several_layers_are_asked_for(package: Callable[..., bytes], judge: Judge, codes: Codes) -> None:
    raw = package(layers=("a", "b"))
    assert judge(raw, "x.gpkg").report.findings[0].choices == ("a", "b")
    assert judge(raw, "x.gpkg", layer="b").report.verdict == "accept"
    assert codes(judge(raw, "x.gpkg", layer="c")) == {"unknown-layer"}
    unplaced = package("UPDATE a SET geom = NULL WHERE fid < 3", layers=("a", "b"))
    found = judge(unplaced, "x.gpkg")
    assert (found.report.verdict, found.layer.name) == ("warn", "b")
    assert "gpkg-set-aside" in codes(found)
    assert codes(
        judge(package("UPDATE a SET geom = NULL", "UPDATE b SET geom = NULL", layers=("a", "b")), "x.gpkg")
    ) == {"gpkg-unplaced"}


def test_an_endless_view_ends(package: Callable[..., bytes], judge: Judge, codes: Codes) -> None:
    view = "CREATE VIEW boom AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS fid, NULL AS geom FROM r"
    contents = "INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('boom', 'features', 4326)"
    columns = "INSERT INTO gpkg_geometry_columns VALUES ('boom', 'geom', 'POINT', 4326, 0, 0)"
    found = judge(package(view, contents, columns), "x.gpkg", limits=Limits(seconds=1.0))
    assert codes(found) == {"gpkg-endless"}


def test_cut_and_damaged_files(package: Callable[..., bytes], judge: Judge, codes: Codes) -> None:
    raw = package()
    for end in (100, 5_000, len(raw) // 2, len(raw) - 4_096):
        assert codes(judge(raw[:end], "x.gpkg")) <= {"gpkg-damaged", "gpkg-truncated"}
    middle = len(raw) // 2 // 4_096 * 4_096
    damaged = raw[:middle] + b"\xff" * 4_096 + raw[middle + 4_096 :]
    assert judge(damaged, "x.gpkg").report.verdict == "reject"
