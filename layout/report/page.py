"""A printable page of its own: no script, no address, every text escaped where it enters."""

import html
import math
from collections.abc import Iterable, Sequence

from geodata.text import Language

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
  table, figure { break-inside: avoid; } }
"""


class Figure(str):
    """A figure that has been written out already; in a table it stands to the right like a number."""

    __slots__ = ()


def text(value: object) -> str:
    """Return a value as text that no browser takes for markup."""
    return html.escape(str(value), quote=True)


def heading(title: str) -> str:
    """Return a heading of a section."""
    return f"<h2>{text(title)}</h2>"


def paragraph(words: str, *, quiet: bool = False) -> str:
    """Return a paragraph, in grey where it is a remark."""
    return f'<p class="quiet">{text(words)}</p>' if quiet else f"<p>{text(words)}</p>"


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
    if isinstance(value, Figure):
        return f'<td class="n">{text(value)}</td>'
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"<td>{text(value)}</td>"
    if math.isnan(value):
        return '<td class="n">–</td>'
    return f'<td class="n">{value:,}</td>' if isinstance(value, int) else f'<td class="n">{value:.4f}</td>'


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
