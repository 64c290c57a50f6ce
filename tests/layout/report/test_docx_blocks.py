import datetime as dt
import io
import zipfile

import docx
import pytest

from layout.report.blocks import Document, Grid, Heading, Items, Paragraph
from layout.report.docx_blocks import HAN, docx_bytes, same_bytes
from layout.report.page import Figure

WHEN = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
BLOCKS = (
    Heading("结果"),
    Paragraph("说明\x00", quiet=True),
    Paragraph("要点", strong=True),
    Items(("一", "二")),
    Grid(("名称", "公顷"), (("甲<b>", Figure("1,234")), ("乙", Figure("–")))),
)


@pytest.fixture
def content() -> bytes:
    return docx_bytes(Document("布局方案", BLOCKS, "zh"), WHEN)


def test_word_reads_back_what_was_written(content: bytes) -> None:
    word = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[:6] == ["布局方案", "结果", "说明", "要点", "一", "二"]
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert cells == [["名称", "公顷"], ["甲<b>", "1,234"], ["乙", "–"]]
    assert word.core_properties.title == "布局方案"
    assert word.core_properties.created.replace(tzinfo=dt.UTC) == WHEN


def test_chinese_has_a_chinese_font_and_the_header_is_repeated(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        styles, body = (packed.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    assert f'w:eastAsia="{HAN}"' in styles
    assert "<w:tblHeader/>" in body
    assert 'w:jc w:val="right"' in body


def test_equal_input_is_equal_bytes(content: bytes) -> None:
    assert docx_bytes(Document("布局方案", BLOCKS, "zh"), WHEN) == content
    assert same_bytes(content) == content
