"""What a file is, told from its first bytes and never from its name alone.

Only what stands in `READABLE` is read. What would make a reader open another file or a connection (virtual datasets, service
descriptions) is refused here, before any library has seen it.
"""

import re

from geodata.quality.model import Reading, Stop
from geodata.read.endings import READABLE, Content, ending
from geodata.text import Bilingual

HEAD_BYTES = 4_096

_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"fgb\x03fgb", "fgb"),
    (b"PAR1", "parquet"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"AutoCAD Binary DXF", "dxf"),
    (b"\x00\x00\x27\x0a", "shp"),
)
_FOREIGN: tuple[tuple[bytes, Bilingual], ...] = (
    (b"Rar!\x1a\x07", Bilingual(en="a RAR archive", zh="RAR 压缩包")),
    (b"7z\xbc\xaf\x27\x1c", Bilingual(en="a 7z archive", zh="7z 压缩包")),
    (b"\x1f\x8b", Bilingual(en="a gzip archive", zh="gzip 压缩包")),
    (b"BZh", Bilingual(en="a bzip2 archive", zh="bzip2 压缩包")),
    (b"\xfd7zXZ", Bilingual(en="an xz archive", zh="xz 压缩包")),
    (b"%PDF", Bilingual(en="a PDF document", zh="PDF 文档")),
    (b"\x89PNG", Bilingual(en="a PNG picture", zh="PNG 图片")),
    (b"\xff\xd8\xff", Bilingual(en="a JPEG picture", zh="JPEG 图片")),
    (b"GIF8", Bilingual(en="a GIF picture", zh="GIF 图片")),
    (b"MZ", Bilingual(en="a Windows program", zh="Windows 程序")),
    (b"\x7fELF", Bilingual(en="a program", zh="可执行程序")),
    (b"AC10", Bilingual(en="an AutoCAD DWG drawing", zh="AutoCAD DWG 图形")),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES: dict[Content, Bilingual] = {
    "json": Bilingual(en="JSON text", zh="JSON 文本"),
    "xml": Bilingual(en="XML text", zh="XML 文本"),
    "text": Bilingual(en="plain text", zh="普通文本"),
    "zip": Bilingual(en="a zip archive", zh="zip 压缩包"),
    "sqlite": Bilingual(en="an SQLite database (GeoPackage)", zh="SQLite 数据库（GeoPackage）"),
    "fgb": Bilingual(en="a FlatGeobuf file", zh="FlatGeobuf 文件"),
    "parquet": Bilingual(en="a Parquet file", zh="Parquet 文件"),
    "tiff": Bilingual(en="a TIFF picture", zh="TIFF 影像"),
    "dxf": Bilingual(en="a DXF drawing", zh="DXF 图形"),
    "shp": Bilingual(en="a Shapefile (.shp)", zh="Shapefile（.shp）"),
}
# Roots of files that hold no data but tell GDAL where to fetch some.
_ELSEWHERE = re.compile(
    rb"<\s*(OGRVRT\w*|VRT\w*|OGRWFS\w*|OGRCSW\w*|GDAL_\w+|WCS_GDAL|WMS_\w+|WMT_MS_\w+|WMTS|TileMap\w*|Capabilities)\b",
    re.IGNORECASE,
)
_CONNECTION = re.compile(
    rb"^\s*(?:PG|MYSQL|MSSQL|OCI|ODBC|MONGODB\w*|WFS|OAPIF|WMS|WMTS|CSW|ES|GPKG|ADBC|/vsi\w+|https?|ftp|file|s3|gs)"
    rb"\s*[:/]",
    re.IGNORECASE,
)
_HTML = re.compile(rb"^\s*<\s*(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_DXF = re.compile(rb"^\s*(?:999\r?\n[^\n]*\n\s*)*0\r?\n\s*SECTION\b")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes, name: str, *, reading: Reading) -> Content:
    """Return what a file is.

    Parameters
    ----------
    head
        Its first bytes, `HEAD_BYTES` at most.
    name
        Its name; the content must be one that stands behind the extension.
    reading
        Where findings go.

    Raises
    ------
    Stop
        The file is not one that is read, or its content is another than its name says.
    """
    if not head.strip(b"\x00 \t\r\n"):
        raise reading.stop("empty-file")
    _refuse_foreign(head, reading)
    suffix = ending(name)
    if suffix == ".dbf":
        raise reading.stop("only-attributes")
    if suffix not in READABLE:
        raise reading.stop("unknown-format", found=suffix or "-", known=", ".join(sorted(READABLE)))
    content = _content(head)
    if content not in READABLE[suffix]:
        raise _mismatch(content, suffix, reading)
    return content


def _refuse_foreign(head: bytes, reading: Reading) -> None:
    """Stop at what is never read, whatever its name."""
    if head.startswith(_OLE2):
        raise reading.stop("old-excel")
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            raise reading.stop("foreign-content", found=name)
    start = _unmarked(head)
    if (start.lstrip()[:1] == b"<" and _ELSEWHERE.search(start)) or _CONNECTION.match(start):
        raise reading.stop("refers-elsewhere")
    if _HTML.match(start):
        raise reading.stop("html-page")


def _content(head: bytes) -> Content:
    """Return the kind of content; anything that is no other kind counts as text."""
    for magic, content in _MAGIC:
        if head.startswith(magic):
            return content
    start = _unmarked(head).lstrip()
    if start[:1] in {b"{", b"["} or start[:1] == b"\x1e":
        return "json"
    if start[:1] == b"<":
        return "xml"
    return "dxf" if _DXF.match(start) else "text"


def _unmarked(head: bytes) -> bytes:
    """Return the bytes without a byte-order mark; UTF-16 is thinned to its low bytes so that words can be found."""
    if head[:2] in _MARKS:
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(_MARKS[0])


def _mismatch(content: Content, suffix: str, reading: Reading) -> Stop:
    """Return the stop for a content that does not belong to the extension."""
    if content == "text" and suffix in {".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl"}:
        return reading.stop("not-json-text")
    if suffix == ".zip":
        return reading.stop("not-a-zip", found=_NAMES[content])
    better = sorted(known for known, contents in READABLE.items() if content in contents)
    return reading.stop("wrong-content", suffix=suffix, found=_NAMES[content], better=", ".join(better))
