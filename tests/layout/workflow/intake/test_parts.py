import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from geodata.china_datum import wgs84_to_gcj02
from geodata.quality.findings import Verdict, finding
from geodata.read import ReadOptions, Report
from layout.workflow.desk.roles import Origin
from layout.workflow.intake.parts import in_wgs84, layer_of, notes_of, original_of, refused_as

ORIGIN = Origin("Land", "Office", "internal", "2025", "Li")


def report(crs: str | None, *codes: str) -> Report:
    found = tuple(finding(code, file="a.csv", count=1) for code in codes)
    return Report("a.csv", Verdict.ACCEPT, {"crs": crs, "geometry": "Point"}, found)


def test_degrees_of_gcj02_and_metres_come_to_the_same_place() -> None:
    lon, lat = wgs84_to_gcj02([106.55], [29.56])
    shifted = gpd.GeoDataFrame(geometry=[Point(lon[0], lat[0])], crs="EPSG:4326")
    metres = gpd.GeoDataFrame(geometry=[Point(106.55, 29.56)], crs="EPSG:4326").to_crs("EPSG:4544")
    for frame, options in ((shifted, ReadOptions(datum="gcj02")), (metres, ReadOptions())):
        moved = in_wgs84(frame, options)
        assert isinstance(moved, gpd.GeoDataFrame)
        assert moved.crs == "EPSG:4326"
        assert moved.geometry.iloc[0].distance(Point(106.55, 29.56)) * 111_000 < 0.01
    table = pd.DataFrame({"a": [1]})
    assert in_wgs84(table, ReadOptions()) is table


def test_warnings_and_the_way_to_wgs84_become_notes() -> None:
    notes = notes_of(report("EPSG:4545", "heights"), options=ReadOptions(axes="yx"), origin=ORIGIN)
    assert ["EPSG:4545" in note.zh for note in notes].count(True) == 1
    assert any("对调" in note.zh for note in notes)
    assert notes_of(report("EPSG:4326"), options=ReadOptions(datum="wgs84"), origin=ORIGIN) == ()
    unsaid = notes_of(report("EPSG:4326"), options=ReadOptions(), origin=Origin())
    assert len(unsaid) == 2


def test_the_origin_is_kept_with_the_checksum_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\n1\n")
    layer = layer_of("land", pd.DataFrame({"a": [1]}), origin=ORIGIN, file=(path, "a.csv"))
    assert layer.provenance.checksum_sha256 == hashlib.sha256(b"a\n1\n").hexdigest()
    assert (layer.title.en, layer.provenance.vintage) == ("Land", "2025")
    assert layer_of("x", layer.frame, origin=Origin(), file=(path, "a.csv")).title.zh == "a.csv"


def test_the_same_parts_give_the_same_archive(tmp_path: Path) -> None:
    for ending in (".shp", ".dbf", ".shx"):
        (tmp_path / f"a{ending}").write_bytes(ending.encode())
    (tmp_path / "b.dbf").write_bytes(b"other")
    digests = set()
    for _ in range(2):
        with original_of(tmp_path / "a.shp", "a.shp") as (packed, name):
            assert name == "a.shp.zip"
            digests.add(hashlib.sha256(packed.read_bytes()).hexdigest())
            with zipfile.ZipFile(packed) as archive:
                assert archive.namelist() == ["a.dbf", "a.shp", "a.shx"]
    assert len(digests) == 1
    with original_of(tmp_path / "b.dbf", "b\n.dbf") as (path, name):
        assert (path.name, name) == ("b.dbf", "b\\x0a.dbf")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_of_the_wrong_kind_is_told_by_name_with_a_way_out(language: str) -> None:
    chosen = "zh" if language == "zh" else "en"
    assert "a.csv" in refused_as(report(None), "dem").message(chosen)
    raster = replace(report(None), layer={"geometry": "Raster"})
    assert "raster:plots" in refused_as(raster, "plots").message(chosen)
