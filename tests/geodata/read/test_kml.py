from collections.abc import Callable

import pytest

from geodata.read.check import Examined

Judge = Callable[..., Examined]

Zip = Callable[[dict[str, bytes]], bytes]
Codes = Callable[[Examined], set[str]]
POINT = "<Point><coordinates>106.55,29.56</coordinates></Point>"
MARK = f"<Placemark><name>两江</name>{POINT}</Placemark>"


def kml(inner: str, namespace: str = ' xmlns="http://www.opengis.net/kml/2.2"') -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><kml{namespace}><Document>{inner}</Document></kml>'.encode()
    )


@pytest.mark.parametrize("raw", [kml(MARK), kml(MARK, ""), kml(f"<Folder><name>甲</name>{MARK}</Folder>")])
def test_placemarks_come_in(raw: bytes, judge: Judge) -> None:
    found = judge(raw, "x.kml")
    assert found.report.verdict == "accept"
    assert found.layer.columns == {"name": ["两江"]}


def test_extended_data_and_times(judge: Judge) -> None:
    data = '<ExtendedData><Data name="a"><value>1</value></Data><SchemaData><SimpleData name="b">二</SimpleData></SchemaData></ExtendedData>'
    found = judge(
        kml(f"<Placemark>{data}<TimeStamp><when>2024</when></TimeStamp>{POINT}</Placemark>"), "x.kml"
    )
    assert found.layer.columns == {"a": ["1"], "b": ["二"], "when": ["2024"]}


@pytest.mark.parametrize(
    ("raw", "verdict", "code"),
    [
        (b"<gpx/>", "reject", "kml-wrong-root"),
        (kml(""), "reject", "kml-no-placemarks"),
        (
            kml("<NetworkLink><Link><href>http://127.0.0.1:1/x.kml</href></Link></NetworkLink>"),
            "reject",
            "kml-no-placemarks",
        ),
        (kml(MARK + "<GroundOverlay/>"), "warn", "kml-left-out"),
        (kml("<Placemark><name>x</name></Placemark>"), "warn", "null-geometry"),
        (
            kml(f"<Folder><name>a</name>{MARK}</Folder><Folder><name>b/c</name>{MARK}</Folder>"),
            "ask",
            "several-layers",
        ),
        (kml("<Folder>" * 300 + "</Folder>" * 300), "reject", "too-deep"),
    ],
)
def test_verdicts(raw: bytes, verdict: str, code: str, judge: Judge, codes: Codes) -> None:
    found = judge(raw, "x.kml")
    assert code in codes(found)
    assert found.report.verdict == verdict


def test_a_folder_is_chosen(judge: Judge, codes: Codes) -> None:
    raw = kml(f"<Folder><name>a</name>{MARK}</Folder><Folder><name>b/c</name>{MARK}{MARK}</Folder>")
    assert judge(raw, "x.kml", layer="b/c").report.layer["features"] == 2
    assert codes(judge(raw, "x.kml", layer="d")) == {"unknown-layer"}


def test_kmz(zipped: Zip, judge: Judge, codes: Codes) -> None:
    found = judge(zipped({"doc.kml": kml(MARK), "files/icon.png": b"x"}), "x.kmz")
    assert found.report.verdict == "accept"
    assert codes(judge(zipped({"a.kml": kml(MARK), "b.kml": kml(MARK)}), "x.kmz")) == {"kmz-texts"}
