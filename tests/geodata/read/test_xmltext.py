from collections.abc import Callable

import pytest

from geodata.quality.model import Reading, Stop
from geodata.read import xmltext

Make = Callable[..., Reading]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "xml-dtd"),
        (b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;">]><a>&z;</a>', "xml-dtd"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>', "xml-dtd"),
        (b"<a><b></a>", "xml-syntax"),
        (b"<a><b>", "xml-cut-off"),
        (b"<a/><b/>", "xml-trailing"),
        (b"<a>&undefined;</a>", "xml-syntax"),
        ("<a>重庆</a>".encode("gbk"), "xml-encoding"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "xml-encoding"),
        (b"<a>" * 300 + b"</a>" * 300, "too-deep"),
        (b"plain", "xml-syntax"),
    ],
)
def test_faults(raw: bytes, code: str, reading: Make) -> None:
    found = reading()
    with pytest.raises(Stop):
        xmltext.parse(raw, found)
    assert found.findings[-1].code == code


def test_walking_and_words(reading: Make) -> None:
    root = xmltext.parse('<k:a xmlns:k="x"><k:b> 重<i>庆</i> </k:b><c/></k:a>'.encode(), reading())
    assert [(xmltext.local(item.element), item.depth) for item in xmltext.walk(root)] == [
        ("a", 1),
        ("b", 2),
        ("i", 3),
        ("c", 2),
    ]
    assert xmltext.text_of(xmltext.child(root, "b")) == "重庆"
    assert xmltext.child(root, "x") is None
    assert xmltext.text_of(None) == ""


def test_declared_gbk_is_read(reading: Make) -> None:
    raw = '<?xml version="1.0" encoding="gbk"?><a>重庆</a>'.encode("gbk")
    assert xmltext.text_of(xmltext.parse(raw, reading())) == "重庆"
