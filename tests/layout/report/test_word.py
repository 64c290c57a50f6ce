import io
import zipfile

import docx
import numpy as np
import pytest
from docx.document import Document

from layout.entities.document import Block, Heading, Items, Paragraph, Plot, Plots, Table
from layout.report.word import document_docx

HOSTILE = '<w:p>{{ 7*7 }}</w:p> & "quoted" \x00\x0b'
BLOCKS: tuple[Block, ...] = (
    Heading("方法"),
    Heading("below", level=3),
    Paragraph(HOSTILE, quiet=True),
    Items(("one", "two")),
    Table(("name", "number"), [["甲", 0.25], ["B", float("nan")], ["C", 1200]]),
    Plots(tuple(Plot(f"plot {k}", np.array([1.0, 2]), np.array([0.0, 1])) for k in range(3))),
    Table(tuple("abcdefgh"), []),
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return document_docx("说明：项目", BLOCKS, language="zh")


@pytest.fixture(scope="module")
def document(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def test_everything_is_read_back(document: Document) -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert styles["说明：项目"] == "Title"
    assert styles["方法"] == "Heading 1"
    assert styles["below"] == "Heading 2"
    assert styles["two"] == "List Bullet"
    assert '<w:p>{{ 7*7 }}</w:p> & "quoted" ' in styles
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["name", "number"], ["甲", "0.2500"], ["B", "–"], ["C", "1,200"]]
    captions = [cell.text for row in document.tables[1].rows for cell in row.cells]
    assert [caption.strip() for caption in captions] == ["plot 0", "plot 1", "plot 2", ""]


def test_page_is_a4_head_rows_repeat_and_numbers_stand_right(document: Document) -> None:
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    head = document.tables[0].rows[0]._tr.xml
    assert "w:tblHeader" in head
    assert str(document.tables[0].cell(1, 1).paragraphs[0].alignment) == "RIGHT (2)"
    assert document.core_properties.language == "zh-CN"
    assert document.core_properties.author == ""


def test_pictures_are_inside_and_nothing_is_linked(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sum(name.startswith("word/media/") for name in archive.namelist()) >= 1
        links = [name for name in archive.namelist() if name.endswith(".rels")]
        assert all(b"External" not in archive.read(name) for name in links)
        assert "微软雅黑" not in archive.read("word/styles.xml").decode()
        assert "Microsoft YaHei" in archive.read("word/styles.xml").decode()
