from collections.abc import Callable

import pytest

from geodata.quality.model import Reading, Stop
from geodata.read.sniff import sniff

Make = Callable[..., Reading]


def code_of(head: bytes, name: str, reading: Make) -> str:
    found = reading(head, name)
    with pytest.raises(Stop):
        sniff(head, name, reading=found)
    return found.findings[-1].code


@pytest.mark.parametrize(
    ("head", "name", "content"),
    [
        (b'{"type":', "a.geojson", "json"),
        (b'\xef\xbb\xbf {"type":', "a.json", "json"),
        (b"\x1e{}", "a.geojsons", "json"),
        (b"<?xml version='1.0'?><kml>", "a.KML", "xml"),
        (b"PK\x03\x04", "a.xlsx", "zip"),
        (b"SQLite format 3\x00", "a.gpkg", "sqlite"),
        (b"fgb\x03fgb\x00", "a.fgb", "fgb"),
        (b"PAR1", "a.parquet", "parquet"),
        (b"II*\x00", "a.tif", "tiff"),
        (b"  0\nSECTION\n", "a.dxf", "dxf"),
        (b"\x00\x00\x27\x0a", "a.shp", "shp"),
        (b"name,lon,lat\n", "a.csv", "text"),
        ("名称\t经度\n".encode("utf-16"), "a.txt", "text"),
        (b"!table\n", "a.tab", "text"),
    ],
)
def test_what_is_read(head: bytes, name: str, content: str, reading: Make) -> None:
    assert sniff(head, name, reading=reading(head, name)) == content


@pytest.mark.parametrize(
    "suffix", [".geojson", ".json", ".kml", ".csv", ".shp", ".xlsx", ".gpkg", ".xml", ".dxf", ".tif"]
)
@pytest.mark.parametrize(
    "head",
    [
        b"<OGRVRTDataSource><OGRVRTLayer name='v'>",
        b"<?xml version='1.0'?>\n<!-- x -->\n<VRTDataset rasterXSize='1'>",
        b"\xef\xbb\xbf<OGRWFSDataSource>",
        b"<GDAL_WMS><Service>",
        b"PG:host=127.0.0.1 dbname=x",
        b"WFS:http://127.0.0.1/",
        b"/vsicurl/http://127.0.0.1/x.geojson",
        "<OGRVRTDataSource>".encode("utf-16"),
    ],
)
def test_what_points_elsewhere_is_refused_under_any_name(head: bytes, suffix: str, reading: Make) -> None:
    assert code_of(head, f"sites{suffix}", reading) == "refers-elsewhere"


@pytest.mark.parametrize(
    ("head", "name", "code"),
    [
        (b"", "a.csv", "empty-file"),
        (b"\x00" * 100, "a.shp", "empty-file"),
        (b"Rar!\x1a\x07\x00", "a.zip", "foreign-content"),
        (b"7z\xbc\xaf\x27\x1c", "a.zip", "foreign-content"),
        (b"%PDF-1.7", "a.geojson", "foreign-content"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx", "old-excel"),
        (b"<!DOCTYPE html><html>", "a.geojson", "html-page"),
        (b"\x03\x7e", "a.dbf", "only-attributes"),
        (b"abc", "a.exe", "unknown-format"),
        (b"abc", "a", "unknown-format"),
        (b"hello", "a.geojson", "not-json-text"),
        (b"hello", "a.zip", "not-a-zip"),
        (b"name,lon", "a.xlsx", "wrong-content"),
        (b"SQLite format 3\x00", "a.geojson", "wrong-content"),
        (b'{"a": 1}', "a.csv", "wrong-content"),
    ],
)
def test_what_is_not_read(head: bytes, name: str, code: str, reading: Make) -> None:
    assert code_of(head, name, reading) == code
