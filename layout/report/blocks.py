"""A report as a list of blocks in one language, and the same blocks as a printable page."""

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.text import Language
from layout.report import page

Cell = str
"""Text, or `page.Figure` for what stands to the right."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section."""

    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quiet` for a remark, `strong` for what must not be missed."""

    words: str
    quiet: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """Sentences as a list."""

    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Parameters
    ----------
    heads
        Column headings.
    rows
        Cells as text; `page.Figure` stands to the right.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def numeric(self) -> tuple[int, ...]:
        """Return the positions of the columns that hold figures."""
        return tuple(
            place
            for place in range(len(self.heads))
            if any(isinstance(row[place], page.Figure) for row in self.rows)
        )


Block = Heading | Paragraph | Items | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Parameters
    ----------
    title
        Its title.
    blocks
        What it holds, in order.
    language
        Language of the words.
    """

    title: str
    blocks: Sequence[Block]
    language: Language


def html_page(document: Document) -> str:
    """Return a report as one HTML page that needs nothing else; every text is escaped."""
    return page.page(document.title, [_html(block) for block in document.blocks], language=document.language)


def _html(block: Block) -> str:
    """Return one block as HTML."""
    if isinstance(block, Heading):
        return page.heading(block.words)
    if isinstance(block, Items):
        return page.items(block.sentences)
    if isinstance(block, Grid):
        return page.table(block.heads, block.rows)
    if block.strong:
        return f"<p><strong>{page.text(block.words)}</strong></p>"
    return page.paragraph(block.words, quiet=block.quiet)
