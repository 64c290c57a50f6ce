import pytest

from geodata.read import encoding

TEXT = "名称,经度,纬度\n两江新区工业园,106.55,29.56\n涪陵区,107.39,29.70\n綦江,106.65,29.03\n"
TRADITIONAL = "名稱,經度,緯度\n兩江新區工業園,106.55,29.56\n涪陵區,107.39,29.70\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("gbk"), "gb18030"),
        ("𠀀㐂镇,两江".encode("gb18030"), "gb18030"),
        (TRADITIONAL.encode("big5"), "cp950"),
        (b"plain", "utf-8"),
    ],
)
def test_the_bytes_tell(raw: bytes, expected: str) -> None:
    assert encoding.guess(raw).encoding == expected


def test_few_characters_are_told_by_the_words_of_the_field() -> None:
    assert encoding.guess("地块".encode("gbk")).encoding == "gb18030"


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00", "Logroño línea".encode("cp1252"), "Ελλάδα".encode("iso8859-7"), b"a\x81"]
)
def test_what_is_neither_is_not_guessed(raw: bytes) -> None:
    assert encoding.guess(raw).encoding is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UTF-8", "utf-8"), ("65001", "utf-8"), ("GBK", "gb18030"), ("ANSI 936", "gb18030"), ("cp936", "gb18030"),
        ("Big-5", "cp950"), ("950", "cp950"), ("greek", "iso8859-7"), ("1251", "cp1251"), ("nonsense", None), ("base64", None),
        ("", None),
    ],
)  # fmt: skip
def test_declared_names(name: str, expected: str | None) -> None:
    assert encoding.known(name) == expected


def test_validity() -> None:
    assert encoding.decodes("重庆".encode(), "utf-8")
    assert not encoding.decodes("重庆".encode("gbk"), "utf-8")
