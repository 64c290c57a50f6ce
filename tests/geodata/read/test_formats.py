from collections.abc import Callable

import pytest

from geodata.quality.options import Limits
from geodata.read.check import Examined

Judge = Callable[..., Examined]

Codes = Callable[[Examined], set[str]]
Zip = Callable[[dict[str, bytes]], bytes]
CSV = b"name,lon,lat\na,106.55,29.56\n"
KML = b"<kml><Placemark><Point><coordinates>106.55,29.56</coordinates></Point></Placemark></kml>"


@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.txt", "X.CSV"])
def test_tables_under_their_endings(name: str, judge: Judge) -> None:
    assert judge(CSV, name).report.layer["features"] == 1


@pytest.mark.parametrize(("member", "raw"), [("a.csv", CSV), ("a.kml", KML), ("资料/a.txt", CSV)])
def test_single_files_in_archives(member: str, raw: bytes, zipped: Zip, judge: Judge) -> None:
    found = judge(zipped({member: raw}), "x.zip")
    assert found.report.verdict == "accept"
    assert found.layer.name == "a"


def test_messages_name_the_member(zipped: Zip, judge: Judge) -> None:
    found = judge(zipped({"a.geojson": b"{"}), "x.zip")
    assert found.report.findings[0].message.en.startswith("x.zip/a.geojson: line 1")


def test_a_disguise_in_an_archive_is_seen(zipped: Zip, judge: Judge, codes: Codes) -> None:
    for name in ("sites.shp", "sites.csv", "sites.geojson"):
        assert codes(judge(zipped({name: b"<OGRVRTDataSource>" + b" " * 200}), "x.zip")) == {
            "refers-elsewhere"
        }


def test_size_is_looked_at_first(judge: Judge, codes: Codes) -> None:
    assert codes(judge(b"x" * 2_000_000, "x.csv", limits=Limits(file_mib=1))) == {"file-too-large"}
