"""A printable page of its own: no script, no address, every text escaped where it enters."""

from collections.abc import Iterable, Sequence

from geodata.text import Language
from layout.entities.document import Block, Heading, Items, Paragraph, Plots, Table, cell_words, is_number
from layout.report.curves import value_plot
from layout.report.escaping import text

STYLE = """
body { font: 11pt/1.45 "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", "Helvetica Neue", Arial, sans-serif;
  color: #1a1a1a; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6em; margin: 0 0 .2em; } h2 { font-size: 1.15em; margin: 1.8em 0 .5em; border-bottom: 1px solid #999; }
table { border-collapse: collapse; margin: .5em 0 1em; font-size: .92em; }
th, td { text-align: left; padding: .25em .7em; border-bottom: 1px solid #ccc; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
.quiet { color: #555; } code { font-family: "Noto Sans Mono", Consolas, monospace; font-size: .92em; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: 0; } figcaption { font-size: .85em; }
@page { size: A4; margin: 18mm; } @media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; }
  figure, tr { break-inside: avoid; } }
"""


def heading(title: str, level: int = 2) -> str:
    """Return a heading of a section, or below one."""
    return f"<h{level}>{text(title)}</h{level}>"


def paragraph(words: str, *, quiet: bool = False, strong: bool = False) -> str:
    """Return a paragraph, in grey where it is a remark, bold where it must not be missed."""
    inner = f"<strong>{text(words)}</strong>" if strong else text(words)
    return f'<p class="quiet">{inner}</p>' if quiet else f"<p>{inner}</p>"


def items(sentences: Iterable[str]) -> str:
    """Return sentences as a list."""
    return "<ul>" + "".join(f"<li>{text(sentence)}</li>" for sentence in sentences) + "</ul>"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; numbers stand to the right, with four decimals where they have any, a dash where unknown."""
    head = "".join(f"<th>{text(title)}</th>" for title in headings)
    body = "".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    """Return one cell."""
    kind = ' class="n"' if is_number(value) else ""
    return f"<td{kind}>{text(cell_words(value))}</td>"


def block(part: Block) -> str:
    """Return one block of a document."""
    match part:
        case Heading():
            return heading(part.title, part.level)
        case Paragraph():
            return paragraph(part.words, quiet=part.quiet, strong=part.strong)
        case Items():
            return items(part.sentences)
        case Table():
            return table(part.headings, part.rows)
        case Plots():
            return '<div class="plots">' + "".join(value_plot(plot) for plot in part.plots) + "</div>"


def document_page(title: str, blocks: Iterable[Block], *, language: Language) -> str:
    """Return a document as one page that needs nothing else.

    Parameters
    ----------
    title
        Title of the document.
    blocks
        Its parts.
    language
        Language of the words.
    """
    return page(title, (block(part) for part in blocks), language=language)


def page(title: str, parts: Iterable[str], *, language: Language) -> str:
    """Return a whole page.

    Parameters
    ----------
    title
        Title of the page; not escaped yet.
    parts
        Pieces that the functions of this file made.
    language
        Language of the words.
    """
    body = "\n".join(parts)
    code = "zh-Hans" if language == "zh" else "en"
    return (
        f'<!doctype html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n<title>{text(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<h1>{text(title)}</h1>\n{body}\n</body>\n</html>\n"
    )
