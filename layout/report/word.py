"""A document as DOCX: A4, headings, tables with repeated head rows, plots as pictures; nothing linked from outside."""

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from geodata.text import Language
from layout.entities.document import Block, Heading, Items, Paragraph, Plots, Table, cell_words, is_number
from layout.report.picture import plot_png

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

PLOTS_A_ROW = 2
PLOT_CM = 8.0
FONTS = {"zh": "Microsoft YaHei", "en": "Calibri"}
EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no time zone
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WIDE = 8
"""Columns from which a table is set small."""


def document_docx(title: str, blocks: Iterable[Block], *, language: Language) -> bytes:
    """Return a document as the bytes of a DOCX file; its parts are those of `layout.report.page.document_page`."""
    import docx  # noqa: PLC0415 - loaded only where a file is written

    document = docx.Document()
    _set_up(document, title, language)
    document.add_heading(_clean(title), level=0)
    for part in blocks:
        _add(document, part)
    with io.BytesIO() as stream:
        document.save(stream)
        return same_bytes(stream.getvalue())


def same_bytes(packed: bytes) -> bytes:
    """Return a zip archive with the same members and no times of their own, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            member = zipfile.ZipInfo(item.filename, date_time=_EARLIEST)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(item.filename))
    return out.getvalue()


def _set_up(document: "Document", title: str, language: Language) -> None:
    """Set page, fonts and properties."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415 - as above

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.8))
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet"):
        style = document.styles[name]
        style.font.name = "Calibri"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), FONTS["zh"])
        style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Title"].font.size = Pt(20)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _clean(title)[:255], "", ""
    properties.language = "zh-CN" if language == "zh" else "en"
    properties.created = properties.modified = EPOCH


def _clean(words: str) -> str:
    """Return text without the control characters that no XML may hold."""
    return _CONTROL.sub("", words)


def _add(document: "Document", part: Block) -> None:
    """Add one block."""
    from docx.shared import RGBColor  # noqa: PLC0415 - as above

    match part:
        case Heading():
            document.add_heading(_clean(part.title), level=part.level - 1)
        case Paragraph():
            run = document.add_paragraph().add_run(_clean(part.words))
            run.bold = part.strong
            if part.quiet:
                run.font.color.rgb = RGBColor(0x55, 0x55, 0x55)
        case Items():
            for sentence in part.sentences:
                document.add_paragraph(_clean(sentence), style="List Bullet")
        case Table():
            _add_table(document, part)
        case Plots():
            _add_plots(document, part)


def _add_table(document: "Document", part: Table) -> None:
    """Add a table whose head row is repeated on every page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    table = document.add_table(rows=1 + len(part.rows), cols=len(part.headings), style="Table Grid")
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - python-docx has no other way to repeat a row
    size = 7.5 if len(part.headings) >= WIDE else 9.0
    grid = [list(row.cells) for row in table.rows]
    for cell, words in zip(grid[0], part.headings, strict=True):
        _write(cell, words, size=size, bold=True)
    for cells, row in zip(grid[1:], part.rows, strict=True):
        for cell, value in zip(cells, row, strict=True):
            _write(cell, value, size=size)
    document.add_paragraph()


def _write(cell: "_Cell", value: object, *, size: float, bold: bool = False) -> None:
    """Write a value into a cell: numbers to the right, four decimals, a dash where unknown."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(_clean(cell_words(value)))
    run.font.size, run.font.bold = Pt(size), bold
    paragraph.paragraph_format.space_after = Pt(0)
    if is_number(value):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_plots(document: "Document", part: Plots) -> None:
    """Add plots two a row, each above its caption."""
    from docx.shared import Cm, Pt  # noqa: PLC0415 - as above

    rows = math.ceil(len(part.plots) / PLOTS_A_ROW)
    if not rows:
        return
    table = document.add_table(rows=rows, cols=PLOTS_A_ROW)
    for place, plot in enumerate(part.plots):
        cell = table.cell(place // PLOTS_A_ROW, place % PLOTS_A_ROW)
        cell.paragraphs[0].add_run().add_picture(io.BytesIO(plot_png(plot)), width=Cm(PLOT_CM))
        caption = cell.add_paragraph().add_run(_clean(plot.label))
        caption.font.size = Pt(8.5)
    document.add_paragraph()
