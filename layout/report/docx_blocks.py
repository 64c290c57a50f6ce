"""A report as a Word document: the same blocks as the printable page, fonts for both scripts, equal bytes for equal input."""

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from layout.report.blocks import Block, Document, Grid, Heading, Items, Paragraph
from layout.report.page import Figure

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.run import Run

LATIN, HAN = "Calibri", "Microsoft YaHei"
A4_MM, MARGIN_MM = (210.0, 297.0), 18.0
WIDE_FROM = 7
"""Columns from which a table is set smaller."""
_BODY_PT, _SMALL_PT = 10.5, 8.0
_GREY = "595959"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_bytes(document: Document, when: dt.datetime) -> bytes:
    """Return a report as the bytes of a DOCX.

    Parameters
    ----------
    document
        The report.
    when
        When it was made, with time zone; written into the properties of the file.
    """
    import docx  # noqa: PLC0415 - loads only where a Word file is wanted

    word = docx.Document()
    _set_up(word, document, when)
    word.add_heading(_clean(document.title), level=0)
    for block in document.blocks:
        _add(word, block)
    packed = io.BytesIO()
    word.save(packed)
    return same_bytes(packed.getvalue())


def same_bytes(packed: bytes) -> bytes:
    """Return a zip archive with the same members and no times of their own, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            member = zipfile.ZipInfo(item.filename, date_time=_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(item.filename))
    return out.getvalue()


def _set_up(word: "Word", document: Document, when: dt.datetime) -> None:
    """Set page, fonts, language and properties."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above
    from docx.shared import Mm, Pt  # noqa: PLC0415 - as above

    section = word.sections[0]
    section.page_width, section.page_height = Mm(A4_MM[0]), Mm(A4_MM[1])
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    styles: Any = word.styles
    for name in ("Normal", "Title", "Heading 1", "List Bullet"):
        style = styles[name]
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
        fonts.set(qn("w:eastAsia"), HAN)
    styles["Normal"].font.size = Pt(_BODY_PT)
    styles["Title"].font.size = Pt(20)
    moment = when.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    properties = word.core_properties
    properties.title, properties.author, properties.comments = _clean(document.title), "cqlayout", ""
    properties.language = "zh-CN" if document.language == "zh" else "en"
    properties.created = properties.modified = moment


def _add(word: "Word", block: Block) -> None:
    """Add one block."""
    if isinstance(block, Heading):
        word.add_heading(_clean(block.words), level=1)
    elif isinstance(block, Items):
        for sentence in block.sentences:
            word.add_paragraph(_clean(sentence), style="List Bullet")
    elif isinstance(block, Grid):
        _add_table(word, block)
    else:
        _add_paragraph(word, block)


def _add_paragraph(word: "Word", block: Paragraph) -> None:
    """Add a paragraph, grey where it is a remark."""
    from docx.shared import RGBColor  # noqa: PLC0415 - as above

    run = word.add_paragraph().add_run(_clean(block.words))
    run.bold = block.strong
    if block.quiet:
        run.font.color.rgb = RGBColor.from_string(_GREY)


def _add_table(word: "Word", block: Grid) -> None:
    """Add a table whose header is repeated on every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    table: Any = word.add_table(rows=1, cols=len(block.heads), style="Light List Accent 1")
    small = Pt(_SMALL_PT if len(block.heads) >= WIDE_FROM else _BODY_PT - 1)

    def write(cell: Any, text: str) -> "Run":  # noqa: ANN401 - python-docx has no public type of a cell
        paragraph = cell.paragraphs[0]
        run: Run = paragraph.add_run(_clean(text))
        run.font.size = small
        if isinstance(text, Figure):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return run

    for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
        write(cell, head).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no public way to repeat a header
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            write(cell, text).bold = False
    word.add_paragraph()


def _clean(text: str) -> str:
    """Return text without what XML cannot hold."""
    return _FORBIDDEN.sub("", text)
